'use client'

import { rosterHref } from '@/lib/portals/portals'
import type { RosterRow } from '@/lib/rosters/queries'
import { type Column, Table } from '../ui/table'
import { Time } from '../ui/time'
import { rosterState } from './roster-words'

const columns: readonly Column<RosterRow>[] = [
  { key: 'file', head: 'File', render: (row) => <a href={`${rosterHref}/${row.id}`}>{row.fileName}</a> },
  {
    key: 'state',
    head: 'State',
    render: (row) => <span data-state={rosterState(row.state).mark}>{rosterState(row.state).word}</span>,
  },
  { key: 'by', head: 'Brought by', render: (row) => row.broughtBy },
  { key: 'at', head: 'Brought', render: (row) => <Time at={row.createdAt} as="ago" /> },
]

/** The newest rosters. */
export const RosterList = ({ rosters }: { rosters: readonly RosterRow[] }) => (
  <Table
    label="Rosters"
    columns={columns}
    rows={rosters}
    rowKey={(row) => row.id}
    rowName={(row) => row.fileName}
    empty={<p className="p-4 text-text-2">No roster has been imported yet.</p>}
  />
)
