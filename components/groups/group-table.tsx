'use client'

import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { GroupRow } from '@/lib/groups/queries'
import { groupHref } from '@/lib/portals/portals'
import type { Verdict } from '@/lib/rules/verdict'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { Num } from '../ui/num'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'

const columns: readonly Column<GroupRow>[] = [
  {
    key: 'name',
    head: 'Name',
    sortable: true,
    render: (row) => <a href={groupHref(row.workspaceCode, row.id)}>{row.name}</a>,
  },
  { key: 'members', head: 'Members', align: 'end', sortable: true, render: (row) => <Num value={row.members} /> },
  { key: 'created', head: 'Created', render: (row) => <Time at={row.createdAt} /> },
]

type GroupTableProps = {
  page: { rows: readonly GroupRow[]; next: string | null; previous: string | null }
  query: TableQuery
  /** Whether the search leaves nothing out. */
  isAll: boolean
  newHref: string
  mayCreate: Verdict
  /** What stands over the table: the search. */
  children: ReactNode
}

/** GRP-1: the groups of a workspace; panels open by address. */
export function GroupTable({ page, query, isAll, newHref, mayCreate, children }: GroupTableProps) {
  const { rows, next, previous } = page
  // An open panel keeps the place in the list.
  const panel = (name: string, id: string) => queryHref(query, { before: query.before, after: query.after, [name]: id })
  return (
    <Table
      label="Groups"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      query={{ sort: 'name', ...query }}
      tools={children}
      menu={(row) => [
        { key: 'rename', label: 'Rename', href: panel('rename', row.id), verdict: row.mayRename },
        { key: 'delete', label: 'Delete', href: panel('delete', row.id), isDanger: true, verdict: row.mayDelete },
      ]}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'group' : 'groups'}${next || previous ? ' on this page' : ''}`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        isAll ? (
          <EmptyState
            kind="nothing-yet"
            title="No groups yet"
            action={
              <LinkButton variant="primary" icon={<Plus />} href={newHref} verdict={mayCreate}>
                New Group
              </LinkButton>
            }
          >
            A group names people together, so that they are given things at once and not one by one.
          </EmptyState>
        ) : (
          <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
            No group has this in its name.
          </EmptyState>
        )
      }
    />
  )
}
