import { sql } from 'drizzle-orm'
import type { Tx } from '../database/client'
import { type Actor, partnerOf } from '../rules/actor'
import { longestPath } from '../rules/files'
import { bytesOf } from './name'

/** A folder or file on the way down from the root, which has no name. */
export type Step = { readonly id: string; readonly name: string }

/**
 * The way from the root down to each of these nodes, itself last. Whoever may know of a node may know of the folders on
 * the way to it (FIL-5).
 */
export async function readWays(tx: Tx, organizationId: string, ids: readonly string[]) {
  const ways = new Map<string, Step[]>()
  if (ids.length === 0) return ways
  const rows = await tx.execute<{ of_id: string; id: string; name: string }>(sql`
    with recursive up as (
      select n.id as of_id, n.id, n.parent_id, n.name, 0 as height from nodes n
      where n.organization_id = ${organizationId} and n.id = any (${`{${ids.join(',')}}`}::uuid[])
      union all
      select u.of_id, n.id, n.parent_id, n.name, u.height + 1
      from up u join nodes n on n.organization_id = ${organizationId} and n.id = u.parent_id
    )
    select of_id, id, name from up order by height desc`)
  for (const { of_id, id, name } of rows) {
    const way = ways.get(of_id) ?? []
    way.push({ id, name })
    ways.set(of_id, way)
  }
  return ways
}

/** The way to one node. */
export const readWay = async (tx: Tx, organizationId: string, id: string): Promise<readonly Step[]> =>
  (await readWays(tx, organizationId, [id])).get(id) ?? []

/** The same as the actor may know of them: for a partner user each begins at the partner's root. FIL-5 */
export async function readWaysSeen(tx: Tx, actor: Actor, ids: readonly string[]) {
  const ways = await readWays(tx, actor.organization.id, ids)
  const rootId = partnerOf(actor)?.rootId
  if (rootId === undefined) return ways
  const fromRoot = (way: readonly Step[]) => way.slice(way.findIndex((step) => step.id === rootId))
  return new Map([...ways].map(([id, way]) => [id, fromRoot(way)]))
}

/** A way as it is written: "Plans/2026/wing.step". Empty for the root. */
export const pathOf = (way: readonly Step[]): string =>
  way
    .slice(1)
    .map((step) => step.name)
    .join('/')

/** The length in bytes of the path of a name in a folder (FIL-1). */
export const pathBytes = (way: readonly Step[], name: string): number =>
  bytesOf([...way.slice(1).map((step) => step.name), name].join('/'))

/**
 * FIL-1: the length in bytes of the longest path there would be with a node in a folder: its own, or of what stands below
 * it. What the node knows of that counts things that are gone too; where it seems too long, what may be so is looked at.
 */
export async function longestBytes(
  tx: Tx,
  organizationId: string,
  way: readonly Step[],
  node: { readonly id: string; readonly name: string; readonly longestBelow: number },
): Promise<number> {
  const own = pathBytes(way, node.name)
  if (own + node.longestBelow <= longestPath) return own + node.longestBelow
  const [row] = await tx.execute<{ bytes: number }>(sql`
    with recursive below as (
      select ${node.id}::uuid as id, ${own}::int as bytes
      union all
      select n.id, b.bytes + 1 + octet_length(n.name)
      from below b join nodes n on n.organization_id = ${organizationId} and n.parent_id = b.id and n.trashed_at is null
      where b.bytes + 1 + octet_length(n.name) + n.longest_below > ${longestPath}
    )
    select max(bytes) as bytes from below`)
  return row?.bytes ?? own
}
