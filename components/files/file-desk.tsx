'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import type { FolderPage } from '@/lib/files/queries'
import { folderAccessHref, folderHref } from '@/lib/portals/portals'
import { allowed } from '@/lib/rules/verdict'
import { EndlessTable } from '../ui/endless-table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Why } from '../ui/why'
import { type FileRow, fileColumns } from './file-columns'
import { CopyTo, MoveTo } from './panels'
import { useEdit, usePages } from './use-pages'
import { useTrash } from './use-trash'

type Row = FileRow &
  Pick<FolderPage['rows'][number], 'mayRead' | 'mayCopy' | 'mayRename' | 'mayMove' | 'mayTrash' | 'mayListPermissions'>
type Page = { readonly rows: readonly Row[]; readonly next: string | null }
type Named = { readonly id: string; readonly name: string }

type FileDeskProps = {
  /** As drawn by the server. */
  first: Page
  /** The route that gives the pages after it, and what it is asked. */
  from: string
  asked: Readonly<Record<string, string | undefined>>
  query: TableQuery
  /** The portal it is shown in, by the ID of its workspace; null for one's own place. */
  code: string | null
  root: Named
  /** The way to the folder that all of this lies in; empty for what was found all over. */
  way: readonly Named[]
  /** What stands where there is nothing. */
  empty: ReactNode
}

const shortcuts = [
  { keys: ['F2'], words: 'Rename', itemKey: 'rename' },
  { keys: ['C'], words: 'Copy to…', itemKey: 'copy' },
  { keys: ['M'], words: 'Move to…', itemKey: 'move' },
  { keys: ['Delete'], words: 'Delete', itemKey: 'trash' },
] as const

/** What a folder has below it shows only as it is read. */
const mayDownload = (row: Row) => (row.kind === 'file' ? row.mayRead : allowed)

const bulkItems = [
  { key: 'download', label: 'Download', verdict: mayDownload },
  { key: 'copy', label: 'Copy to…', verdict: (row: Row) => row.mayCopy },
  { key: 'move', label: 'Move to…', verdict: (row: Row) => row.mayMove },
  { key: 'trash', label: 'Delete', verdict: (row: Row) => row.mayTrash },
] as const
const idOf = (row: Row) => row.id
const nameOf = (row: Row) => row.name
const number = new Intl.NumberFormat('en-GB')
const download = (rows: readonly Row[]) => void import('./download').then((module) => module.download(rows))

/** FIL-2, FIL-8: folders and files, and what can be done with them; each action stands as its row says. */
export function FileDesk({ first, from, asked, query, code, root, way, empty }: FileDeskProps) {
  const router = useRouter()
  const { rows, more, hasMore, isError } = usePages<Row, Page>(from, asked, first)
  const edit = useEdit()
  const takeOut = (ids: ReadonlySet<string>) => edit(ids, null)
  const { trash } = useTrash(takeOut)
  const [renaming, setRenaming] = useState<string>()
  const [copying, setCopying] = useState<readonly Row[]>()
  const [moving, setMoving] = useState<readonly Row[]>()
  const detailsHref = (row: FileRow) => queryHref(query, { details: row.id })
  const isFound = way.length === 0

  const columns = fileColumns({
    hrefOf: (row) => (row.kind === 'folder' ? folderHref(code, row.id) : detailsHref(row)),
    renaming,
    onRenamed: ({ id }, changed) => edit(new Set([id]), changed),
    onClose: () => setRenaming(undefined),
    isSorted: !isFound,
  })

  if (rows.length === 0 && !hasMore) return <div className="rounded-r3 border border-line bg-surface">{empty}</div>
  return (
    <>
      <div role="alert" className="empty:hidden">
        {isError && <Why tone="warn">The rest of this list could not be read. Reload the page.</Why>}
      </div>
      <EndlessTable
        label={isFound ? 'Found' : 'Files'}
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowName={nameOf}
        hasMore={hasMore && !isError}
        onMore={more}
        query={query}
        shortcuts={shortcuts}
        menu={(row) => [
          { key: 'details', label: 'Details' },
          { key: 'download', label: 'Download', verdict: mayDownload(row) },
          { key: 'rename', label: 'Rename', verdict: row.mayRename },
          { key: 'copy', label: 'Copy to…', verdict: row.mayCopy },
          { key: 'move', label: 'Move to…', verdict: row.mayMove },
          ...(row.kind === 'folder' ? [{ key: 'access', label: 'Access', verdict: row.mayListPermissions }] : []),
          { key: 'trash', label: 'Delete', isDanger: true, verdict: row.mayTrash },
        ]}
        onMenu={(item, row) => {
          if (item === 'details') router.push(detailsHref(row), { scroll: false })
          if (item === 'download') download([row])
          if (item === 'access') router.push(folderAccessHref(code, row.id))
          if (item === 'rename') setRenaming(row.id)
          if (item === 'copy') setCopying([row])
          if (item === 'move') setMoving([row])
          if (item === 'trash') void trash([row])
        }}
        bulk={{
          items: bulkItems,
          onBulk: (item, chosen) => {
            if (item === 'download') download(chosen)
            if (item === 'copy') setCopying(chosen)
            if (item === 'move') setMoving(chosen)
            if (item === 'trash') void trash(chosen)
          },
        }}
        foot={
          hasMore
            ? `${number.format(rows.length)} so far`
            : rows.length === 1
              ? 'One in all'
              : `${number.format(rows.length)} in all`
        }
      />
      {copying && <CopyTo nodes={copying} root={root} way={way} onClose={() => setCopying(undefined)} />}
      {moving && (
        <MoveTo
          nodes={moving}
          root={root}
          way={way}
          onMoved={isFound ? () => {} : takeOut}
          onClose={() => setMoving(undefined)}
        />
      )}
    </>
  )
}
