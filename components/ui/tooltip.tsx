'use client'

import { useEffect, useId, useRef } from 'react'
import { followTips } from './follow-tips'

/** The one tooltip of a page, mounted once by the root layout. It serves every element with data-tip, and swallows presses of refused ones. */
export function Tooltip() {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => (box.current ? followTips(box.current) : undefined), [])
  return <div ref={box} id={id} popover="manual" role="tooltip" className="tip" />
}
