import { parse } from 'csv-parse'

/** A line that is no head and not empty: its number in the file, counted from 1, and its cells as they stand. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

/** Why a file cannot be read at all, and at which line. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv'
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}`)
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

function firstBadLine(bytes: Uint8Array): number {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    const stop = end === -1 ? bytes.length : end
    try {
      strict.decode(bytes.subarray(start, stop))
    } catch {
      return line
    }
    start = stop + 1
  }
  return 1
}

/** The text of a file in UTF-8, with or without a byte order mark. Throws `UnreadableCsv` for any other encoding. */
export function decodeCsv(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableCsv(1, 'This file is in UTF-16. Save it as CSV in UTF-8.')
  try {
    return strict.decode(bytes)
  } catch {
    throw new UnreadableCsv(firstBadLine(bytes), 'This line is not in UTF-8. Save the file as CSV in UTF-8.')
  }
}

const longestLine = 20_000

/** The parser's own error, in our words. */
function unreadable(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('lines' in error) || typeof error.lines !== 'number')
    return error
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new UnreadableCsv(error.lines, `This line is longer than ${longestLine.toLocaleString('en')} characters.`)
  return new UnreadableCsv(
    error.lines,
    'A quotation mark stands where none can. Put a cell that holds one in quotation marks and double it.',
  )
}

/**
 * The lines of a CSV text (RFC 4180, any line ends), as they come, for files that are read while others wait. Empty
 * lines are left out. Throws `UnreadableCsv` for a quotation mark out of place and for a line of over 20,000 characters.
 */
export async function* readCsv(text: string): AsyncGenerator<CsvRow> {
  const parser = parse(text.replace(/^\uFEFF/, ''), {
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  })
  try {
    for await (const { info, record } of parser) yield { line: info.lines, cells: record }
  } catch (error) {
    throw unreadable(error)
  }
}
