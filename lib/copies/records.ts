import type { Change } from '../change'
import type { ReadNode } from '../files/facts'
import { targetOf } from '../files/put-file'
import { pathOf, readWays } from '../files/way'
import type { Into, Placed } from './files'

type Named = { readonly node: ReadNode; readonly name?: string }

async function record(
  { actor, tx, audit }: Change,
  what: 'copied' | 'copy-begun',
  things: readonly Named[],
  { folder, way }: Into,
) {
  const parents = [...new Set(things.flatMap(({ node }) => node.parentId ?? []))]
  const from = await readWays(tx, actor.organization.id, parents)
  for (const { node, ...as } of things)
    audit(`${node.kind}.${what}`, {
      target: targetOf(node),
      workspace: folder.workspace,
      before: { in: pathOf(from.get(node.parentId ?? '') ?? []) },
      after: { in: pathOf(way), ...as },
    })
}

/** SEC-2: what was chosen to be copied in the background, each with where from and where to. */
export const recordBegun = (context: Change, chosen: readonly ReadNode[], into: Into) =>
  record(
    context,
    'copy-begun',
    chosen.map((node) => ({ node })),
    into,
  )

/** SEC-2: what of it stands where it was to go, and under which name. */
export const recordCopied = (
  context: Change,
  chosen: readonly ReadNode[],
  into: Into,
  became: ReadonlyMap<string, Placed | null>,
) => {
  const placed = chosen.flatMap((node) => {
    const one = became.get(node.id)
    return one && 'name' in one ? [{ node, name: one.name }] : []
  })
  return record(context, 'copied', placed, into)
}
