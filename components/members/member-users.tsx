'use client'

import type { MemberDetails } from '@/lib/members/queries'
import { userHref } from '@/lib/portals/portals'
import type { UserRow } from '@/lib/users/queries'
import { Badge } from '../ui/badge'
import { type Column, Table } from '../ui/table'
import { RoleDesk } from '../users/role-desk'
import { lastActive, roleBoxes, state } from '../users/user-columns'

/** `calledHere` where their workspace calls them otherwise. */
type Row = UserRow & { readonly isSignIn: boolean; readonly calledHere: string | null }

const columns: readonly Column<Row>[] = [
  {
    key: 'workspace',
    head: 'User in',
    render: (row) => (
      <>
        <a href={userHref(row.workspace.code, row.id)}>{row.workspace.name}</a>
        {row.isSignIn && (
          <Badge tone="outline" mark="pin">
            Sign-in workspace
          </Badge>
        )}
        <p>
          {row.workspace.code}
          {row.calledHere && ` · called ${row.calledHere} there`}
        </p>
      </>
    ),
  },
  state,
  lastActive,
  ...roleBoxes,
]

/** DEL-1: the person's users, each with its own roles. */
export function MemberUsers({ member }: { member: Pick<MemberDetails, 'name' | 'users' | 'signInUserId'> }) {
  const { name, users, signInUserId } = member
  const rows = users.map((user) => ({
    ...user,
    isSignIn: user.id === signInUserId,
    calledHere: user.name === name ? null : user.name,
  }))
  return (
    <RoleDesk users={users}>
      <Table
        label="Users of this person"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => `the user in ${row.workspace.name}`}
        menu={(row) => [
          { key: 'open', label: 'Open user', href: userHref(row.workspace.code, row.id) },
          row.state === 'deactivated'
            ? {
                key: 'reactivate',
                label: 'Reactivate',
                href: `${userHref(row.workspace.code, row.id)}?reactivate=1`,
                verdict: row.mayReactivate,
              }
            : {
                key: 'deactivate',
                label: 'Deactivate',
                href: `${userHref(row.workspace.code, row.id)}?deactivate=1`,
                isDanger: true,
                verdict: row.mayDeactivate,
              },
        ]}
      />
    </RoleDesk>
  )
}
