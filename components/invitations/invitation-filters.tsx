import { FilterSelect } from '../ui/filter-select'
import { SearchBox } from '../ui/search-box'

const states = [
  { value: 'all', label: 'Any state' },
  { value: 'pending', label: 'Pending' },
  { value: 'expired', label: 'Expired' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'revoked', label: 'Revoked' },
] as const

/** What a list of invitations is narrowed by; held in the address. */
export const InvitationFilters = () => (
  <>
    <SearchBox label="Search invitations" placeholder="E-mail" />
    <FilterSelect name="state" label="State" options={states} />
  </>
)
