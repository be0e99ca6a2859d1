'use client'

import { UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { RemoveFromGroupInput } from '@/lib/groups/input'
import type { MemberRow } from '@/lib/groups/members'
import type { GroupRow } from '@/lib/groups/queries'
import { userHref } from '@/lib/portals/portals'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { states } from '../users/user-columns'
import { RemovePeople } from './panels'

const columns: readonly Column<MemberRow>[] = [
  {
    key: 'name',
    head: 'Member',
    sortable: true,
    render: (row) => (
      <>
        <a href={userHref(row.workspaceCode, row.id)}>{row.name}</a>
        <p>{row.email}</p>
      </>
    ),
  },
  { key: 'state', head: 'State', render: (row) => <span data-state={row.state}>{states[row.state]}</span> },
  { key: 'added', head: 'Added', render: (row) => <Time at={row.addedAt} /> },
]

type MemberTableProps = {
  group: GroupRow
  page: { rows: readonly MemberRow[]; next: string | null; previous: string | null; total: number | null }
  query: TableQuery
  q: string
  addHref: string
  /** What stands over the table: the search. */
  children: ReactNode
}

type Leaving = { readonly chosen: RemoveFromGroupInput['chosen']; readonly who: string }

const people = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`

/** GRP-1, GRP-2: who is in a group. */
export function MemberTable({ group, page, query, q, addHref, children }: MemberTableProps) {
  const { rows, next, previous, total } = page
  const [leaving, setLeaving] = useState<Leaving>()
  const number = total ?? rows.length
  const nameOf = (userId: string) => rows.find((row) => row.id === userId)?.name ?? ''

  const takeOut = (keys: readonly string[] | 'all') => {
    if (keys === 'all') {
      const all = total === null ? `everybody who matches “${q}”` : `all ${people(total)}`
      return setLeaving({ chosen: { filter: { q } }, who: all })
    }
    const [only = ''] = keys
    setLeaving({ chosen: { userIds: [...keys] }, who: keys.length === 1 ? nameOf(only) : people(keys.length) })
  }

  return (
    <>
      <Table
        label="Members"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        query={{ sort: 'name', ...query }}
        tools={children}
        menu={(row) => [{ key: 'remove', label: 'Remove from group', isDanger: true, verdict: row.mayRemove }]}
        onMenu={(_, userId) => takeOut([userId])}
        bulk={{
          items: [{ key: 'remove', label: 'Remove from group', verdict: (row) => row.mayRemove }],
          matching: total ?? undefined,
          onBulk: (_, keys) => takeOut(keys),
        }}
        foot={{
          count: `${people(number)}${total === null && (next || previous) ? ' on this page' : ''}`,
          before: previous ?? undefined,
          after: next ?? undefined,
        }}
        empty={
          q === '' ? (
            <EmptyState
              kind="nothing-yet"
              title="Nobody is in this group yet"
              action={
                <LinkButton variant="primary" icon={<UserPlus />} href={addHref} verdict={group.mayChangeMembers}>
                  Add people
                </LinkButton>
              }
            >
              Add users of this workspace; what is given to the group is theirs from then on.
            </EmptyState>
          ) : (
            <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
              Nobody in this group has this in their name or e-mail.
            </EmptyState>
          )
        }
      />
      {leaving && <RemovePeople group={group} {...leaving} onClose={() => setLeaving(undefined)} />}
    </>
  )
}
