import type { Change } from '../change'
import type { ReadNode } from '../files/facts'
import { targetOf } from '../files/put-file'
import { pathOf, readWays, type Step } from '../files/way'

/** SEC-2: what was chosen to be copied, each with where from and where to. */
export async function recordCopies(
  { actor, tx, audit }: Change,
  chosen: readonly ReadNode[],
  { workspace }: ReadNode,
  way: readonly Step[],
): Promise<void> {
  const parents = [...new Set(chosen.flatMap(({ parentId }) => parentId ?? []))]
  const from = await readWays(tx, actor.organization.id, parents)
  for (const node of chosen)
    audit(`${node.kind}.copied`, {
      target: targetOf(node),
      workspace,
      before: { in: pathOf(from.get(node.parentId ?? '') ?? []) },
      after: { in: pathOf(way) },
    })
}
