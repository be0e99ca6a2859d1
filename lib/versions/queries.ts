import 'server-only'
import { and, desc, eq, lt } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { fileVersions } from '../../db/schema/files'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { countHolds, readTrashTerm } from '../purge/facts'
import type { Actor } from '../rules/actor'
import { mayListVersions, mayRead, mayReplace } from '../rules/files'
import { purgedFrom } from '../rules/trash'
import type { ListVersionsInput } from './input'

/** Who made what a file is now, by the name they have. */
async function readMaker(tx: Tx, organizationId: string, file: ReadNode): Promise<string> {
  if (file.ownerUserId === null) return 'Atrium'
  const [owner] = await tx
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, file.ownerUserId)))
  return owner?.name ?? 'Atrium'
}

/**
 * The versions of a file that exists for the actor, the latest first: `size` of them before a version; null for any other,
 * and for who may not see them. `next` is where the next page goes on, or null. Sizes in bytes, moments ISO 8601;
 * `purgedAt` is null of the current one, and where a legal hold is. FIL-9
 */
export async function listVersions(actor: Actor, fileId: string, { before }: ListVersionsInput, size = 50) {
  if (!idField.safeParse(fileId).success) return null
  const organizationId = actor.organization.id
  return reading(organizationId, async (tx) => {
    const [file] = await selectNodes(tx, actor, idArray([fileId]))
    if (file?.kind !== 'file' || !mayListVersions(file).ok) return null
    const older = await tx
      .select()
      .from(fileVersions)
      .where(
        and(
          eq(fileVersions.organizationId, organizationId),
          eq(fileVersions.fileId, file.id),
          before === undefined ? undefined : lt(fileVersions.version, before),
        ),
      )
      .orderBy(desc(fileVersions.version))
      .limit(size + 1)
    const { version, size: bytes, changedAt } = file
    const madeBy = await readMaker(tx, organizationId, file)
    const place = { organizationId, workspaceId: file.workspace.id }
    const term = await readTrashTerm(tx, place)
    const isHeld = (await countHolds(tx, place)) > 0
    const current = { version, size: bytes, madeAt: changedAt.toISOString(), madeBy, purgedAt: null, isCurrent: true }
    const page = older.slice(0, size).map((one) => ({
      version: one.version,
      size: one.size,
      madeAt: one.madeAt.toISOString(),
      madeBy: one.madeBy,
      purgedAt: isHeld ? null : purgedFrom(term, one.replacedAt).toISOString(),
      isCurrent: false,
    }))
    return {
      revision: file.revision,
      mayRead: mayRead(file),
      mayRestore: mayReplace(file),
      rows: before === undefined ? [current, ...page] : page,
      next: older.length > size ? (page.at(-1)?.version ?? null) : null,
    }
  })
}
export type VersionList = NonNullable<Awaited<ReturnType<typeof listVersions>>>
