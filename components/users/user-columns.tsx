import type { UserRow } from '@/lib/users/queries'
import type { Column } from '../ui/table'
import { Time } from '../ui/time'
import { RoleBox, type RoleName, roleNames } from './role-box'

/** A user as people call it: who, and where. */
export const nameOf = (row: UserRow) => `${row.name} in ${row.workspace.name}`

/** How a user stands, in a word. */
export const states = { active: 'Active', ended: 'Ended', deactivated: 'Deactivated' } as const

export const state: Column<UserRow> = {
  key: 'state',
  head: 'State',
  render: (row) => <span data-state={row.state}>{states[row.state]}</span>,
}

export const lastActive: Column<UserRow> = {
  key: 'active',
  head: 'Last active',
  render: (row) => (row.lastActiveAt === null ? 'Never signed in' : <Time at={row.lastActiveAt} as="ago" />),
}

const box = (role: RoleName): Column<UserRow> => ({
  key: role,
  head: roleNames[role],
  align: 'center',
  render: (row) => (
    <RoleBox
      role={role}
      isOn={role === 'organization-admin' ? row.isOrganizationAdmin : row.isWorkspaceAdmin}
      verdict={role === 'organization-admin' ? row.mayChangeOrganizationAdmin : row.mayChangeWorkspaceAdmin}
      of={nameOf(row)}
    />
  ),
})

/** DEL-1: the two boxes. `RoleDesk` around the table listens to them. */
export const roleBoxes: readonly Column<UserRow>[] = [box('organization-admin'), box('workspace-admin')]
