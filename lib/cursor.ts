import { z } from 'zod'

const isTime = (text: string) => z.iso.datetime().safeParse(text.replace(' ', 'T').replace('+00', 'Z')).success

// What a list is sorted by. A page's address can say anything: what the column could not hold is no cursor.
const values = {
  /** A canonical name at its longest: 80 characters, of which each can become 18. */
  text: z
    .string()
    .max(1_500)
    .refine((text) => !text.includes('\0')),
  /** A moment as `timestamptz::text` gives it, in UTC. */
  time: z.string().max(40).refine(isTime),
  number: z.int32(),
} as const

/** Where a page of a sorted list ended: the value it is sorted by, and the id of that row. */
export type Cursor = readonly [value: string | number, id: string]

/** The cursor as a piece of a URL. */
export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** A cursor out of a URL for a list sorted by `kind`; null for anything that is none, which means the first page. */
export function readCursor(text: string | undefined, kind: keyof typeof values): Cursor | null {
  if (!text) return null
  try {
    return z.tuple([values[kind], z.guid()]).parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    return null
  }
}

type Asked = { readonly after?: string; readonly before?: string }
type Place = { readonly cursor: Cursor | null; readonly isBack: boolean }

/** Where a list by key goes on: behind a cursor or, read backwards, before one. */
export function placeIn({ after, before }: Asked, kind: keyof typeof values): Place {
  const back = after ? null : readCursor(before, kind)
  return { cursor: back ?? readCursor(after, kind), isBack: back !== null }
}

/** A page of `size` out of one row more, turned round where it was read backwards, and the cursors beside it or null. */
export function turnPage<Row>(
  found: readonly Row[],
  size: number,
  { cursor, isBack }: Place,
  keyOf: (row: Row) => Cursor,
) {
  const hasMore = found.length > size
  const page = found.slice(0, size)
  if (isBack) page.reverse()
  const [first, last] = [page[0], page.at(-1)]
  return {
    page,
    next: (isBack || hasMore) && last ? writeCursor(keyOf(last)) : null,
    previous: (isBack ? hasMore : cursor !== null) && first ? writeCursor(keyOf(first)) : null,
  }
}
