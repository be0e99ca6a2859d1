'use client'

import { useState } from 'react'
import { applyRoster } from '@/lib/rosters/actions'
import type { RosterDetails } from '@/lib/rosters/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

/** INV-7 */
export function ApplyRoster({ roster }: { roster: Pick<RosterDetails, 'id' | 'counts' | 'mayApply'> }) {
  const { send, isPending } = useChange(applyRoster)
  const [reason, setReason] = useState<string>()
  const { create, change } = roster.counts
  const number = (create + change).toLocaleString('en-GB')
  const press = async () => {
    setReason(undefined)
    const result = await send({ rosterId: roster.id })
    if (result.ok) toast('The roster is being applied in the background')
    else setReason(result.reason)
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button variant="primary" pending={isPending} verdict={roster.mayApply} onClick={press}>
        Apply {number} {create + change === 1 ? 'line' : 'lines'}
      </Button>
      <div role="alert" className="empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
      </div>
    </div>
  )
}
