import { and, eq, isNull, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import type { Tx } from '../database/client'
import { idArray, type ReadNode, selectNodes } from '../files/facts'
import { longestBytes } from '../files/way'
import type { Actor } from '../rules/actor'
import { mayCopy, mayCopyInto, mayHavePath } from '../rules/files'
import { firstOf } from '../rules/verdict'
import type { Into } from './files'
import { asJson } from './writes'

/** CPM-4, CPM-7, FIL-1: whether something that was chosen may be copied, and may stand where it is to go. */
export async function mayPlace(tx: Tx, actor: Actor, node: ReadNode, { folder, way }: Into) {
  const isWithin = way.some(({ id }) => id === node.id)
  const isElsewhere = node.workspace.id !== folder.workspace.id
  return firstOf<string>(
    mayCopy(node),
    mayCopyInto(folder, { isWithin, isElsewhere }),
    mayHavePath(await longestBytes(tx, actor.organization.id, way, node)),
  )
}

/** What has a name in a folder already; `seen` as it exists for the actor. */
export type Taken = {
  readonly id: string
  readonly kind: 'folder' | 'file'
  readonly name: string
  readonly seen: ReadNode | undefined
}

/** What has each of these names already, by the id it is asked with. */
export async function readTaken(
  tx: Tx,
  actor: Actor,
  asked: readonly { readonly id: string; readonly destinationId: string; readonly nameKey: string }[],
): Promise<ReadonlyMap<string, Taken>> {
  if (asked.length === 0) return new Map()
  const rows = await tx.execute<Omit<Taken, 'seen'> & { asked: string }>(sql`
    select a.id as asked, n.id, n.kind, n.name
    from jsonb_to_recordset(${asJson(asked)}) a(id uuid, "destinationId" uuid, "nameKey" text)
      join nodes n on n.organization_id = ${actor.organization.id} and n.parent_id = a."destinationId"
        and n.name_key = a."nameKey" and n.trashed_at is null`)
  const ids = rows.flatMap(({ id, kind }) => (kind === 'folder' ? [id] : []))
  const seen = new Map((await selectNodes(tx, actor, idArray([...new Set(ids)]))).map((node) => [node.id, node]))
  return new Map(rows.map(({ asked, ...row }) => [asked, { ...row, seen: seen.get(row.id) }]))
}

const standingFolders = (organizationId: string, parents: readonly string[]) =>
  and(
    eq(nodes.organizationId, organizationId),
    sql`${nodes.parentId} = any (${idArray(parents)})`,
    eq(nodes.kind, 'folder'),
    isNull(nodes.trashedAt),
  )

// Folders whose reach is asked for at once.
const width = 1_000

/**
 * How many things a copy of these comes to and how many bytes, of what the actor may read. Counting ends where there may be
 * more than `most` things.
 */
export async function sizeOf(tx: Tx, actor: Actor, chosen: readonly ReadNode[], most: number) {
  const organizationId = actor.organization.id
  let things = chosen.length
  let bytes = chosen.reduce((sum, { size }) => sum + size, 0)
  const left = chosen.flatMap(({ kind, id }) => (kind === 'folder' ? [id] : []))
  while (left.length > 0 && things <= most) {
    const level = left.splice(0, width)
    const [files] = await tx.execute<{ count: number; bytes: string }>(sql`
      select count(*)::int as count, coalesce(sum(n.size), 0)::text as bytes from nodes n
      where n.organization_id = ${organizationId} and n.parent_id = any (${idArray(level)}) and n.kind = 'file'
        and n.trashed_at is null`)
    things += files?.count ?? 0
    bytes += Number(files?.bytes ?? 0)
    const inside = await tx.select({ id: nodes.id }).from(nodes).where(standingFolders(organizationId, level))
    if (things + inside.length > most) return { things: things + inside.length, bytes }
    for (let from = 0; from < inside.length; from += width) {
      const ids = idArray(inside.slice(from, from + width).map(({ id }) => id))
      const folders = await selectNodes(tx, actor, ids)
      things += folders.length
      left.push(...folders.flatMap((folder) => (mayCopy(folder).ok ? [folder.id] : [])))
    }
  }
  return { things, bytes }
}
