'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ChangeEvent, useContext, useState, useTransition } from 'react'
import { z } from 'zod'
import { rosterHref } from '@/lib/portals/portals'
import { DrawnForContext } from '../change/drawn-for'
import { upload } from '../change/upload'
import { Button } from '../ui/button'
import { Why } from '../ui/why'

const Brought = z.object({ rosterId: z.string() })

/** INV-7: a file is checked as soon as it is chosen; nothing is applied by that. */
export function BringRoster() {
  const router = useRouter()
  const drawnFor = useContext(DrawnForContext)
  const [reason, setReason] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [isLeaving, startTransition] = useTransition()

  const bring = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const [file] = input.files ?? []
    if (!file || !drawnFor) return
    setSending(true)
    setReason(undefined)
    const result = await upload('/api/rosters', file, drawnFor, (value) => Brought.parse(value))
    setSending(false)
    // The same file, mended, can be chosen again.
    input.value = ''
    if (result.ok) startTransition(() => router.push(`${rosterHref}/${result.value.rosterId}`))
    else setReason(result.reason)
  }

  return (
    <div className="grid justify-items-start gap-2">
      <label className="relative inline-flex">
        <input
          type="file"
          accept=".csv,text/csv"
          aria-label="Roster as CSV"
          onChange={bring}
          className="peer sr-only"
        />
        <Button
          variant="primary"
          icon={<FileUp />}
          pending={isSending || isLeaving}
          tabIndex={-1}
          aria-hidden="true"
          onClick={(event) => event.currentTarget.parentElement?.querySelector('input')?.click()}
          className="peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2"
        >
          {isSending ? 'Checking…' : 'Choose a CSV file'}
        </Button>
      </label>
      <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
    </div>
  )
}
