'use client'

import { type ReactNode, useState } from 'react'
import { memberHref, userHref } from '@/lib/portals/portals'
import type { UserFilterInput } from '@/lib/users/input'
import type { UserRow } from '@/lib/users/queries'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
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
export function UserTable({ page, filter, query, portal, children }: UserTableProps) {
  const { rows, next, previous, total } = page
  const [bulk, setBulk] = useState<BulkWish>()
  const number = total ?? rows.length
  const count = `${number.toLocaleString('en-GB')} ${number === 1 ? 'user' : 'users'}${total === null ? ' on this page' : ''}`
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
          <EmptyState kind="no-match" clearHref={queryHref(query, cleared)} clearLabel="Clear search and filters">
            No user fits this search and these filters.
          </EmptyState>
        }
      />
      {bulk && <BulkRoles wish={bulk} onClose={() => setBulk(undefined)} />}
    </RoleDesk>
  )
}
