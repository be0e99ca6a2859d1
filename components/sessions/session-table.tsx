'use client'

import type { ReactNode } from 'react'
import { memberHref } from '@/lib/portals/portals'
import { endSessionsOfMember } from '@/lib/sessions/actions'
import type { AnySessionRow } from '@/lib/sessions/queries'
import { useChange } from '../change/use-change'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'

const columns: readonly Column<AnySessionRow>[] = [
  {
    key: 'who',
    head: 'Member',
    render: ({ person, isThis }) => (
      <>
        <a href={memberHref(person.id)}>{person.name}</a>
        {isThis && <Badge tone="accent">This browser</Badge>}
        <p>{person.email}</p>
      </>
    ),
  },
  {
    key: 'acting',
    head: 'Acts in',
    render: ({ actingIn }) =>
      actingIn ? (
        <>
          {actingIn.name}
          <p>{actingIn.code}</p>
        </>
      ) : (
        'Nowhere'
      ),
  },
  {
    key: 'from',
    head: 'Browser',
    render: (row) => (
      <>
        {row.client}
        <p>{row.address || 'Unknown address'}</p>
      </>
    ),
  },
  { key: 'signed-in', head: 'Signed in', render: (row) => <Time at={row.createdAt} as="moment" /> },
  { key: 'seen', head: 'Last seen', render: (row) => <Time at={row.lastSeenAt} as="ago" /> },
]

type SessionTableProps = {
  page: { rows: readonly AnySessionRow[]; next: string | null; previous: string | null }
  query: TableQuery
  /** What stands over the table: the search. */
  children: ReactNode
}

/** SWI-5: every browser that is signed in, and an end to one or to all of a person. */
export function SessionTable({ page, query, children }: SessionTableProps) {
  const { rows, next, previous } = page
  const { send } = useChange(endSessionsOfMember)

  const end = async (item: string, id: string) => {
    const row = rows.find((candidate) => candidate.id === id)
    if (!row) return
    const { person, client } = row
    const result = await send(item === 'end-all' ? { accountId: person.id } : { accountId: person.id, sessionId: id })
    if (!result.ok) return toast(result.reason, { tone: 'bad' })
    toast(item === 'end-all' ? `${person.name} is signed out everywhere` : `${person.name} is signed out of ${client}`)
  }

  return (
    <Table
      label="Sessions"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowName={(row) => `${row.person.name}, ${row.client}`}
      query={query}
      tools={children}
      menu={(row) => [
        { key: 'open', label: 'Open member', href: memberHref(row.person.id) },
        { key: 'end', label: 'Sign out this browser', isDanger: true },
        { key: 'end-all', label: 'Sign out all their browsers', isDanger: true },
      ]}
      onMenu={end}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'session' : 'sessions'} on this page, newest first`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
          Nobody with this in their name or address is signed in.
        </EmptyState>
      }
    />
  )
}
