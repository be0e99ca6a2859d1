'use client'

import type { RosterLineRow } from '@/lib/rosters/queries'
import { EmptyState } from '../ui/empty-state'
import { someOf } from '../ui/some-of'
import { type Column, Table } from '../ui/table'
import type { TableQuery } from '../ui/table-query'
import { outcomeWords } from './roster-words'

const marks = { create: 'active', change: 'active', same: 'waiting', refused: 'off' } as const

const roles = { member: 'Member', workspace_admin: 'Workspace Admin' } as const

const columns: readonly Column<RosterLineRow>[] = [
  {
    key: 'who',
    head: 'Person',
    render: (row) => (
      <>
        <b>{row.name || row.email || 'Unreadable line'}</b>
        <p>{row.email}</p>
      </>
    ),
  },
  { key: 'line', head: 'Line', align: 'end', render: (row) => row.line.toLocaleString('en-GB') },
  { key: 'workspace', head: 'Workspace', render: (row) => row.workspaceName },
  {
    key: 'outcome',
    head: 'Outcome',
    render: (row) => (
      <>
        <span data-state={marks[row.outcome]}>{outcomeWords[row.outcome][row.isDone ? 'made' : 'line']}</span>
        {row.reason && <p>{row.reason}</p>}
      </>
    ),
  },
  // Of a line that could not be read neither is known.
  { key: 'role', head: 'Role', render: (row) => (row.outcome === 'refused' ? '–' : roles[row.role]) },
  { key: 'groups', head: 'Groups', render: (row) => (row.outcome === 'refused' ? '–' : someOf(row.groups)) },
]

type RosterLinesProps = {
  rows: readonly RosterLineRow[]
  next: number | null
  previous: number | null
  query: TableQuery
  count: string
}

/** INV-7: what is to come of each line, or came. */
export const RosterLines = ({ rows, next, previous, query, count }: RosterLinesProps) => (
  <Table
    label="Lines"
    columns={columns}
    rows={rows}
    rowKey={(row) => String(row.line)}
    rowName={(row) => `line ${row.line}`}
    query={query}
    foot={{
      count,
      before: previous === null ? undefined : String(previous),
      after: next === null ? undefined : String(next),
    }}
    empty={
      <EmptyState kind="nothing-yet" title="No such line">
        None of the lines of this file comes to this.
      </EmptyState>
    }
  />
)
