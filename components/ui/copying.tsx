'use client'

import { useEffect, useState } from 'react'

const shownFor = 2_000

/** The one listener of a page for every button with data-copy; says what came of it, for eyes and screen readers. */
export function Copying() {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const listening = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const press = async (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null
      if (!button) return
      const isCopied = await navigator.clipboard.writeText(button.dataset.copy ?? '').then(
        () => true,
        () => false,
      )
      button.dataset.copied = isCopied ? 'yes' : 'no'
      setSaid(isCopied ? 'Copied' : 'Could not copy; select it by hand')
      clearTimeout(timer)
      timer = setTimeout(() => {
        delete button.dataset.copied
        setSaid('')
      }, shownFor)
    }
    document.addEventListener('click', press, { signal: listening.signal })
    return () => {
      listening.abort()
      clearTimeout(timer)
    }
  }, [])
  return (
    <span aria-live="polite" className="sr-only">
      {said}
    </span>
  )
}
