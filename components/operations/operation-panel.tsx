'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { OperationDetails } from '@/lib/operations/queries'
import { Drawer } from '../ui/drawer'
import { Time } from '../ui/time'
import { Standing } from './standing'

const pause = 2_000

type OperationPanelProps = { operation: OperationDetails; closeHref: string }

/** CPM-8: an operation beside the list, with what its log says, newest first; read again until it has ended. */
export function OperationPanel({ operation, closeHref }: OperationPanelProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(true)
  const { title, startedBy, lines, endedAt } = operation
  const isUnderWay = endedAt === null
  useEffect(() => {
    if (!isUnderWay || !isOpen) return
    const timer = setInterval(() => router.refresh(), pause)
    return () => clearInterval(timer)
  }, [router, isUnderWay, isOpen])
  const close = () => {
    setOpen(false)
    router.push(closeHref, { scroll: false })
  }
  return (
    <Drawer isOpen={isOpen} onClose={close} title={title} description={`Started by ${startedBy}`}>
      <div className="grid gap-4">
        <Standing row={operation} pace={0} />
        <ol aria-label="Log, newest first" className="grid gap-2">
          {lines.toReversed().map(({ line, at, message }) => (
            <li key={line} className="grid gap-0.5 border-line border-t pt-2">
              <span className="wrap-anywhere">{message}</span>
              <span className="text-t1 text-text-3">
                <Time at={at} as="moment" />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </Drawer>
  )
}
