'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { firstOfEach } from '@/lib/first-of-each'
import type { Entry } from '@/lib/palette/entry'
import { hasAnywhere, matching } from '@/lib/palette/match'
import { useSettled } from './use-settled'

export type EntryGroup = { readonly label: string; readonly items: readonly Entry[] }

// What the server finds comes after what is known here, so that nothing moves when it arrives.
const groups = [
  { label: 'Pages', of: 'pages' },
  { label: 'Actions', of: 'actions' },
  { label: 'Workspaces', of: 'workspaces' },
  { label: 'People', of: 'people' },
] as const

async function read(path: string, asked: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Entry[]> {
  const answer = await fetch(`${path}?${new URLSearchParams(asked)}`, { signal })
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.reason)
  return body
}

/** What the palette shows for what was typed. `from`: the portal it is opened from. */
export function useEntries(from: string | undefined, typed: string) {
  const sought = typed.trim().slice(0, 200)
  const settled = useSettled(sought, 120)
  const known = useQuery({
    queryKey: ['palette', from],
    queryFn: ({ signal }) => read('/api/palette', from === undefined ? {} : { from }, signal),
  })
  const found = useQuery({
    queryKey: ['palette', 'found', settled],
    queryFn: ({ signal }) => read('/api/palette/found', { q: settled }, signal),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
  })
  const isFound = settled === sought && !found.isPlaceholderData
  // An answer to less than was typed by now is narrowed here meanwhile.
  const others = (found.data ?? []).filter((entry) => sought !== '' && (isFound || hasAnywhere(sought, entry)))
  const own = known.data ?? []
  const shown = [...(sought === '' ? own.filter((entry) => entry.isFirst) : matching(sought, own)), ...others]
  const once = firstOfEach(shown, ({ id }) => id)
  return {
    groups: groups
      .map(({ label, of }): EntryGroup => ({ label, items: once.filter((entry) => entry.group === of) }))
      .filter(({ items }) => items.length > 0),
    count: once.length,
    isPending: known.isPending || (sought !== '' && (settled !== sought || found.isFetching)),
    error: known.error ?? (sought === '' ? null : found.error),
    tryAgain: () => Promise.all([known.refetch(), settled === '' ? null : found.refetch()]),
  }
}
