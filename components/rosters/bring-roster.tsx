'use client'

import { FileUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ChangeEvent, useContext, useState, useTransition } from 'react'
import { rosterHref } from '@/lib/portals/portals'
import { DrawnForContext } from '../change/drawn-for'
import { unreached, upload } from '../change/upload'
import { FileButton } from '../ui/file-button'
import { Why } from '../ui/why'

/** INV-7: a file is checked as soon as it is chosen; nothing is applied by that. */
export function BringRoster() {
  const router = useRouter()
  const drawnFor = useContext(DrawnForContext)
  const [reason, setReason] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [isLeaving, startTransition] = useTransition()

  const bring = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    if (!file || !drawnFor) return
    setSending(true)
    setReason(undefined)
    const result = await import('./brought').then(
      ({ readBrought }) => upload('/api/rosters', file, drawnFor, readBrought),
      () => unreached,
    )
    setSending(false)
    if (result.ok) startTransition(() => router.push(`${rosterHref}/${result.value.rosterId}`))
    else setReason(result.reason)
  }

  return (
    <div className="grid justify-items-start gap-2">
      <FileButton
        label="Roster as CSV"
        icon={<FileUp />}
        variant="primary"
        accept=".csv,text/csv"
        pending={isSending || isLeaving}
        onChange={bring}
      >
        {isSending ? 'Checking…' : 'Choose a CSV file'}
      </FileButton>
      <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
    </div>
  )
}
