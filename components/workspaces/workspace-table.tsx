'use client'

import type { ReactNode } from 'react'
import { workspaceHref } from '@/lib/portals/portals'
import type { WorkspaceRow } from '@/lib/workspaces/queries'
import { Badge } from '../ui/badge'
import { CopyId } from '../ui/copy-id'
import { EmptyState } from '../ui/empty-state'
import { Num } from '../ui/num'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'

const columns: readonly Column<WorkspaceRow>[] = [
  {
    key: 'name',
    head: 'Name',
    sortable: true,
    render: (row) => (
      <>
        <a href={workspaceHref(row.code)}>{row.name}</a>
        {row.isDefault && (
          <Badge tone="outline" mark="pin">
            Default
          </Badge>
        )}
        {row.workspaceAdmins === 0 && (
          <Badge tone="warn" mark="warning">
            No Workspace Admin
          </Badge>
        )}
        {row.description && <p>{row.description}</p>}
      </>
    ),
  },
  { key: 'code', head: 'Workspace ID', render: (row) => <CopyId id={row.code} /> },
  { key: 'users', head: 'Users', align: 'end', sortable: true, render: (row) => <Num value={row.users} /> },
  { key: 'created', head: 'Created', sortable: true, render: (row) => <Time at={row.createdAt} /> },
]

type WorkspaceTableProps = {
  page: { rows: readonly WorkspaceRow[]; next: string | null; previous: string | null; total: number | null }
  query: TableQuery
  /** What stands over the table: the search. */
  children: ReactNode
}

/** WSP-2, WSP-4, WSP-6: the organization's workspaces; panels open by address. */
export function WorkspaceTable({ page, query, children }: WorkspaceTableProps) {
  const { rows, next, previous, total } = page
  const number = total ?? rows.length
  const count = `${number.toLocaleString('en-GB')} ${number === 1 ? 'workspace' : 'workspaces'}${total === null ? ' on this page' : ''}`
  // An open panel keeps the place in the list.
  const panel = (name: string, code: string) =>
    queryHref(query, { before: query.before, after: query.after, [name]: code })
  return (
    <Table
      label="Workspaces"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.code}
      rowName={(row) => row.name}
      query={{ sort: 'name', ...query }}
      tools={children}
      menu={(row) => [
        { key: 'open', label: 'Open portal', href: workspaceHref(row.code) },
        { key: 'edit', label: 'Rename or describe', href: panel('edit', row.code), verdict: row.mayEdit },
        { key: 'delete', label: 'Delete', href: panel('delete', row.code), isDanger: true, verdict: row.mayDelete },
      ]}
      foot={{ count, before: previous ?? undefined, after: next ?? undefined }}
      empty={
        <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
          No workspace has this in its name or ID.
        </EmptyState>
      }
    />
  )
}
