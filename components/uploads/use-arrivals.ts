'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { count, getNow, isOver, type Upload } from './uploads'

/** In milliseconds; what arrives within is shown together. */
const together = 700

const answers = () =>
  fetch('/api/health', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

const countDone = () => count(getNow().uploads, 'done')

/** Calls `run` a little later than files arrive, and not again for those that were here already. */
function useLater(isDue: boolean, done: number, run: () => void) {
  const shown = useRef(done)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (done < shown.current) shown.current = done
    if (!isDue || done === shown.current) return
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      shown.current = countDone()
      latest.current()
    }, together)
  }, [isDue, done])
}

/**
 * Shows what has arrived. The lists ask for themselves. What else the server drew is drawn again only once nothing is under
 * way and the server answers: a refresh that does not reach it has the browser leave the page, which ends what is.
 */
export function useArrivals(uploads: readonly Upload[]) {
  const router = useRouter()
  const client = useQueryClient()
  const done = count(uploads, 'done')
  useLater(true, done, () => void client.invalidateQueries({ queryKey: ['files'] }, { cancelRefetch: false }))
  useLater(isOver(uploads), done, async () => {
    if ((await answers()) && isOver(getNow().uploads)) router.refresh()
  })
}
