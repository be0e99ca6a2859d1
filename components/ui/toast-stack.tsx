'use client'

import { Toast } from '@base-ui/react/toast'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { type ToastMessage, takeToasts } from './toast'

const usual = 5000
const undoTime = 10_000

type Shown = Pick<ToastMessage, 'link'>

const action =
  'min-h-7 shrink-0 rounded-r1 px-2 font-strong text-[#b9c6ff] hover:underline focus-visible:outline-current'

/** Messages in a corner, the newest lowest; F6 leads a keyboard there. */
export function ToastStack({ count }: { /** Each new count is a call to empty the queue. */ count: number }) {
  return (
    <Toast.Provider limit={4}>
      <Queue count={count} />
      <Toast.Portal>
        <Toast.Viewport
          aria-label="Messages"
          // Above the buttons at the foot of a dialog or drawer: they are what is pressed next.
          className="pointer-events-none fixed right-4 bottom-4 left-4 z-70 flex flex-col-reverse gap-2 outline-none in-[:has([data-panel])]:bottom-24 desk:left-auto desk:w-90"
        >
          <Messages />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Queue({ count }: { count: number }) {
  const { add } = Toast.useToastManager<Shown>()
  useEffect(() => {
    if (count === 0) return
    for (const { text, tone, undo, link } of takeToasts())
      add({
        title: text,
        type: tone,
        timeout: undo || link || tone === 'bad' ? undoTime : usual,
        priority: tone === 'bad' ? 'high' : 'low',
        actionProps: undo && { children: 'Undo', onClick: undo },
        data: { link },
      })
  }, [count, add])
  return null
}

function Messages() {
  const { toasts, close } = Toast.useToastManager<Shown>()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'down']}
      className="pointer-events-auto rounded-r3 bg-inverse text-on-inverse shadow-2 transition-[opacity,translate] duration-180 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex min-h-11 items-center gap-3 py-2 pr-2 pl-4">
        {toast.type === 'bad' ? (
          <TriangleAlert className="text-[#ffb4ac]" />
        ) : (
          <CircleCheck className="text-[#6bd09a]" />
        )}
        <Toast.Title render={<p />} className="min-w-0 flex-1 wrap-anywhere" />
        {toast.actionProps && <Toast.Action onClick={() => close(toast.id)} className={action} />}
        {toast.data?.link && (
          <Link href={toast.data.link.href} onClick={() => close(toast.id)} className={`flex items-center ${action}`}>
            {toast.data.link.label}
          </Link>
        )}
        <Toast.Close
          aria-label="Dismiss"
          className="grid size-7 shrink-0 place-items-center rounded-r1 text-[#b5b5be] hover:text-on-inverse focus-visible:outline-current"
        >
          <svg width="14" height="14" viewBox="0 0 14 14" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
            <path d="m3 3 8 8m0-8-8 8" />
          </svg>
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
