'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState, useTransition } from 'react'

/**
 * Follows links of a table within the app. `isBringing` while other rows are on their way; a link of a row, which leads
 * elsewhere, is marked itself meanwhile: as an attribute, since rows have no hooks.
 */
export function useFollow() {
  const router = useRouter()
  const [isBringing, bring] = useTransition()
  const [isLeaving, leave] = useTransition()
  const [pressed, setPressed] = useState<HTMLAnchorElement>()

  useEffect(() => {
    if (!isLeaving || !pressed) return
    pressed.dataset.pending = ''
    return () => {
      delete pressed.dataset.pending
    }
  }, [isLeaving, pressed])

  const follow = useCallback(
    (link: HTMLAnchorElement) => {
      const go = () => router.push(link.href)
      if (link.closest('[data-row]') === null) return bring(go)
      setPressed(link)
      leave(go)
    },
    [router],
  )
  return { isBringing, follow }
}
