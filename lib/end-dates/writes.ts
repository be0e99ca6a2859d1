import type { Tx } from '../database/client'
import { dequeueAll, enqueue } from '../queue'

const endKey = (userId: string) => `user-end:${userId}`
const warningKey = (userId: string) => `user-end-warning:${userId}`

const day = 86_400_000

/** The last day, in UTC, before a moment at which a user ends; as ISO 8601. */
export const lastDayBefore = (endsAt: Date): string => new Date(endsAt.getTime() - day).toISOString().slice(0, 10)
/** The first moment after a day in UTC. */
export const endOf = (lastDay: string): Date => new Date(Date.parse(lastDay) + day)
/** How long before their end people are warned. */
export const warningDays = 7

/** Has Atrium end a user at a moment and warn of it a week before, or at once when that is past; instead of any earlier one. */
export async function scheduleEnd(tx: Tx, organizationId: string, userId: string, endsAt: Date): Promise<void> {
  const payload = { organizationId, userId }
  const warnAt = new Date(endsAt.getTime() - warningDays * day)
  await enqueue(tx, { task: 'user.end', key: endKey(userId), payload, due: endsAt })
  await enqueue(tx, { task: 'user.warn-of-end', key: warningKey(userId), payload, due: warnAt })
}

/** None of these users is ended or warned any more. */
export const forgetEnds = (tx: Tx, userIds: readonly string[]) =>
  dequeueAll(
    tx,
    userIds.flatMap((userId) => [endKey(userId), warningKey(userId)]),
  )
