'use client'

import { useEffect, useRef } from 'react'
import { place } from './follow-tips'

type RefusalAtProps = { anchor: HTMLElement; reason: string; onClose: () => void }

/** Why a press did nothing, said at the control that was pressed. Gone with the next press, Escape or a scroll. */
export function RefusalAt({ anchor, reason, onClose }: RefusalAtProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const tip = box.current
    if (!tip) return
    tip.showPopover()
    place(tip, anchor)
    const leave = () => tip.hidePopover()
    const listening = new AbortController()
    for (const event of ['scroll', 'resize'])
      window.addEventListener(event, leave, { capture: true, signal: listening.signal })
    return () => {
      listening.abort()
      leave()
    }
  }, [anchor])
  return (
    <div
      ref={box}
      popover="auto"
      role="alert"
      className="tip"
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      {reason}
    </div>
  )
}
