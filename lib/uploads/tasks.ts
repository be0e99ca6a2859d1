import 'server-only'
import { and, asc, eq, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { uploads } from '../../db/schema/uploads'
import { actingAs } from '../call'
import { database, reading } from '../database/client'
import { scrubbed } from '../database/errors'
import { placeOfBytes } from '../files/bytes'
import { log } from '../log'
import { storage } from '../storage/storage'
import { sweepUploads } from './changes'
import { isLongOver } from './writes'

const day = 86_400_000

/** How long nobody goes on with an upload until it ends. */
export const patience = 7 * day

const before = (age: number) => new Date(Date.now() - age)

const Dropped = z.object({ organizationId: z.guid(), storeId: z.guid() })

/** Removes what had come of an upload that ended. */
async function dropBytes(payload: unknown): Promise<void> {
  const { organizationId, storeId } = Dropped.parse(payload)
  await (await storage()).dropUpload({ ...placeOfBytes(organizationId), id: storeId })
}

/** Up to 1,000 that were begun more than a day ago, and did not end since, after an id. */
const listOld = (organizationId: string, after: string) =>
  reading(organizationId, (tx) =>
    tx
      .select({ id: uploads.id, storeId: uploads.storeId, state: uploads.state })
      .from(uploads)
      .where(
        and(
          eq(uploads.organizationId, organizationId),
          lt(uploads.startedAt, before(day)),
          or(isNull(uploads.endedAt), isLongOver),
          gt(uploads.id, after),
        ),
      )
      .orderBy(asc(uploads.id))
      .limit(1_000),
  )

/** Whether one is done, or has no bytes any more where bytes are kept. */
async function isStale(organizationId: string, { storeId, state }: Awaited<ReturnType<typeof listOld>>[number]) {
  if (state === 'done') return true
  const store = await storage()
  return (await store.uploadOffset({ ...placeOfBytes(organizationId), id: storeId })) === null
}

async function sweepOrganization(organizationId: string): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const old = await listOld(organizationId, after)
    const uploadIds: string[] = []
    for (const upload of old) if (await isStale(organizationId, upload)) uploadIds.push(upload.id)
    if (uploadIds.length > 0) await actingAs({ kind: 'system', organizationId }, () => sweepUploads({ uploadIds }))
    const last = old.at(-1)
    if (!last) return
    after = last.id
  }
}

/**
 * FIL-6: ends what nobody has sent anything to for a week, and forgets what is done, each a day later. The store knows when something came
 * last, so its own go first. Safe to be cut off anywhere: the next night goes on.
 */
async function sweep(): Promise<void> {
  const store = await storage()
  let swept = 0
  for await (const _ of store.sweepUploads(before(patience))) swept++
  const found = await scrubbed(() =>
    database().execute<{ organization_id: string }>(
      sql`select organization_id from organizations_with_uploads(${before(day).toISOString()}::timestamptz)`,
    ),
  )
  for (const { organization_id: organizationId } of found) await sweepOrganization(organizationId)
  log.info({ swept }, 'uploads were swept')
}

/** The background work of uploads, by the name it is queued under. */
export const uploadTasks = { 'upload.drop-bytes': dropBytes, 'uploads.sweep': sweep } as const
