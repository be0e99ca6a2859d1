import 'server-only'
import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { notices } from '../../db/schema/notices'
import { change } from '../change'
import { mayReadAllNotices } from '../rules/notices'
import { allowed } from '../rules/verdict'
import { noticesInScope } from '../scope'
import { readNotice as readFacts } from './facts'
import { ReadAllNotices, ReadNotice } from './input'

const readNow = { readAt: sql`now()` } as const

/** USR-3: marks one of the person's own notices, which are all that exist for them. One that is read stays as it is. */
export const readNotice = change(ReadNotice, async ({ actor, tx, permit, log }, { noticeId }) => {
  const notice = await readFacts(tx, actor, noticeId)
  permit(allowed)
  await tx
    .update(notices)
    .set(readNow)
    .where(and(eq(notices.organizationId, actor.organization.id), eq(notices.id, notice.id), isNull(notices.readAt)))
  log('notices-read', { detail: 'Read a notice' })
  return null
})

/** USR-3: marks what was there when the page was drawn; one that has come meanwhile stays unread. Answers how many. */
export const readAllNotices = change(ReadAllNotices, async ({ actor, tx, permit, log }, { newestId }) => {
  const newest = await readFacts(tx, actor, newestId)
  const shown = and(
    noticesInScope(actor),
    isNull(notices.readAt),
    sql`(${notices.at}, ${notices.id}) <= (${newest.atKey}::timestamptz, ${newest.id}::uuid)`,
  )
  const [left] = await tx.select({ unread: count() }).from(notices).where(shown)
  permit(mayReadAllNotices({ unread: left?.unread ?? 0 }))
  const read = await tx.update(notices).set(readNow).where(shown).returning({ id: notices.id })
  log('notices-read', { detail: `Marked notices as read: ${read.length}` })
  return { read: read.length }
})
