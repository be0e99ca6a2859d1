'use client'

import { useSyncExternalStore } from 'react'

type TimeProps = {
  /** ISO 8601, with a zone. */
  at: string
  /** "14 Jan 2021", "14 Jan 2021, 09:30" or "2 min ago". */
  as?: 'date' | 'moment' | 'ago'
  /** Billing counts in UTC, whatever the reader's zone. */
  utc?: boolean
}

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit' } as const
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'short' })
const steps = [
  { unit: 'second', seconds: 1, until: 60 },
  { unit: 'minute', seconds: 60, until: 3600 },
  { unit: 'hour', seconds: 3600, until: 86_400 },
  { unit: 'day', seconds: 86_400, until: 7 * 86_400 },
] as const

// Made for each row, formatters took an eighth of the time of a page (measured); there are four.
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(as: 'date' | 'moment', timeZone: string | undefined): Intl.DateTimeFormat {
  const key = `${as} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { ...day, ...(as === 'moment' ? clock : {}), timeZone })
  formats.set(key, made)
  return made
}

const never = () => () => {}

function words(date: Date, as: 'date' | 'moment' | 'ago', timeZone: string | undefined): string {
  if (as === 'ago') {
    const seconds = (date.getTime() - Date.now()) / 1000
    const step = steps.find((candidate) => Math.abs(seconds) < candidate.until)
    if (step) return relative.format(Math.trunc(seconds / step.seconds), step.unit)
  }
  return formatOf(as === 'moment' ? 'moment' : 'date', timeZone).format(date)
}

/** A moment in the reader's zone; UTC on hover, by the tooltip. The server, which knows no zone, writes UTC. */
export function Time({ at, as = 'date', utc = false }: TimeProps) {
  const isOnServer = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return <span>–</span>
  return (
    <time dateTime={at} suppressHydrationWarning={as === 'ago'}>
      {words(date, as, utc || isOnServer ? 'UTC' : undefined)}
    </time>
  )
}
