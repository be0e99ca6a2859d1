import 'server-only'
import { and, asc, desc, isNull, type SQL, sql } from 'drizzle-orm'
import { notices } from '../../db/schema/notices'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import type { UserActor } from '../rules/actor'
import { mayReadAllNotices } from '../rules/notices'
import { noticesInScope } from '../scope'
import type { ListNoticesInput } from './input'

const pageSize = 50

const columns = {
  id: notices.id,
  event: notices.event,
  title: notices.title,
  body: notices.body,
  path: notices.path,
  at: notices.at,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  atKey: sql<string>`${notices.at}::text`,
  readAt: notices.readAt,
}

const beyond = (place: ReturnType<typeof readCursor>, isDown: boolean): SQL | undefined =>
  place
    ? sql`(${notices.at}, ${notices.id}) ${isDown ? sql`<` : sql`>`} (${String(place[0])}::timestamptz, ${place[1]}::uuid)`
    : undefined

/**
 * A page of what the person has been told, newest first, 50 rows, by key: `next` and `previous` are cursors or null,
 * `newestId` is the newest one there is, on whichever page (null: none). Moments are ISO 8601. USR-3
 */
export async function listNotices(actor: UserActor, { state, after, before }: ListNoticesInput) {
  const back = after ? null : readCursor(before, 'time')
  const place = back ?? readCursor(after, 'time')
  const direction = back ? asc : desc
  return reading(actor.organization.id, async (tx) => {
    const select = (condition: SQL | undefined, order: typeof asc, limit: number) =>
      tx
        .select(columns)
        .from(notices)
        .where(and(noticesInScope(actor), condition))
        .orderBy(order(notices.at), order(notices.id))
        .limit(limit)
    // The newest first: one that comes between the two reads is shown, and stays unread.
    const [newest] = await select(undefined, desc, 1)
    const unread = state === 'unread' ? isNull(notices.readAt) : undefined
    const found = await select(and(unread, beyond(place, !back)), direction, pageSize + 1)
    const hasMore = found.length > pageSize
    const page = found.slice(0, pageSize)
    // A page before a cursor is read backwards and turned round.
    if (back) page.reverse()
    const keyOf = (row: (typeof page)[number] | undefined) => (row ? writeCursor([row.atKey, row.id]) : null)
    return {
      rows: page.map(({ id, event, title, body, path, at, readAt }) => ({
        id,
        event,
        title,
        body,
        path,
        at: at.toISOString(),
        isRead: readAt !== null,
      })),
      newestId: newest?.id ?? null,
      mayReadAll: mayReadAllNotices({ unread: actor.unreadNotices }),
      next: back || hasMore ? keyOf(page.at(-1)) : null,
      previous: (back ? hasMore : place !== null) ? keyOf(page[0]) : null,
    }
  })
}
export type NoticePage = Awaited<ReturnType<typeof listNotices>>
export type NoticeRow = NoticePage['rows'][number]
