import 'server-only'
import type { SQL } from 'drizzle-orm'
import { writeCursor } from '../cursor'
import { partnerOf, type UserActor } from '../rules/actor'
import { idArray } from './facts'

/** A thing in a list: its id, and the key by which the list is sorted. */
export type Listed = { readonly id: string; readonly key: string }

type Lists<Row> = {
  /** The first of the list, at most so many: of what exists for the user, or of all. */
  readonly list: (whose: 'own' | 'all', most: number) => Promise<readonly Listed[]>
  /** Those of these that exist for the user, in no order. */
  readonly read: (ids: SQL) => Promise<readonly Row[]>
}

/**
 * A page of what exists for a user in a list that others have things in too; `next` is a cursor or null. A few are looked
 * at first, whoever may see them, which is quick where most may be seen; where those make no page, what exists for the user
 * is asked for. So a page is full as long as more comes, and the place where the next one goes on is of something the user
 * was shown: neither depends on what lies between, and a cursor needs no secret. Of a partner user nothing but their own is
 * looked at. PAR-1, SEC-4
 */
export async function readSeen<Row extends { readonly id: string }>(
  actor: UserActor,
  size: number,
  { list, read }: Lists<Row>,
) {
  const rowsOf = async (listed: readonly Listed[]) =>
    new Map((await read(idArray(listed.map(({ id }) => id)))).map((row) => [row.id, row]))
  const toPage = (seen: readonly Listed[], rows: ReadonlyMap<string, Row>) => {
    const last = seen.length > size ? seen[size - 1] : undefined
    return {
      rows: seen.slice(0, size).flatMap(({ id }) => rows.get(id) ?? []),
      next: last ? writeCursor([last.key, last.id]) : null,
    }
  }
  if (!partnerOf(actor)) {
    const few = await list('all', 4 * size)
    const rows = await rowsOf(few)
    const seen = few.filter(({ id }) => rows.has(id))
    if (seen.length > size || few.length < 4 * size) return toPage(seen, rows)
  }
  const own = await list('own', size + 1)
  return toPage(own, await rowsOf(own))
}
