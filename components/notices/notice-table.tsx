'use client'

import { Bell } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { NoticePage, NoticeRow } from '@/lib/notices/queries'
import { noticesHref } from '@/lib/portals/portals'
import { Badge } from '../ui/badge'
import { EmptyState } from '../ui/empty-state'
import { isPlainClick } from '../ui/is-plain-click'
import { LinkButton } from '../ui/link-button'
import { rowKeyOf } from '../ui/row-key-of'
import { type Column, Table } from '../ui/table'
import type { TableQuery } from '../ui/table-query'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { useNotices, useReading } from './use-notices'

const columns: readonly Column<NoticeRow>[] = [
  {
    key: 'notice',
    head: 'Notice',
    render: ({ title, body, path, isRead }) => (
      <>
        {path === '' ? <b className="mr-2">{title}</b> : <a href={path}>{title}</a>}
        {!isRead && <Badge tone="accent">Unread</Badge>}
        <span className="mt-0.5 block text-text-2">{body}</span>
        {!isRead && (
          <button
            type="button"
            data-read=""
            aria-label={`Mark as read: ${title}`}
            className="mt-0.5 min-h-6 rounded-r1 text-t1 font-medium text-accent-text hover:underline"
          >
            Mark as read
          </button>
        )}
      </>
    ),
  },
  {
    key: 'at',
    head: 'When',
    render: ({ at }) => (
      <span className="whitespace-nowrap">
        <Time at={at} as="moment" />
      </span>
    ),
  },
]

const empty = (query: TableQuery, isUnread: boolean) =>
  isUnread ? (
    <EmptyState
      kind="nothing-yet"
      title="Nothing unread"
      icon={<Bell />}
      action={<LinkButton href={noticesHref}>Show all</LinkButton>}
    >
      You have read every notice.
    </EmptyState>
  ) : query.after === undefined && query.before === undefined ? (
    <EmptyState kind="nothing-yet" title="No notices yet" icon={<Bell />}>
      When a role or access of yours is given or taken, or one of your users is deactivated or ends, you are told here
      and by mail.
    </EmptyState>
  ) : (
    <EmptyState kind="no-match" clearHref={noticesHref} clearLabel="To the newest">
      Nothing is left on this page.
    </EmptyState>
  )

type NoticeTableProps = {
  page: NoticePage
  /** What the list is asked by, as search parameters. */
  asked: string
  query: TableQuery
  isUnread: boolean
}

/** USR-3: everything the person was told. A notice leads to its place, and is read then. */
export function NoticeTable({ page, asked, query, isUnread }: NoticeTableProps) {
  const { data = page, isError } = useNotices(asked, page)
  const { read, lead } = useReading()

  const mark = async (noticeId: string) => {
    const result = await read(noticeId)
    if (!result.ok) toast(result.reason, { tone: 'bad' })
  }
  // Before the table itself follows the link.
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return
    const id = rowKeyOf(event.target)
    const notice = data.rows.find((row) => row.id === id)
    if (!notice || notice.isRead) return
    if (event.target.closest('[data-read]')) return void mark(notice.id)
    const link = event.target.closest('a')
    if (!link || !isPlainClick(event)) return
    event.preventDefault()
    link.dataset.pending = ''
    lead(notice)
  }

  return (
    <div onClickCapture={onClick}>
      <div role="alert" className="empty:hidden">
        {isError && <Why tone="warn">This list could not be brought up to date. Reload the page.</Why>}
      </div>
      <Table
        label="Notices"
        columns={columns}
        rows={data.rows}
        rowKey={(row) => row.id}
        rowName={(row) => row.title}
        query={query}
        foot={{
          count: `${data.rows.length} ${data.rows.length === 1 ? 'notice' : 'notices'} on this page, newest first`,
          before: data.previous ?? undefined,
          after: data.next ?? undefined,
        }}
        empty={empty(query, isUnread)}
      />
    </div>
  )
}
