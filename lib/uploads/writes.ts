import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { uploads } from '../../db/schema/uploads'
import { countOfEach } from '../count-of-each'
import type { Tx } from '../database/client'
import { enqueueAll } from '../queue'

type NewUpload = Omit<typeof uploads.$inferInsert, 'id' | 'state' | 'fileId' | 'fileName' | 'startedAt' | 'endedAt'>

/** Opens an upload, which reserves its size, and gives its id. */
export async function insertUpload(tx: Tx, upload: NewUpload): Promise<string> {
  const id = crypto.randomUUID()
  await tx.insert(uploads).values({ ...upload, id })
  return id
}

const ofIds = (organizationId: string, ids: readonly string[]) =>
  and(eq(uploads.organizationId, organizationId), inArray(uploads.id, [...ids]))

/** Notes what file has come of an upload; it reserves nothing any more. */
export const markDone = (
  tx: Tx,
  organizationId: string,
  id: string,
  file: { readonly id: string; readonly name: string },
) =>
  tx
    .update(uploads)
    .set({ state: 'done', fileId: file.id, fileName: file.name, endedAt: sql`now()` })
    .where(ofIds(organizationId, [id]))

const goneColumns = { id: uploads.id, storeId: uploads.storeId, state: uploads.state }
type Gone = { readonly [Name in keyof typeof goneColumns]: (typeof goneColumns)[Name]['_']['data'] }

/** What had come of those that were open goes from where bytes are kept once the change holds. */
const dropBytes = (tx: Tx, organizationId: string, gone: readonly Gone[]) =>
  enqueueAll(
    tx,
    gone
      .filter(({ state }) => state === 'open')
      .map(({ storeId }) => ({
        task: 'upload.drop-bytes',
        key: `upload-bytes:${storeId}`,
        payload: { organizationId, storeId },
      })),
  )

/** Notes of uploads that nothing of them stands any more; gives how many that was news of. */
export async function markEnded(tx: Tx, organizationId: string, ids: readonly string[]): Promise<number> {
  const marked = await tx
    .update(uploads)
    .set({ endedAt: sql`now()` })
    .where(and(ofIds(organizationId, ids), isNull(uploads.endedAt)))
    .returning({ id: uploads.id })
  return marked.length
}

/** True of an upload that ended more than a day ago. */
export const isLongOver = sql`${uploads.endedAt} < now() - interval '1 day'`

/** Removes uploads, or those for which `condition` holds; gives those that were there. */
export async function removeUploads(
  tx: Tx,
  organizationId: string,
  ids: readonly string[],
  condition?: SQL,
): Promise<readonly Gone[]> {
  const gone = await tx
    .delete(uploads)
    .where(and(ofIds(organizationId, ids), condition))
    .returning(goneColumns)
  await dropBytes(tx, organizationId, gone)
  return gone
}

/** DEA-13: ends the uploads of these users; gives how many of each were open. */
export async function endUploadsOf(tx: Tx, organizationId: string, userIds: readonly string[]) {
  const gone = await tx
    .delete(uploads)
    .where(and(eq(uploads.organizationId, organizationId), inArray(uploads.userId, [...userIds])))
    .returning({ ...goneColumns, userId: uploads.userId })
  await dropBytes(tx, organizationId, gone)
  return countOfEach(gone.flatMap(({ state, userId }) => (state === 'open' ? [userId] : [])))
}
