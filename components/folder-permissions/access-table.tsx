'use client'

import type { ReactNode } from 'react'
import type { AccessRow } from '@/lib/folder-permissions/access'
import { folderAccessHref, userHref } from '@/lib/portals/portals'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { folderWords } from './words'

type Row = AccessRow & { readonly code: string | null; readonly folderId: string }
type Source = AccessRow['sources'][number]

/** One of the rows somebody's access comes from. */
function Reason({ source, row }: { source: Source; row: Row }) {
  if (source.folderId === null) return `${source.level}, by their role`
  const by = source.groupName ?? source.partnerName
  const path = folderWords(source.folderName ?? '')
  const isHere = source.folderId === row.folderId
  return (
    <>
      {source.level}
      {by !== null && `, as one of ${by}`}, given {isHere ? 'here' : 'on '}
      {!isHere &&
        (row.code === null ? (
          path
        ) : (
          <a className="link underline" href={folderAccessHref(row.code, source.folderId)}>
            {path}
          </a>
        ))}
    </>
  )
}

const columns: readonly Column<Row>[] = [
  {
    key: 'who',
    head: 'Person',
    render: (row) => (
      <>
        {row.code === null ? (
          <span className="font-strong">{row.name}</span>
        ) : (
          <a href={userHref(row.code, row.userId)}>{row.name}</a>
        )}
        <p>{row.email}</p>
      </>
    ),
  },
  { key: 'level', head: 'Level here', render: (row) => row.level },
  {
    key: 'why',
    head: 'Why',
    render: (row) => (
      <ul>
        {row.sources.map((source) => (
          <li key={`${source.permissionId} ${source.groupName}`}>
            <Reason source={source} row={row} />
          </li>
        ))}
      </ul>
    ),
  },
]

type AccessTableProps = {
  folderId: string
  page: { rows: readonly AccessRow[]; next: string | null; previous: string | null }
  /** The ID of the workspace whose portal it is; null: one's own place. */
  code: string | null
  query: TableQuery
  /** What stands over the table: the search. */
  children: ReactNode
}

/** FIL-4, *Who has access?*: each person with their level and the rows it comes from. */
export function AccessTable({ folderId, page, code, query, children }: AccessTableProps) {
  const { rows, next, previous } = page
  return (
    <Table
      label="Who has access"
      columns={columns}
      rows={rows.map((row) => ({ ...row, code, folderId }))}
      rowKey={(row) => row.userId}
      rowName={(row) => row.name}
      query={query}
      tools={children}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'person' : 'people'}${next || previous ? ' on this page' : ''}`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
          Nobody with access has this in their name or e-mail.
        </EmptyState>
      }
    />
  )
}
