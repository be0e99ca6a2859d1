'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import { useState } from 'react'
import { cancelOperation, retryOperation } from '@/lib/operations/actions'
import type { OperationRow } from '@/lib/operations/queries'
import { useChange } from '../change/use-change'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { Num } from '../ui/num'
import { Progress } from '../ui/progress'
import { State } from '../ui/state'
import { type Column, Table } from '../ui/table'
import { queryHref, type TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

const states = {
  queued: { tone: 'waiting', word: 'Waiting' },
  running: { tone: 'waiting', word: 'Running' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'off', word: 'Cancelled' },
} as const

const progressWords = ({ done, total }: OperationRow) =>
  total === 0 ? 'Counting what there is to do' : `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`

function Standing({ row }: { row: OperationRow }) {
  const { tone, word } = states[row.state]
  if (row.state === 'running')
    return (
      <div className="w-44">
        <Progress
          label={row.title}
          done={row.total === 0 ? undefined : row.done / row.total}
          text={row.isCancelAsked ? 'Cancelling after this step' : progressWords(row)}
        />
      </div>
    )
  return (
    <div className="grid gap-0.5">
      <State tone={tone}>{word}</State>
      {row.reason && <Why tone={row.state === 'failed' ? 'bad' : 'neutral'}>{row.reason}</Why>}
    </div>
  )
}

const columns: readonly Column<OperationRow>[] = [
  { key: 'title', head: 'What', render: (row) => <span className="font-strong wrap-anywhere">{row.title}</span> },
  { key: 'state', head: 'State', render: (row) => <Standing row={row} /> },
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
  const { data, isError, refetch } = useQuery({
    queryKey: ['operations', asked],
    queryFn: () => fetchPage(asked),
    initialData: page,
    staleTime: 1_000,
    refetchInterval: (current) => (current.state.data?.rows.some((row) => row.endedAt === null) ? 2_000 : 15_000),
  })
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
        rows={data.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
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
              Work that takes longer than a moment, such as purging a deleted workspace, is shown here with its
              progress.
            </EmptyState>
          ) : (
            <EmptyState kind="no-match" clearHref={clearHref} />
          )
        }
      />
    </div>
  )
}
