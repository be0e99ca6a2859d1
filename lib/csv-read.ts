import { parse } from 'csv-parse'
import { UnreadableCsv } from './csv-decode'

/** A line that is no head and not empty: its number in the file, counted from 1, and its cells as they stand. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] }

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
