import 'server-only'
import { sql } from 'drizzle-orm'
import { readCursor } from '../cursor'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { hasWorkspace } from '../workspaces/facts'
import { selectNodes } from './facts'
import type { FindNodesInput } from './input'
import { fileNameKey } from './name'
import { type Listed, readSeen } from './seen'
import { withVerdicts } from './verdicts'
import { pathOf, readWaysSeen } from './way'

/**
 * A page of what exists for the actor in a workspace in scope and is called what is sought, by name; null for any other
 * workspace. `next` is a cursor or null.
 */
export async function listNodesFound(actor: Actor, workspaceId: string, { q, after }: FindNodesInput, size = 50) {
  const sought = fileNameKey(q)
  const place = readCursor(after, 'text')
  if (actor.kind !== 'user') return null
  return reading(actor.organization.id, async (tx) => {
    if (!(await hasWorkspace(tx, actor, workspaceId))) return null
    if (sought === '') return { rows: [], next: null }
    const { rows, next } = await readSeen(actor, size, {
      list: (whose, most) =>
        tx.execute<Listed>(sql`select node_id as id, key from find_nodes(${workspaceId}::uuid,
          ${whose === 'own' ? actor.user.id : null}::uuid, ${sought}, ${place?.[0] ?? null}::text,
          ${place?.[1] ?? null}::uuid, ${most}::int)`),
      read: (ids) => selectNodes(tx, actor, ids),
    })
    const ways = await readWaysSeen(
      tx,
      actor,
      rows.map((node) => node.id),
    )
    return {
      rows: rows.map((node) => ({
        ...withVerdicts(node),
        id: node.id,
        name: node.name,
        path: pathOf(ways.get(node.id) ?? []),
        size: node.size,
        revision: node.revision,
        changedAt: node.changedAt.toISOString(),
      })),
      next,
    }
  })
}
