import { and, eq } from 'drizzle-orm'
import { fileVersions, nodes } from '../../db/schema/files'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { lockFolder, type ReadNode, readNode } from '../files/facts'
import type { Actor } from '../rules/actor'

/** A file about to get other contents, under the tree's lock with others and its own alone; or not found. */
export async function lockFile(tx: Tx, actor: Actor, fileId: string): Promise<ReadNode> {
  const isFile = and(eq(nodes.organizationId, actor.organization.id), eq(nodes.id, fileId))
  const [found] = await tx.select({ parentId: nodes.parentId }).from(nodes).where(isFile)
  if (!found?.parentId) throw notFound()
  await lockFolder(tx, actor, found.parentId)
  await tx.select({ id: nodes.id }).from(nodes).where(isFile).for('no key update')
  const file = await readNode(tx, actor, fileId)
  if (file.kind !== 'file') throw notFound()
  return file
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
