'use client'

import { useEffect, useRef } from 'react'
import { rowKeyOf } from './row-key-of'

/** Reads the native boxes whenever one changes or the rows do. */
export function useSelection(
  desk: { readonly current: HTMLElement | null },
  rowKeys: readonly string[],
  onChange: (keys: readonly string[]) => void,
) {
  const report = useRef(onChange)
  useEffect(() => {
    report.current = onChange
  })
  const joined = rowKeys.join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows have other boxes, so it reads anew.
  useEffect(() => {
    const root = desk.current
    if (!root) return
    const page = root.querySelector<HTMLInputElement>('[data-select-page]')
    if (!page) return
    const boxes = Array.from(root.querySelectorAll<HTMLInputElement>('[data-select]'))
    const read = () => {
      const keys = boxes.filter((box) => box.checked).flatMap((box) => rowKeyOf(box) ?? [])
      page.checked = keys.length > 0 && keys.length === boxes.length
      page.indeterminate = keys.length > 0 && keys.length < boxes.length
      report.current(keys)
    }
    const listen = (event: Event) => {
      if (event.target === page && event.isTrusted) for (const box of boxes) box.checked = page.checked
      read()
    }
    read()
    root.addEventListener('change', listen)
    return () => root.removeEventListener('change', listen)
  }, [desk, joined])
}
