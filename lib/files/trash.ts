import 'server-only'
import { and, desc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import { readCursor } from '../cursor'
import { reading, type Tx } from '../database/client'
import { countHolds, readTrashTerm } from '../purge/facts'
import type { Actor } from '../rules/actor'
import { mayRestore } from '../rules/files'
import { maskOf } from '../rules/levels'
import { purgedFrom } from '../rules/trash'
import { hasWorkspace } from '../workspaces/facts'
import { selectTrashed } from './facts'
import type { ListTrashInput } from './input'
import { readSeen } from './seen'
import { pathOf, readWaysSeen } from './way'

const trashedKey = sql<string>`${nodes.trashedAt}::text`

/** What was trashed last in a workspace, at most so many beyond a place, whoever may restore it. */
const selectLatest = (tx: Tx, organizationId: string, workspaceId: string, most: number, condition: SQL | undefined) =>
  tx
    .select({ id: nodes.id, key: trashedKey })
    .from(nodes)
    .where(
      and(
        eq(nodes.organizationId, organizationId),
        eq(nodes.workspaceId, workspaceId),
        isNotNull(nodes.trashedAt),
        eq(nodes.isPurged, false),
        condition,
      ),
    )
    .orderBy(desc(nodes.trashedAt), desc(nodes.id))
    .limit(most)

/** It was in a folder in which a user has Full, wherever that is now. */
const wasWithin = (organizationId: string, workspaceId: string, userId: string) =>
  sql`${nodes.parentId} in (select f.folder_id from folders_reached(${organizationId}::uuid, ${userId}::uuid,
    ${workspaceId}::uuid, true) f where f.mask & ${maskOf.full}::int = ${maskOf.full}::int)`

/**
 * A page of what is in the trash of a workspace in scope and this actor may see there, the latest first; null for any other
 * workspace. `next` is a cursor or null. `from` is the path of the folder it was in; `purgedAt` is null where a legal hold
 * is. FIL-8
 */
export async function listTrash(actor: Actor, workspaceId: string, { after }: ListTrashInput, size = 50) {
  const organizationId = actor.organization.id
  const cursor = readCursor(after, 'time')
  const beyond = cursor
    ? sql`(${nodes.trashedAt}, ${nodes.id}) < (${String(cursor[0])}::timestamptz, ${cursor[1]}::uuid)`
    : undefined
  if (actor.kind !== 'user') return null
  return reading(organizationId, async (tx) => {
    if (!(await hasWorkspace(tx, actor, workspaceId))) return null
    const { rows, next } = await readSeen(actor, size, {
      list: (whose, most) => {
        const within = whose === 'own' ? wasWithin(organizationId, workspaceId, actor.user.id) : undefined
        return selectLatest(tx, organizationId, workspaceId, most, and(within, beyond))
      },
      read: (ids) => selectTrashed(tx, actor, ids),
    })
    if (rows.length === 0) return { rows: [], next: null }
    const ways = await readWaysSeen(tx, actor, [...new Set(rows.flatMap(({ parentId }) => parentId ?? []))])
    const place = { organizationId, workspaceId }
    const term = await readTrashTerm(tx, place)
    const isHeld = (await countHolds(tx, place)) > 0
    return {
      rows: rows.map((node) => ({
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
      next,
    }
  })
}
export type TrashRow = NonNullable<Awaited<ReturnType<typeof listTrash>>>['rows'][number]
