import 'server-only'
import { sql } from 'drizzle-orm'
import { reading, type Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { idArray, type ReadNode, selectNodes } from './facts'
import type { FindNodesInput } from './input'
import { fileNameKey } from './name'
import { withVerdicts } from './verdicts'
import { pathOf, readWaysSeen } from './way'

/** Of these, in their order, the first `most` that exist for the actor; or fewer. Looked at in larger and larger steps. */
async function firstSeen(tx: Tx, actor: Actor, ids: readonly string[], most: number): Promise<readonly ReadNode[]> {
  const seen: ReadNode[] = []
  for (let from = 0, many = most; from < ids.length && seen.length < most; from += many, many *= 2) {
    const some = ids.slice(from, from + many)
    const found = new Map((await selectNodes(tx, actor, idArray(some))).map((node) => [node.id, node]))
    seen.push(...some.flatMap((id) => found.get(id) ?? []))
  }
  return seen.slice(0, most)
}

/**
 * A page of what exists for the actor in a workspace and is called what is sought, by name. `after` where the next page
 * goes on, or null: a page can hold fewer than `size` and more come still, since names are looked at a thousand at a time.
 */
export async function listNodesFound(actor: Actor, workspaceId: string, { q, after }: FindNodesInput, size = 50) {
  const sought = fileNameKey(q)
  if (sought === '') return { rows: [], next: null }
  return reading(actor.organization.id, async (tx) => {
    const hits = await tx.execute<{ id: string }>(
      sql`select id from find_nodes(${workspaceId}::uuid, ${sought}, ${after ?? null}::uuid) as id`,
    )
    const ids = hits.map((hit) => hit.id)
    const seen = await firstSeen(tx, actor, ids, size + 1)
    const page = seen.slice(0, size)
    const ways = await readWaysSeen(
      tx,
      actor,
      page.map((node) => node.id),
    )
    const lastSeen = seen.length > size ? page.at(-1)?.id : undefined
    return {
      rows: page.map((node) => ({
        ...withVerdicts(node),
        id: node.id,
        name: node.name,
        path: pathOf(ways.get(node.id) ?? []),
        size: node.size,
        revision: node.revision,
        changedAt: node.changedAt.toISOString(),
      })),
      next: lastSeen ?? (ids.length === 1_000 ? (ids.at(-1) ?? null) : null),
    }
  })
}
