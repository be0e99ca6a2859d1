'use client'

import { useRef, useState } from 'react'

/** Which rows are selected; with shift, all from the one before to this one. Keys of rows that are gone count no more. */
export function usePicked(keys: readonly string[]) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const last = useRef(-1)

  const pick = (index: number, isRange: boolean) => {
    const from = isRange && last.current >= 0 ? last.current : index
    const range = keys.slice(Math.min(from, index), Math.max(from, index) + 1)
    const key = keys[index]
    const isOn = isRange || (key !== undefined && !picked.has(key))
    last.current = index
    setPicked((before) => {
      const after = new Set(before)
      for (const one of range) isOn ? after.add(one) : after.delete(one)
      return after
    })
  }
  /** From one row on to the next. */
  const extend = (from: number, to: number) => {
    last.current = to
    setPicked((before) => new Set([...before, ...[keys[from], keys[to]].filter((key) => key !== undefined)]))
  }
  const clear = () => setPicked(new Set())
  const pickAll = () => (keys.every((key) => picked.has(key)) ? clear() : setPicked(new Set(keys)))
  return { picked, pick, extend, pickAll, clear }
}
