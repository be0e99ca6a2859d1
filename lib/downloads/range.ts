import type { Range } from '../storage/store'

/** What of a file is asked for: all of it, a part, or one that it does not have. */
export type Asked = { readonly kind: 'whole' | 'none' } | { readonly kind: 'part'; readonly range: Range }

const whole = { kind: 'whole' } as const
const none = { kind: 'none' } as const

/**
 * FIL-7: reads a `Range` header for a file of `size` bytes (RFC 9110, 14.2). One that cannot be read counts as left out,
 * and so do several ranges in one: whoever asks for those takes everything too.
 */
export function readRange(header: string | null, size: number): Asked {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return whole
  if (first === '') {
    const start = Math.max(0, size - Number(last))
    return start < size ? { kind: 'part', range: { start, end: size } } : none
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return whole
  if (start >= size) return none
  return { kind: 'part', range: { start, end: last === '' ? size : Math.min(size, Number(last) + 1) } }
}
