'use client'

import type { ReactNode } from 'react'
import type { GivenFolder } from '@/lib/folder-permissions/groups'
import { folderAccessHref } from '@/lib/portals/portals'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import type { TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { folderWords } from './words'

type Row = GivenFolder & { readonly code: string }

const columns: readonly Column<Row>[] = [
  {
    key: 'folder',
    head: 'Folder',
    render: (row) => <a href={folderAccessHref(row.code, row.folderId)}>{folderWords(row.path)}</a>,
  },
  { key: 'level', head: 'Level', render: (row) => row.level },
  { key: 'below', head: 'Holds for', render: (row) => (row.isRecursive ? 'It and everything below' : 'It alone') },
  {
    key: 'until',
    head: 'Last day',
    render: (row) => (row.lastDay === null ? 'No end' : <Time at={row.lastDay} utc />),
  },
]

type GivenFoldersProps = {
  page: { rows: readonly GivenFolder[]; next: string | null; previous: string | null }
  /** The ID of their workspace. */
  code: string
  query: TableQuery
  /** What is said where there is none. */
  title: string
  children: ReactNode
}

/** GRP-2, PAR-3: the folders that a group, or a partner, has been given. */
export function GivenFolders({ page, code, query, title, children }: GivenFoldersProps) {
  const { rows, next, previous } = page
  return (
    <Table
      label="Folders"
      columns={columns}
      rows={rows.map((row) => ({ ...row, code }))}
      rowKey={(row) => row.id}
      rowName={(row) => folderWords(row.path)}
      query={query}
      foot={{
        count: `${rows.length} ${rows.length === 1 ? 'permission' : 'permissions'}${next || previous ? ' on this page' : ''}`,
        before: previous ?? undefined,
        after: next ?? undefined,
      }}
      empty={
        <EmptyState kind="nothing-yet" title={title}>
          {children}
        </EmptyState>
      }
    />
  )
}
