import { and, eq } from 'drizzle-orm'
import { fileVersions, nodes } from '../../db/schema/files'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { lockFolder, readNode } from '../files/facts'
import type { UserActor } from '../rules/actor'
import { lockStorage } from '../uploads/quota'

/**
 * A file about to get other contents, under the tree's lock with others and its own alone, with what is taken where it is,
 * while nobody else reserves any there; or not found.
 */
export async function lockFile(tx: Tx, actor: UserActor, fileId: string) {
  const organizationId = actor.organization.id
  const isFile = and(eq(nodes.organizationId, organizationId), eq(nodes.id, fileId))
  const [found] = await tx.select({ parentId: nodes.parentId }).from(nodes).where(isFile)
  if (!found?.parentId) throw notFound()
  const { workspace } = await lockFolder(tx, actor, found.parentId)
  const storage = await lockStorage(tx, { organizationId, workspaceId: workspace.id }, actor.user.id)
  await tx.select({ id: nodes.id }).from(nodes).where(isFile).for('no key update')
  const file = await readNode(tx, actor, fileId)
  if (file.kind !== 'file') throw notFound()
  return { file, storage }
}

/** An older version, kept from being purged until this is over; or not found. */
export async function lockVersion(tx: Tx, organizationId: string, fileId: string, version: number) {
  const [found] = await tx
    .select({ hash: fileVersions.hash, size: fileVersions.size })
    .from(fileVersions)
    .where(
      and(
        eq(fileVersions.organizationId, organizationId),
        eq(fileVersions.fileId, fileId),
        eq(fileVersions.version, version),
      ),
    )
    .for('update')
  if (!found) throw notFound()
  return found
}
