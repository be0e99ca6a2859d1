import { createHash } from 'node:crypto'
import { z } from 'zod'

/** A record as it stands in the table. `at` is ISO 8601 in UTC to the microsecond. */
export type ChainRow = {
  readonly seq: number
  readonly at: string
  readonly event: string
  readonly accountId: string | null
  readonly workspaceId: string | null
  readonly searchText: string
  readonly body: string
  readonly previousHash: string
  readonly hash: string
}

/** The end of a chain as the organization's head says; null where there is none. */
export type ChainHead = { readonly seq: number; readonly hash: string } | null

export type Verified = {
  /** How many records hold, up to the first bad one. */
  readonly records: number
  readonly firstBad: { readonly seq: number; readonly reason: string } | null
}

const named = z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable()
const derivation = z.object({
  at: z.string(),
  event: z.string(),
  person: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  workspace: named,
  target: z.object({ label: z.string() }),
})

const zero = '0'.repeat(64)

/**
 * A text without its case. The database lowers some letters otherwise than JavaScript does (capital sharp s, dotted
 * capital I, letters newer than it); both ways meet here, and nothing else does.
 */
const withoutCase = (text: string): string => text.toLowerCase().toUpperCase().toLowerCase().replaceAll('i\u0307', 'i')

// Up to Cyrillic every database knows all capitals.
const isCapital = (letter: string) => letter < '\u0530' && letter.toLowerCase() !== letter

/** Whether the words kept for search are those of the text, as some database lowers them. */
export const isSearchTextOf = (searchText: string, text: string): boolean =>
  searchText === text.toLowerCase() ||
  (withoutCase(searchText) === withoutCase(text) && ![...searchText].some(isCapital))

function derived(body: string) {
  try {
    const { at, event, person, workspace, target } = derivation.parse(JSON.parse(body))
    const parts = [event, person?.name, person?.email, workspace?.name, workspace?.code, target.label]
    return {
      at: at.replace(/Z$/, '000Z'),
      event,
      accountId: person?.id ?? null,
      workspaceId: workspace?.id ?? null,
      searchText: parts.filter((part) => part !== undefined).join(' '),
    }
  } catch {
    return null
  }
}

const columnNames = { at: 'time', event: 'event', accountId: 'account', workspaceId: 'workspace' } as const
const columns = ['at', 'event', 'accountId', 'workspaceId'] as const

function wrongColumn(row: ChainRow): string | null {
  const says = derived(row.body)
  if (!says) return 'its text cannot be read'
  const wrong = columns.find((column) => row[column] !== says[column])
  if (wrong) return `its ${columnNames[wrong]} is not the one its text names`
  return isSearchTextOf(row.searchText, says.searchText) ? null : 'its words for search were changed'
}

const hashOf = (row: ChainRow) =>
  createHash('sha256').update(`${row.previousHash} ${row.seq} ${row.body}`).digest('hex')

/** What is wrong with a record that follows `last`; the bad one can also be `last` itself. */
function wrongAfter(last: { seq: number; hash: string }, row: ChainRow): Verified['firstBad'] {
  const bad = (seq: number, reason: string) => ({ seq, reason })
  if (row.seq !== last.seq + 1) return bad(last.seq + 1, row.seq > last.seq ? 'it is missing' : 'it stands twice')
  const isItself = hashOf(row) === row.hash
  // The seal of the next record tells which of two neighbours that do not fit was changed.
  if (row.previousHash !== last.hash)
    return isItself && last.seq > 0
      ? bad(last.seq, 'it was written again: the record after it seals another one')
      : bad(row.seq, 'it does not follow the record before it')
  if (!isItself) return bad(row.seq, 'its text, number or hash was changed')
  const reason = wrongColumn(row)
  return reason === null ? null : bad(row.seq, reason)
}

/**
 * Checks an organization's chain from its first record to its head, hashing every record anew. `batches` are all
 * records that stand, by number; memory holds one batch. Names the first record that is missing, added, moved or
 * changed. SEC-2
 */
export async function verifyChain(batches: AsyncIterable<readonly ChainRow[]>, head: ChainHead): Promise<Verified> {
  let last = { seq: 0, hash: zero }
  const end = (firstBad: Verified['firstBad']) => ({ records: (firstBad?.seq ?? last.seq + 1) - 1, firstBad })
  for await (const batch of batches)
    for (const row of batch) {
      if (head && row.seq > head.seq && row.seq === last.seq + 1 && last.seq === head.seq && last.hash === head.hash)
        return end({ seq: row.seq, reason: 'it was added after the end of the chain' })
      const firstBad = wrongAfter(last, row)
      if (firstBad) return end(firstBad)
      last = { seq: row.seq, hash: row.hash }
    }
  if (!head || head.seq < 1) return end({ seq: last.seq || 1, reason: 'the end of the chain is missing' })
  if (head.seq > last.seq) {
    const isOne = head.seq === last.seq + 1
    return end({ seq: last.seq + 1, reason: isOne ? 'it is missing' : `it and all up to ${head.seq} are missing` })
  }
  if (head.seq < last.seq) return end({ seq: head.seq + 1, reason: 'it was added after the end of the chain' })
  if (head.hash !== last.hash) return end({ seq: last.seq, reason: 'it is not the one the end of the chain seals' })
  return end(null)
}
