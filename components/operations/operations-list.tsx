'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { cancelOperation, retryOperation } from '@/lib/operations/actions'
import type { OperationRow } from '@/lib/operations/queries'
import { useChange } from '../change/use-change'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { Num } from '../ui/num'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { usePaces } from './pace'
import { Standing } from './standing'

type Shown = OperationRow & { readonly pace: number; readonly href: string }

const columns: readonly Column<Shown>[] = [
  {
    key: 'title',
    head: 'What',
    render: (row) => (
      <Link href={row.href} scroll={false} className="font-strong wrap-anywhere">
        {row.title}
      </Link>
    ),
  },
  { key: 'state', head: 'State', render: (row) => <Standing row={row} pace={row.pace} /> },
  { key: 'done', head: 'Items', align: 'end', render: (row) => <Num value={row.done} /> },
  { key: 'startedBy', head: 'Started by', render: (row) => <span className="wrap-anywhere">{row.startedBy}</span> },
  { key: 'createdAt', head: 'Started', render: (row) => <Time at={row.createdAt} as="moment" /> },
  { key: 'endedAt', head: 'Ended', render: (row) => (row.endedAt ? <Time at={row.endedAt} as="moment" /> : '–') },
]

type ListPage = { rows: OperationRow[]; next: string | null; previous: string | null }
type OperationsListProps = {
  /** As drawn by the server; from then on it follows by itself. */
  page: ListPage
  /** What the list is asked by, as search parameters. */
  asked: string
  query: TableQuery
  isOpenOnly: boolean
  clearHref: string
}

async function fetchPage(asked: string): Promise<ListPage> {
  const answer = await fetch(`/api/operations?${asked}`)
  if (!answer.ok) throw new Error(`The list of operations answered ${answer.status}.`)
  return answer.json()
}

/** Operations as they go on: asked again every two seconds while any of them runs, else every fifteen. */
export function OperationsList({ page, asked, query, isOpenOnly, clearHref }: OperationsListProps) {
  const { data, dataUpdatedAt, isError, refetch } = useQuery({
    queryKey: ['operations', asked],
    queryFn: () => fetchPage(asked),
    initialData: page,
    staleTime: 1_000,
    refetchInterval: (current) => (current.state.data?.rows.some((row) => row.endedAt === null) ? 2_000 : 15_000),
  })
  const paces = usePaces(data.rows, dataUpdatedAt)
  // Another page of the list opens no panel.
  const { operation: _, ...kept } = query
  const { after, before } = kept
  const rows = data.rows.map((row) => ({
    ...row,
    pace: paces.get(row.id) ?? 0,
    href: queryHref(kept, { after, before, operation: row.id }),
  }))
  const { send: sendCancel } = useChange(cancelOperation)
  const { send: sendRetry } = useChange(retryOperation)
  const [reason, setReason] = useState<string>()

  const cancel = async (operationId: string) => {
    const result = await sendCancel({ operationId })
    setReason(result.ok ? undefined : result.reason)
    if (result.ok) toast(result.value.hasEnded ? 'Cancelled' : 'Cancelling after the step under way')
  }
  const retry = async (operationId: string) => {
    const result = await sendRetry({ operationId })
    setReason(result.ok ? undefined : result.reason)
    if (result.ok) toast('Trying again')
    await refetch()
  }

  return (
    <div className="grid gap-3">
      <div role="alert" className="empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
        {isError && <Why tone="warn">This list could not be brought up to date. It is tried again by itself.</Why>}
      </div>
      <Table
        label="Operations"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={kept}
        menu={(row) => [
          { key: 'retry', label: 'Try again', verdict: row.mayRetry },
          { key: 'cancel', label: 'Cancel', isDanger: true, verdict: row.mayCancel },
        ]}
        onMenu={(item, operationId) => (item === 'retry' ? retry(operationId) : cancel(operationId))}
        foot={{
          count: `${data.rows.length} on this page`,
          before: data.previous ?? undefined,
          after: data.next ?? undefined,
        }}
        empty={
          isOpenOnly ? (
            <EmptyState
              kind="nothing-yet"
              title="Nothing in progress"
              icon={<Activity />}
              action={<LinkButton href={queryHref({}, { state: 'all' })}>Show all</LinkButton>}
            >
              No operation is under way. Those that have ended are in the list of all.
            </EmptyState>
          ) : query.state === undefined || query.state === 'all' ? (
            <EmptyState kind="nothing-yet" title="No operations yet">
              Work that takes longer than a moment, such as copying many files, is shown here with its progress.
            </EmptyState>
          ) : (
            <EmptyState kind="no-match" clearHref={clearHref} />
          )
        }
      />
    </div>
  )
}
