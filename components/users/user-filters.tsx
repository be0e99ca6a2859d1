import { FilterSelect } from '../ui/filter-select'
import { SearchBox } from '../ui/search-box'

const states = [
  { value: 'active', label: 'Active' },
  { value: 'never', label: 'Never signed in' },
  { value: 'ended', label: 'Ended' },
  { value: 'deactivated', label: 'Deactivated' },
  { value: 'all', label: 'Any state' },
] as const

const roles = [
  { value: '', label: 'Any role' },
  { value: 'organization-admin', label: 'Organization Admins' },
  { value: 'workspace-admin', label: 'Workspace Admins' },
  { value: 'none', label: 'Without a role' },
] as const

/** What a list of users is narrowed by; held in the address. */
export const UserFilters = () => (
  <>
    <SearchBox label="Search members" placeholder="Name or e-mail" />
    <FilterSelect name="state" label="State" options={states} />
    <FilterSelect name="role" label="Role" options={roles} />
  </>
)
