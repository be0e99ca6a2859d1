'use client'

import { Bell } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import { useHasBeen } from '../ui/use-has-been'
import { useUnread } from './use-notices'

const load = () => import('./notice-menu').then((module) => module.NoticeMenu)
const NoticeMenu = dynamic(load, { ssr: false })

/** The bell: how many notices the person has not read. Its number lies over it and moves nothing. */
export function NoticesButton({ count, href }: { count: number; href: string }) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const unread = useUnread(count)
  const most = unread > 99 ? '99+' : String(unread)
  const label = unread === 0 ? 'Notices' : `Notices, ${most} unread`
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        data-tip={label}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
        className="relative grid h-[34px] w-8 shrink-0 place-items-center rounded-r2 text-text-2 hover:bg-press hover:text-text aria-expanded:bg-press max-desk:w-9"
      >
        <Bell />
        {unread > 0 && (
          <span className="absolute top-0 left-1/2 min-w-4 rounded-full bg-accent px-1 text-center text-[10px] leading-4 font-strong text-on-accent ring-2 ring-canvas">
            {most}
          </span>
        )}
      </button>
      {wasOpened && <NoticeMenu href={href} anchor={button.current} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}
