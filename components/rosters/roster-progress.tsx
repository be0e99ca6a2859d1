'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { cancelOperation } from '@/lib/operations/actions'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Progress } from '../ui/progress'
import { Why } from '../ui/why'

const pause = 1_000

type RosterProgressProps = { operationId: string; done: number; total: number; secondsLeft: number | null }

const inWords = (seconds: number) =>
  seconds < 60 ? 'less than a minute left' : `about ${Math.round(seconds / 60)} min left`

/** CPM-8: how far a roster has come. The page is drawn again each second, until it has ended. */
export function RosterProgress({ operationId, done, total, secondsLeft }: RosterProgressProps) {
  const router = useRouter()
  const { send, isPending } = useChange(cancelOperation)
  const [reason, setReason] = useState<string>()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), pause)
    return () => clearInterval(timer)
  }, [router])
  const cancel = async () => {
    setReason(undefined)
    const result = await send({ operationId })
    if (!result.ok) setReason(result.reason)
  }
  const lines = `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} lines`
  const text = total === 0 ? 'Waiting for a worker' : secondsLeft === null ? lines : `${lines}, ${inWords(secondsLeft)}`
  return (
    <div className="flex min-h-10.5 flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-60 flex-1">
        <Progress label="Applying the roster" done={total === 0 ? undefined : done / total} text={text} />
      </div>
      <Button pending={isPending} onClick={cancel}>
        Cancel
      </Button>
      <div role="alert" className="w-full empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
      </div>
    </div>
  )
}
