'use client'

import { useMutation } from '@tanstack/react-query'
import { unstable_isUnrecognizedActionError as isFromOldVersion } from 'next/navigation'
import { useContext, useRef } from 'react'
import type { Failure, Result } from '@/lib/result'
import { DrawnForContext, type DrawnForValue } from './drawn-for'

type Sent<Input> = { readonly input: Input; readonly drawnFor: DrawnForValue; readonly key: string }

const updated: Failure = {
  ok: false,
  code: 'new-version',
  reason: 'Atrium was updated while this page was open. Copy what you typed, then reload.',
}

/**
 * The client side of an action. `send` answers as the action does. The same input sent again before an answer came
 * carries the same key, so that a double click or a retry has one effect.
 */
export function useChange<Input, Value>(action: (sent: Sent<Input>) => Promise<Result<Value>>) {
  const drawnFor = useContext(DrawnForContext)
  const open = useRef<{ json: string; key: string } | null>(null)
  const { mutateAsync, isPending } = useMutation({
    mutationFn: async (input: Input): Promise<Result<Value>> => {
      if (!drawnFor) throw new Error('useChange is used outside a page.')
      const json = JSON.stringify(input)
      if (open.current?.json !== json) open.current = { json, key: crypto.randomUUID() }
      try {
        const result = await action({ input, drawnFor, key: open.current.key })
        open.current = null
        return result
      } catch (error) {
        if (isFromOldVersion(error)) return updated
        throw error
      }
    },
  })
  return { send: mutateAsync, isPending }
}
