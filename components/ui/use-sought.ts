'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ChangeEvent, useDeferredValue, useState } from 'react'

async function ask<Answer>(address: string): Promise<Answer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}.`)
  return answer.json()
}

type Wishes = {
  /** What the list is asked besides what is typed. */
  fixed?: Readonly<Record<string, string>>
  /** Nothing is kept from the last time it was open. */
  isFresh?: boolean
}

/** A list that typing narrows: `field` goes into its input; the answer before stays until the next one comes. */
export function useSought<Answer>(from: string, { fixed = {}, isFresh = false }: Wishes = {}) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.slice(0, 200))
  const address = `${from}?${new URLSearchParams({ ...fixed, q })}`
  const { data, isError } = useQuery({
    queryKey: ['sought', address],
    queryFn: () => ask<Answer>(address),
    placeholderData: keepPreviousData,
    ...(isFresh && { staleTime: 0, gcTime: 0 }),
  })
  const field = {
    type: 'search',
    value: typed,
    onChange: (event: ChangeEvent<HTMLInputElement>) => setTyped(event.target.value),
    autoComplete: 'off',
    spellCheck: false,
  } as const
  return { q, field, data, isError, isFirst: !data && !isError }
}
