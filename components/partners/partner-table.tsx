'use client'

import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PartnerRow } from '@/lib/partners/queries'
import { folderHref, partnerHref, userHref } from '@/lib/portals/portals'
import type { Verdict } from '@/lib/rules/verdict'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { Num } from '../ui/num'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { Responsible } from './responsible'

const columns: readonly Column<PartnerRow>[] = [
  {
    key: 'name',
    head: 'Name',
    sortable: true,
    render: (row) => <a href={partnerHref(row.workspaceCode, row.id)}>{row.name}</a>,
  },
  {
    key: 'root',
    head: 'Root folder',
    render: (row) => (
      <a className="link" href={folderHref(row.workspaceCode, row.rootFolderId)}>
        {row.rootPath}
      </a>
    ),
  },
  { key: 'users', head: 'Users', align: 'end', render: (row) => <Num value={row.users} /> },
  {
    key: 'responsible',
    head: 'Responsible',
    render: ({ responsible, workspaceCode }) => (
      <Responsible of={responsible} href={responsible && userHref(workspaceCode, responsible.id)} />
    ),
  },
  { key: 'created', head: 'Created', sortable: true, render: (row) => <Time at={row.createdAt} /> },
]

type PartnerTableProps = {
  page: { rows: readonly PartnerRow[]; next: string | null; previous: string | null }
  query: TableQuery
  /** Whether the search leaves nothing out. */
  isAll: boolean
  newHref: string
  mayCreate: Verdict
  /** What stands over the table: the search. */
  children: ReactNode
}

/** PAR-1: the partners of a workspace; panels open by address. */
export function PartnerTable({ page, query, isAll, newHref, mayCreate, children }: PartnerTableProps) {
  const { rows, next, previous } = page
  // An open panel keeps the place in the list.
  const panel = (name: string, id: string) => queryHref(query, { before: query.before, after: query.after, [name]: id })
  return (
    <Table
      label="Partners"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      query={{ sort: 'name', ...query }}
      tools={children}
      menu={(row) => [
        { key: 'edit', label: 'Edit', href: panel('edit', row.id), verdict: row.mayEdit },
        { key: 'delete', label: 'Delete', href: panel('delete', row.id), isDanger: true, verdict: row.mayDelete },
      ]}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'partner' : 'partners'}${next || previous ? ' on this page' : ''}`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        isAll ? (
          <EmptyState
            kind="nothing-yet"
            title="No partners yet"
            action={
              <LinkButton variant="primary" icon={<Plus />} href={newHref} verdict={mayCreate}>
                New Partner
              </LinkButton>
            }
          >
            A partner is an outside company with a folder of its own. Its users see that folder and nothing else here.
          </EmptyState>
        ) : (
          <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
            No partner has this in its name.
          </EmptyState>
        )
      }
    />
  )
}
