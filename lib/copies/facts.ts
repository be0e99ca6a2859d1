import { and, eq, isNull, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import type { Change } from '../change'
import type { Tx } from '../database/client'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import type { Actor } from '../rules/actor'
import { mayCopy } from '../rules/files'
import type { Destination, Pair } from './writes'

const standingFolders = (organizationId: string, parents: readonly string[]) =>
  and(
    eq(nodes.organizationId, organizationId),
    sql`${nodes.parentId} = any (${idArray(parents)})`,
    eq(nodes.kind, 'folder'),
    isNull(nodes.trashedAt),
  )

/** The folders in these that exist for the actor, each with where it goes. */
export async function childFolders(
  { actor, tx }: Pick<Change, 'actor' | 'tx'>,
  to: Destination,
  pairs: readonly Pair[],
) {
  if (pairs.length === 0) return []
  const parents = pairs.map(({ sourceId }) => sourceId)
  const found = await tx
    .select({ id: nodes.id })
    .from(nodes)
    .where(and(standingFolders(to.organizationId, parents), sql`${nodes.createdAt} < ${to.before}`))
  if (found.length === 0) return []
  const folders = await selectNodes(tx, actor, idArray(found.map(({ id }) => id)))
  const inOrder = folders.toSorted((a, b) => (a.nameKey < b.nameKey ? -1 : 1))
  return inOrder.flatMap((folder) =>
    pairs
      .filter(({ sourceId }) => sourceId === folder.parentId)
      .map(({ destinationId }) => ({ folder, destinationId })),
  )
}

/** How many things a copy of these comes to and how many bytes, of what the actor may read; counting ends beyond `most` things. */
export async function sizeOf(tx: Tx, actor: Actor, chosen: readonly ReadNode[], most: number) {
  const organizationId = actor.organization.id
  let things = chosen.length
  let bytes = chosen.reduce((sum, { size }) => sum + size, 0)
  let level = chosen.filter(({ kind }) => kind === 'folder').map(({ id }) => id)
  while (level.length > 0 && things <= most) {
    const [files] = await tx.execute<{ count: number; bytes: string }>(sql`
      select count(*)::int as count, coalesce(sum(n.size), 0)::text as bytes from nodes n
      where n.organization_id = ${organizationId} and n.parent_id = any (${idArray(level)}) and n.kind = 'file'
        and n.trashed_at is null`)
    const inside = await tx.select({ id: nodes.id }).from(nodes).where(standingFolders(organizationId, level))
    const folders = inside.length === 0 ? [] : await selectNodes(tx, actor, idArray(inside.map(({ id }) => id)))
    level = folders.filter((folder) => mayCopy(folder).ok).map(({ id }) => id)
    things += (files?.count ?? 0) + folders.length
    bytes += Number(files?.bytes ?? 0)
  }
  return { things, bytes }
}
