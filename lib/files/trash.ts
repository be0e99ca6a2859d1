import 'server-only'
import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import { readCursor, writeCursor } from '../cursor'
import { reading, type Tx } from '../database/client'
import { countHolds, readTrashTerm } from '../purge/facts'
import type { Actor } from '../rules/actor'
import { mayRestore } from '../rules/files'
import { purgedFrom } from '../rules/trash'
import { idArray, selectTrashed } from './facts'
import type { ListTrashInput } from './input'
import { pathOf, readWaysSeen } from './way'

// Looked at for one page; among them are those of others, which do not exist for the actor.
const atOnce = 1_000

const trashedKey = sql<string>`${nodes.trashedAt}::text`

/** Ids of what was trashed last in a workspace, beyond a place, whoever may restore it. */
const latest = (tx: Tx, organizationId: string, workspaceId: string, beyond: SQL | undefined) =>
  tx
    .select({ id: nodes.id, key: trashedKey })
    .from(nodes)
    .where(
      and(
        eq(nodes.organizationId, organizationId),
        eq(nodes.workspaceId, workspaceId),
        isNotNull(nodes.trashedAt),
        beyond,
      ),
    )
    .orderBy(desc(nodes.trashedAt), desc(nodes.id))
    .limit(atOnce)

/**
 * A page of what is in the trash of a workspace and this actor may see there, the latest first. `next` is a cursor or
 * null: a page can hold fewer than `size` and more come still. `from` is the path of the folder it was in; `purgedAt` is
 * null where a legal hold is. FIL-8
 */
export async function listTrash(actor: Actor, workspaceId: string, { after }: ListTrashInput, size = 50) {
  const organizationId = actor.organization.id
  const cursor = readCursor(after, 'time')
  const beyond =
    cursor && sql`(${nodes.trashedAt}, ${nodes.id}) < (${String(cursor[0])}::timestamptz, ${cursor[1]}::uuid)`
  return reading(organizationId, async (tx) => {
    const looked = await latest(tx, organizationId, workspaceId, beyond ?? undefined)
    if (looked.length === 0) return { rows: [], next: null }
    const found = new Map(
      (await selectTrashed(tx, actor, idArray(looked.map(({ id }) => id)))).map((one) => [one.id, one]),
    )
    const seen = looked.flatMap(({ id }) => found.get(id) ?? [])
    const page = seen.slice(0, size)
    const ways = await readWaysSeen(tx, actor, [...new Set(page.flatMap(({ parentId }) => parentId ?? []))])
    const place = { organizationId, workspaceId }
    const term = await readTrashTerm(tx, place)
    const isHeld = (await countHolds(tx, place)) > 0
    const last = seen.length > size ? looked.find(({ id }) => id === page.at(-1)?.id) : looked[atOnce - 1]
    return {
      rows: page.map((node) => ({
        id: node.id,
        kind: node.kind,
        name: node.name,
        size: node.size,
        from: pathOf(ways.get(node.parentId ?? '') ?? []),
        trashedAt: node.trashedAt?.toISOString() ?? '',
        trashedBy: node.trashedBy ?? '',
        purgedAt: node.trashedAt && !isHeld ? purgedFrom(term, node.trashedAt).toISOString() : null,
        mayRestore: mayRestore(node),
      })),
      next: last ? writeCursor([last.key, last.id]) : null,
    }
  })
}
export type TrashRow = Awaited<ReturnType<typeof listTrash>>['rows'][number]
