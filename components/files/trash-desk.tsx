'use client'

import { Trash2 } from 'lucide-react'
import type { TrashRow } from '@/lib/files/trash'
import { EmptyState } from '../ui/empty-state'
import type { EndlessColumn } from '../ui/endless-head'
import { EndlessTable } from '../ui/endless-table'
import { FileSize } from '../ui/file-size'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { NodeIcon } from './node-name'
import { useEdit, usePages } from './use-pages'
import { thingsOf, useTrash } from './use-trash'

const columns: readonly EndlessColumn<TrashRow>[] = [
  {
    key: 'name',
    head: 'Name',
    width: 'minmax(0,1fr)',
    render: (row) => (
      <div className="flex min-w-0 items-center gap-2.5 desk:py-1.5">
        <NodeIcon kind={row.kind} place={null} />
        <div className="min-w-0">
          <p className="truncate leading-6">{row.name}</p>
          <p className="-mt-1 truncate text-t1 text-text-3">
            {row.from === '' ? 'Was in All files' : `Was in ${row.from.replaceAll('/', ' / ')}`}
          </p>
          {!row.mayRestore.ok && <Why>{row.mayRestore.reason}</Why>}
        </div>
      </div>
    ),
  },
  {
    key: 'size',
    head: 'Size',
    width: '96px',
    align: 'end',
    render: (row) => row.kind === 'file' && <FileSize bytes={row.size} />,
  },
  {
    key: 'at',
    head: 'Deleted',
    lead: 'Deleted',
    width: '170px',
    render: (row) => <Time at={row.trashedAt} as="moment" />,
  },
  { key: 'by', head: 'By', lead: 'by', width: '150px', render: (row) => row.trashedBy },
  {
    key: 'purged',
    head: 'Purged on',
    width: '120px',
    render: ({ purgedAt }) =>
      purgedAt === null ? (
        'Under legal hold'
      ) : (
        <>
          <span className="text-text-3 desk:hidden">Purged on </span>
          <Time at={purgedAt} />
        </>
      ),
  },
]

const bulkItems = [{ key: 'restore', label: 'Restore', verdict: (row: TrashRow) => row.mayRestore }] as const
const idOf = (row: TrashRow) => row.id
const nameOf = (row: TrashRow) => row.name
const shortcuts = [{ keys: ['R'], words: 'Restore', itemKey: 'restore' }] as const

type TrashDeskProps = {
  first: { readonly rows: readonly TrashRow[]; readonly next: string | null }
  workspaceId: string
}

/** FIL-8: what was deleted, and back to where it was. */
export function TrashDesk({ first, workspaceId }: TrashDeskProps) {
  const { rows, more, hasMore, isError } = usePages<TrashRow>('/api/files/trash', { workspace: workspaceId }, first)
  const { restore } = useTrash(() => {})
  const edit = useEdit()

  const bringBack = async (chosen: readonly TrashRow[]) => {
    const done = new Set(await restore(chosen))
    const back = chosen.filter((row) => done.has(row))
    edit(new Set(back.map(({ id }) => id)), null)
    if (back.length > 0) toast(`Restored ${thingsOf(back)}`)
  }

  if (rows.length === 0 && !hasMore)
    return (
      <div className="rounded-r3 border border-line bg-surface">
        <EmptyState kind="nothing-yet" title="The trash is empty" icon={<Trash2 />}>
          What is deleted from folders in which you have Full waits here, and can be put back.
        </EmptyState>
      </div>
    )
  return (
    <>
      <div role="alert" className="empty:hidden">
        {isError && <Why tone="warn">The rest of this list could not be read. Reload the page.</Why>}
      </div>
      <EndlessTable
        label="Trash"
        columns={columns}
        rows={rows}
        rowKey={idOf}
        rowName={nameOf}
        hasMore={hasMore && !isError}
        onMore={more}
        query={{}}
        shortcuts={shortcuts}
        menu={(row) => [{ key: 'restore', label: 'Restore', verdict: row.mayRestore }]}
        onMenu={(_, row) => void bringBack([row])}
        bulk={{
          items: bulkItems,
          onBulk: (_, chosen) => void bringBack(chosen),
        }}
        foot={
          hasMore ? `${rows.length.toLocaleString('en-GB')} so far` : `${rows.length.toLocaleString('en-GB')} in all`
        }
      />
    </>
  )
}
