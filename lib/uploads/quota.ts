import { and, eq, sql } from 'drizzle-orm'
import { userStorage, workspaceStorage } from '../../db/schema/uploads'
import type { Tx } from '../database/client'
import { readPolicies } from '../policies/facts'
import type { StorageFacts } from '../rules/uploads'

const GiB = 1024 ** 3
const inBytes = (limit: number | null) => (limit === null ? null : limit * GiB)

type Place = { readonly organizationId: string; readonly workspaceId: string }

const taken = ({ bytes, reserved }: typeof workspaceStorage | typeof userStorage) =>
  sql<number>`(${bytes} + ${reserved})::float8`

async function takenIn(tx: Tx, { organizationId, workspaceId }: Place): Promise<number> {
  const [held] = await tx
    .select({ taken: taken(workspaceStorage) })
    .from(workspaceStorage)
    .where(and(eq(workspaceStorage.organizationId, organizationId), eq(workspaceStorage.workspaceId, workspaceId)))
  return held?.taken ?? 0
}

async function takenBy(tx: Tx, { organizationId, workspaceId }: Place, userId: string): Promise<number> {
  const [held] = await tx
    .select({ taken: taken(userStorage) })
    .from(userStorage)
    .where(
      and(
        eq(userStorage.organizationId, organizationId),
        eq(userStorage.workspaceId, workspaceId),
        eq(userStorage.userId, userId),
      ),
    )
  return held?.taken ?? 0
}

/** FIL-10: what a workspace takes, in bytes, open uploads included. */
export async function readStorage(tx: Tx, place: Place): Promise<StorageFacts> {
  const limits = await readPolicies(tx, place.organizationId, place.workspaceId)
  return { taken: await takenIn(tx, place), limit: inBytes(limits.workspaceStorage) }
}

/** FIL-10: the same of what a user owns in a workspace: files, older versions, what is in the trash, open uploads. */
export async function readUserStorage(tx: Tx, place: Place, userId: string): Promise<StorageFacts> {
  const limits = await readPolicies(tx, place.organizationId, place.workspaceId)
  return { taken: await takenBy(tx, place, userId), limit: inBytes(limits.userStorage) }
}

/**
 * FIL-10: what a workspace and a user in it take, while nobody else reserves any there. What is reserved already only
 * becomes files meanwhile, which changes no sum. Without a limit nobody waits for anybody.
 */
export async function lockStorage(tx: Tx, place: Place, userId: string) {
  const limits = await readPolicies(tx, place.organizationId, place.workspaceId)
  const [ofWorkspace, ofUser] = [inBytes(limits.workspaceStorage), inBytes(limits.userStorage)]
  if (ofWorkspace !== null || ofUser !== null)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`storage ${place.workspaceId}`}, 0))`)
  return {
    workspace: { taken: await takenIn(tx, place), limit: ofWorkspace },
    user: { taken: await takenBy(tx, place, userId), limit: ofUser },
  }
}
