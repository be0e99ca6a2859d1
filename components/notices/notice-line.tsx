'use client'

import Link from 'next/link'
import { startTransition } from 'react'
import type { NoticeRow } from '@/lib/notices/queries'
import { isPlainClick } from '../ui/is-plain-click'
import { LinkPending } from '../ui/link-pending'
import { PendingBar } from '../ui/pending-bar'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { useReading } from './use-notices'

const over =
  "text-left wrap-anywhere outline-none before:absolute before:inset-0 before:rounded-r2 before:content-[''] focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent-text"

/** One notice of the bell's list. It leads to its place, and is read then; one that leads nowhere is read by a press. */
export function NoticeLine({ notice, onClose }: { notice: NoticeRow; onClose: () => void }) {
  const { id, title, body, path, at, isRead } = notice
  const { read, lead, isLeaving } = useReading()
  const className = `${over} ${isRead ? 'text-text-2' : 'font-strong'}`
  const words = (
    <>
      {!isRead && <span className="sr-only">Unread: </span>}
      {title}
    </>
  )
  return (
    <li className="relative overflow-hidden rounded-r2 py-[7px] pr-2.5 pl-6 hover:bg-press">
      {!isRead && <span aria-hidden="true" className="absolute top-[13px] left-2.5 size-2 rounded-full bg-accent" />}
      {path !== '' ? (
        <Link
          href={path}
          prefetch={false}
          className={className}
          onClick={(event) => {
            if (isRead || !isPlainClick(event)) return
            event.preventDefault()
            lead(notice, onClose)
          }}
          onNavigate={() => startTransition(onClose)}
        >
          {words}
          <LinkPending />
        </Link>
      ) : isRead ? (
        <span className="wrap-anywhere text-text-2">{words}</span>
      ) : (
        <button
          type="button"
          className={className}
          onClick={async () => {
            const result = await read(id)
            if (!result.ok) toast(result.reason, { tone: 'bad' })
          }}
        >
          {words}
          <span className="sr-only">, mark as read</span>
        </button>
      )}
      <p className="line-clamp-2 text-t1 wrap-anywhere text-text-3">{body}</p>
      <p className="text-t1 text-text-3">
        <Time at={at} as="ago" />
      </p>
      {isLeaving && <PendingBar />}
    </li>
  )
}
