'use client'

import { type ReactNode, useState } from 'react'
import { memberHref, userHref } from '@/lib/portals/portals'
import type { UserFilterInput } from '@/lib/users/input'
import type { UserRow } from '@/lib/users/queries'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import type { BulkWish } from './bulk-roles'
import { BulkRoles } from './panels'
import { RoleDesk } from './role-desk'
import { lastActive, nameOf, roleBoxes, state } from './user-columns'

const who = (href: (row: UserRow) => string): Column<UserRow> => ({
  key: 'name',
  head: 'Member',
  sortable: true,
  render: (row) => (
    <>
      <a href={href(row)}>{row.name}</a>
      {row.isActor && <Badge>You</Badge>}
      {row.partner && <Badge tone="outline">{row.partner.name}</Badge>}
      <p>{row.email}</p>
    </>
  ),
})

const workspace: Column<UserRow> = {
  key: 'workspace',
  head: 'Workspace',
  render: ({ workspace: { name, code } }) => (
    <>
      {name}
      <p>{code}</p>
    </>
  ),
}

const columns = {
  organization: [who((row) => memberHref(row.accountId)), workspace, state, lastActive, ...roleBoxes],
  workspace: [who((row) => userHref(row.workspace.code, row.id)), state, lastActive, ...roleBoxes],
} as const

type UserTableProps = {
  page: { rows: readonly UserRow[]; next: string | null; previous: string | null; total: number | null }
  /** What the list was asked for, for "all that match". */
  filter: UserFilterInput
  query: TableQuery
  portal: 'organization' | 'workspace'
  /** Where the first step is: inviting people. */
  inviteHref: string
  /** What stands over the table: search and filters. */
  children: ReactNode
}

const items = [
  { key: 'make-workspace-admin', label: 'Make Workspace Admin', role: 'workspace-admin', isGranted: true },
  { key: 'remove-workspace-admin', label: 'Remove Workspace Admin', role: 'workspace-admin', isGranted: false },
  { key: 'make-organization-admin', label: 'Make Organization Admin', role: 'organization-admin', isGranted: true },
  {
    key: 'remove-organization-admin',
    label: 'Remove Organization Admin',
    role: 'organization-admin',
    isGranted: false,
  },
] as const

/** DEL-1, DEL-2, USR-1: users of the organization or of one workspace, with their roles. */
export function UserTable({ page, filter, query, portal, inviteHref, children }: UserTableProps) {
  const { rows, next, previous, total } = page
  const [bulk, setBulk] = useState<BulkWish>()
  const number = total ?? rows.length
  const count = `${number.toLocaleString('en-GB')} ${number === 1 ? 'user' : 'users'}${total === null ? ' on this page' : ''}`
  const isAll = filter.q === '' && filter.state === 'active' && !filter.role && !filter.workspace
  const isAlone = isAll && number === 1 && rows[0]?.isActor
  const invite = <LinkButton href={inviteHref}>Invite</LinkButton>
  const cleared = { q: undefined, state: undefined, role: undefined, workspace: undefined }
  return (
    <RoleDesk users={rows}>
      <Table
        label="Members"
        columns={columns[portal]}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={nameOf}
        query={{ sort: 'name', ...query }}
        tools={children}
        bulk={
          portal === 'organization'
            ? {
                items,
                matching: total ?? undefined,
                onBulk: (itemKey, keys) => {
                  const item = items.find(({ key }) => key === itemKey)
                  const chosen = keys === 'all' ? { filter } : { userIds: [...keys] }
                  if (item) setBulk({ chosen, role: item.role, isGranted: item.isGranted })
                },
              }
            : undefined
        }
        foot={{ count, before: previous ?? undefined, after: next ?? undefined }}
        empty={
          isAll ? (
            <EmptyState kind="nothing-yet" title="Nobody is active here" action={invite}>
              Invite people by their e-mail. Users who ended or were deactivated stand under their state.
            </EmptyState>
          ) : (
            <EmptyState kind="no-match" clearHref={queryHref(query, cleared)} clearLabel="Clear search and filters">
              No user fits this search and these filters.
            </EmptyState>
          )
        }
      />
      {isAlone && (
        <EmptyState kind="nothing-yet" title="Nobody else is here yet" action={portal === 'organization' && invite}>
          {portal === 'organization'
            ? 'Invite people into a workspace by their e-mail, or import a roster of many at once.'
            : 'Invite people by their e-mail; they show here once they accept.'}
        </EmptyState>
      )}
      {bulk && <BulkRoles wish={bulk} onClose={() => setBulk(undefined)} />}
    </RoleDesk>
  )
}
