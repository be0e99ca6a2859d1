import { parse } from 'csv-parse/sync'

/** As much of a file as is looked at, in bytes. */
export const mostBytes = 256 * 1024

const encodings = [
  { mark: [0xff, 0xfe], label: 'utf-16le' },
  { mark: [0xfe, 0xff], label: 'utf-16be' },
] as const

/**
 * The text of the beginning of a file: UTF-8, or UTF-16 where it says so itself; null when it is none. What was cut
 * through at its end is left out.
 */
export function textOf(bytes: Uint8Array): string | null {
  const encoding = encodings.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))?.label ?? 'utf-8'
  // As a stream, so that half a character at the end is no fault.
  const text = new TextDecoder(encoding).decode(bytes, { stream: true })
  return text.includes('\0') ? null : text
}

const mostRows = 200
const mostColumns = 50

/** The sign between the cells of a first line: the one that stands there most. */
function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? ''
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ','
}

type Rows = { readonly rows: readonly (readonly string[])[]; readonly isCut: boolean }

/** The first rows of a table, one that was cut through left out; null where it cannot be read as one. */
export function rowsOf(text: string, isCut: boolean): Rows | null {
  const whole = isCut ? text.slice(0, text.lastIndexOf('\n') + 1) : text
  try {
    const rows: string[][] = parse(whole, {
      bom: true,
      delimiter: delimiterOf(whole),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: mostRows + 1,
    })
    const isWide = rows.some((row) => row.length > mostColumns)
    return {
      rows: rows.slice(0, mostRows).map((row) => row.slice(0, mostColumns)),
      isCut: isCut || isWide || rows.length > mostRows,
    }
  } catch {
    return null // a quotation mark that never ends
  }
}
