'use client'

import { ListChecks } from 'lucide-react'
import Link from 'next/link'
import { startTransition } from 'react'
import { BarPopover } from '../frame/bar-popover'
import { LinkPending } from '../ui/link-pending'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'
import { NoticeLine } from './notice-line'
import { ReadAll } from './read-all'
import { useNotices } from './use-notices'

const few = 8

type NoticeMenuProps = { href: string; anchor: HTMLElement | null; isOpen: boolean; onClose: () => void }

/** USR-3: the newest of what the person was told, as the bell opens. */
export function NoticeMenu({ href, anchor, isOpen, onClose }: NoticeMenuProps) {
  const { data, isError } = useNotices('')
  return (
    <BarPopover label="Notices" anchor={anchor} isOpen={isOpen} onClose={onClose} align="end">
      <div className="flex min-h-9 items-center justify-between gap-2 pl-2.5">
        <h3 className="text-t1 font-medium tracking-normal text-text-3">Notices</h3>
        {data && data.rows.length > 0 && <ReadAll page={data} quiet />}
      </div>
      <ul className="min-h-10 empty:hidden">
        {!data && !isError && <SkeletonLines />}
        {data?.rows.slice(0, few).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} onClose={onClose} />
        ))}
      </ul>
      {data?.rows.length === 0 && (
        <p className="px-2.5 pb-2 text-text-2">Nothing yet. What changes about your roles and access is told here.</p>
      )}
      {isError && <Why tone="warn">Your notices could not be read. Close and open this menu to try again.</Why>}
      <div className="sticky -bottom-1.5 -mx-1.5 mt-1.5 -mb-1.5 border-t border-line bg-raised p-1.5">
        <Link
          href={href}
          onNavigate={() => startTransition(onClose)}
          className="relative flex min-h-8 items-center gap-2.5 rounded-r2 px-2.5 text-text-2 -outline-offset-2 hover:bg-press hover:text-text max-desk:min-h-10 [&>.lucide]:text-text-3"
        >
          <ListChecks />
          All notices
          <LinkPending />
        </Link>
      </div>
    </BarPopover>
  )
}
