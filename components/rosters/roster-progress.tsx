'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { cancelOperation } from '@/lib/operations/actions'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Progress } from '../ui/progress'
import { toast } from '../ui/toast'

const pause = 1_000

type RosterProgressProps = { operationId: string; done: number; total: number }

/** CPM-8: how far a roster has come. The page is drawn again each second, until it has ended. */
export function RosterProgress({ operationId, done, total }: RosterProgressProps) {
  const router = useRouter()
  const { send, isPending } = useChange(cancelOperation)
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), pause)
    return () => clearInterval(timer)
  }, [router])
  const cancel = async () => {
    const result = await send({ operationId })
    if (!result.ok) toast(result.reason, { tone: 'bad' })
  }
  const text =
    total === 0 ? 'Waiting for a worker' : `${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')} lines`
  return (
    <div className="flex flex-wrap items-center gap-4">
      <div className="min-w-60 flex-1">
        <Progress label="Applying the roster" done={total === 0 ? undefined : done / total} text={text} />
      </div>
      <Button pending={isPending} onClick={cancel}>
        Cancel
      </Button>
    </div>
  )
}
