import { and, eq, sql } from 'drizzle-orm'
import { throttles } from '../../db/schema/sessions'
import type { Tx } from '../database/client'
import type { Bucket } from './buckets'

/** A try that may go on, or one that has to wait; `isFirst` when the bucket became full with it. */
export type Reservation =
  | { readonly isFree: true }
  | { readonly isFree: false; readonly isFirst: boolean; readonly waitSeconds: number }

/** Adds one to a bucket, in a new window when the last has passed. Its row stays locked until the transaction ends. */
async function count(tx: Tx, organizationId: string, bucket: Bucket) {
  const window = sql`clock_timestamp() + make_interval(mins => ${bucket.minutes})`
  const isOver = sql`${throttles.windowEndsAt} <= clock_timestamp()`
  const [row] = await tx
    .insert(throttles)
    .values({ organizationId, key: bucket.key, failures: 1, windowEndsAt: window })
    .onConflictDoUpdate({
      target: [throttles.organizationId, throttles.key],
      set: {
        failures: sql`case when ${isOver} then 1 else ${throttles.failures} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then ${window} else ${throttles.windowEndsAt} end`,
      },
    })
    .returning({
      failures: throttles.failures,
      waitSeconds: sql<number>`ceil(extract(epoch from ${throttles.windowEndsAt} - clock_timestamp()))::int`,
    })
  return row ?? { failures: Number.POSITIVE_INFINITY, waitSeconds: bucket.minutes * 60 }
}

/**
 * Takes a try out of each bucket, in the order given, before anything is verified: tries at the same time wait for one
 * another here, and so never get more than the limit. Stops at the first full bucket. Whoever is told to wait and was
 * not the first to be told should end the transaction without effect, so that a flood leaves one record.
 */
export async function reserveTry(tx: Tx, organizationId: string, buckets: readonly Bucket[]): Promise<Reservation> {
  for (const bucket of buckets) {
    const { failures, waitSeconds } = await count(tx, organizationId, bucket)
    if (failures > bucket.limit)
      return { isFree: false, isFirst: failures === bucket.limit + 1, waitSeconds: Math.max(1, waitSeconds) }
  }
  return { isFree: true }
}

/** The try was a right one: the narrowest bucket starts anew, the others get this one try back. */
export async function returnTry(tx: Tx, organizationId: string, buckets: readonly Bucket[]): Promise<void> {
  for (const [index, bucket] of buckets.entries()) {
    await tx
      .update(throttles)
      .set({ failures: index === 0 ? 0 : sql`greatest(${throttles.failures} - 1, 0)` })
      .where(and(eq(throttles.organizationId, organizationId), eq(throttles.key, bucket.key)))
  }
}

/** Forgets up to 20 windows that have passed; called where one is added, so that they never pile up. */
export const forgetPassedWindows = (tx: Tx, organizationId: string) =>
  tx.execute(sql`
    delete from throttles t using (
      select organization_id, key from throttles
      where organization_id = ${organizationId} and window_ends_at < now() limit 20 for update skip locked
    ) passed
    where t.organization_id = passed.organization_id and t.key = passed.key`)
