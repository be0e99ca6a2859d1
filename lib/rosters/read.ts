import { canonicalName } from '../canonical'
import { decodeCsv, UnreadableCsv } from '../csv-decode'
import { type CsvRow, readCsv } from '../csv-read'
import { columns, type ReadLine, RosterLine } from './line'

/** Lines of a roster, its first one not counted. */
export const mostLines = 50_000

function demandHead({ line, cells }: CsvRow) {
  const head = cells.map((cell) => cell.trim().toLowerCase())
  if (head.length === columns.length && columns.every((column, place) => head[place] === column)) return
  const wanted = `The first line must be “${columns.join(',')}”.`
  const isSemicolons = cells.length === 1 && cells[0]?.includes(';')
  throw new UnreadableCsv(line, isSemicolons ? `${wanted} Separate the cells by commas, not by semicolons.` : wanted)
}

function readLine({ line, cells }: CsvRow): ReadLine {
  const refuse = (reason: string): ReadLine => ({ line, ok: false, reason, cells: cells.slice(0, columns.length) })
  if (cells.length !== columns.length)
    return refuse(`It has ${cells.length.toLocaleString('en')} cells instead of ${columns.length}.`)
  const named = Object.fromEntries(columns.map((column, place) => [column, cells[place]]))
  const parsed = RosterLine.safeParse(named)
  if (parsed.success) return { line, ok: true, value: parsed.data }
  const [issue] = parsed.error.issues
  return refuse(`${String(issue?.path[0] ?? 'line')}: ${issue?.message ?? 'It cannot be read.'}`)
}

/** Refuses what an earlier line says already, or says otherwise. */
function sieve() {
  const places = new Map<string, number>()
  const names = new Map<string, { readonly line: number; readonly name: string }>()
  return (read: ReadLine): ReadLine => {
    if (!read.ok) return read
    const { line, value } = read
    const { workspace, workspaceKey, email, name, role, groups } = value
    const refuse = (reason: string): ReadLine => ({
      line,
      ok: false,
      reason,
      cells: [workspace, email, name, role, groups.join(';')],
    })
    const place = `${workspaceKey} ${email}`
    const earlier = places.get(place)
    if (earlier !== undefined) return refuse(`Line ${earlier} names this person in this workspace already.`)
    const called = names.get(email)
    if (called && canonicalName(called.name) !== canonicalName(name))
      return refuse(`Line ${called.line} calls this person “${called.name}”. Use one name.`)
    places.set(place, line)
    if (!called) names.set(email, { line, name })
    return read
  }
}

/**
 * INV-7: the lines of a roster in CSV, each with what it says or why it cannot be read. Throws `UnreadableCsv` when the
 * file as a whole cannot be: its encoding, its first line, a quotation mark out of place, more than 50,000 lines.
 */
export async function readRoster(bytes: Uint8Array): Promise<readonly ReadLine[]> {
  const lines: ReadLine[] = []
  const sift = sieve()
  let isHead = true
  for await (const row of readCsv(decodeCsv(bytes))) {
    if (isHead) demandHead(row)
    else if (lines.length === mostLines)
      throw new UnreadableCsv(
        row.line,
        `A roster has at most ${mostLines.toLocaleString('en')} lines. Divide the file.`,
      )
    else lines.push(sift(readLine(row)))
    isHead = false
  }
  if (isHead) throw new UnreadableCsv(1, `The first line must be “${columns.join(',')}”, and the file is empty.`)
  if (lines.length === 0) throw new UnreadableCsv(1, 'No line follows the first one.')
  return lines
}
