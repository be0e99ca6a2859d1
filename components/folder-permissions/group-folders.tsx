'use client'

import type { FolderOfGroup } from '@/lib/folder-permissions/groups'
import { folderAccessHref } from '@/lib/portals/portals'
import { EmptyState } from '../ui/empty-state'
import { type Column, Table } from '../ui/table'
import type { TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { folderWords } from './words'

type Row = FolderOfGroup & { readonly code: string }

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

type GroupFoldersProps = {
  page: { rows: readonly FolderOfGroup[]; next: string | null; previous: string | null }
  /** The ID of the group's workspace. */
  code: string
  query: TableQuery
}

/** GRP-2: the folders that a group has been given. */
export function GroupFolders({ page, code, query }: GroupFoldersProps) {
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
        <EmptyState kind="nothing-yet" title="No folder has been given to this group yet">
          A folder is given on its own page, under Access. Whoever is in the group has it from then on.
        </EmptyState>
      }
    />
  )
}
