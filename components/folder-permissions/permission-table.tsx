'use client'

import { UserPlus } from 'lucide-react'
import type { FolderAccess, PermissionRow } from '@/lib/folder-permissions/queries'
import { folderAccessHref, groupHref, partnerHref, userHref } from '@/lib/portals/portals'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { folderWords, kindWords } from './words'

type Row = PermissionRow & { readonly code: string | null }

const hrefs = { user: userHref, group: groupHref, partner: partnerHref } as const
const granteeHref = ({ code, grantee }: Row) => (code === null ? null : hrefs[grantee.kind](code, grantee.id))

function Who(row: Row) {
  const href = granteeHref(row)
  return (
    <>
      {href === null ? <span className="font-strong">{row.name}</span> : <a href={href}>{row.name}</a>}
      <p>{row.email ?? kindWords[row.grantee.kind]}</p>
    </>
  )
}

function From({ from, code }: Row) {
  if (from === null) return 'This folder'
  const path = folderWords(from.path)
  return from.mayOpen.ok ? (
    <a className="link" href={folderAccessHref(code, from.folderId)}>
      {path}
    </a>
  ) : (
    path
  )
}

const columns: readonly Column<Row>[] = [
  { key: 'who', head: 'Who', render: Who },
  {
    key: 'level',
    head: 'Level',
    render: (row) => (
      <>
        {row.words}
        <p>{row.isRecursive ? 'And everything below' : 'That folder alone'}</p>
      </>
    ),
  },
  { key: 'from', head: 'Given on', render: From },
  {
    key: 'until',
    head: 'Last day',
    render: (row) => (
      <>
        {row.lastDay === null ? 'No end' : <Time at={row.lastDay} utc />} {row.isOver && <Badge>Ended</Badge>}
      </>
    ),
  },
  {
    key: 'given',
    head: 'Given',
    render: (row) => (
      <>
        <Time at={row.givenAt} />
        <p>by {row.givenBy ?? 'Atrium'}</p>
      </>
    ),
  },
]

type PermissionTableProps = {
  folder: FolderAccess
  page: { rows: readonly PermissionRow[]; next: string | null; previous: string | null }
  /** The ID of the workspace whose portal it is; null: one's own place. */
  code: string | null
  query: TableQuery
  giveHref: string
}

/** FIL-2, FIL-3: the permissions on a folder, and those that come from above. */
export function PermissionTable({ folder, page, code, query, giveHref }: PermissionTableProps) {
  const { rows, next, previous } = page
  // An open panel keeps the place in the list.
  const panel = (name: string, id: string) => queryHref(query, { before: query.before, after: query.after, [name]: id })
  return (
    <Table
      label="Permissions"
      columns={columns}
      rows={rows.map((row) => ({ ...row, code }))}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      query={query}
      menu={(row) =>
        row.from === null
          ? [
              { key: 'change', label: 'Change', href: panel('change', row.id), verdict: row.mayChange },
              { key: 'take', label: 'Take away', href: panel('take', row.id), isDanger: true, verdict: row.mayTake },
            ]
          : [
              {
                key: 'open',
                label: `Open the permissions of ${folderWords(row.from.path)}`,
                href: folderAccessHref(code, row.from.folderId),
                verdict: row.from.mayOpen,
              },
            ]
      }
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'permission' : 'permissions'}${next || previous ? ' on this page' : ''}`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        <EmptyState
          kind="nothing-yet"
          title="Nothing has been given here"
          action={
            <LinkButton variant="primary" icon={<UserPlus />} href={giveHref} verdict={folder.mayGive}>
              Give access
            </LinkButton>
          }
        >
          Administrators of the workspace may do everything in it. Give others a level here, one by one, as a group or
          as a partner.
        </EmptyState>
      }
    />
  )
}
