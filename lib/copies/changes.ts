import 'server-only'
import { sql } from 'drizzle-orm'
import { type Change, change } from '../change'
import { notFound } from '../change/failures'
import { lockFolder, type ReadNode, readNodes } from '../files/facts'
import { lockPaths } from '../files/locks'
import { longestBytes, readWay, type Step } from '../files/way'
import { startOperation } from '../operations/writes'
import { mayCopy, mayCopyInto, mayHavePath } from '../rules/files'
import { mayReserve } from '../rules/uploads'
import { lockStorage } from '../uploads/quota'
import { type Copying, copyChosen, copyContents } from './contents'
import { sizeOf } from './facts'
import { CopyNodes } from './input'
import { recordCopies } from './records'
import { newTally } from './tally'
import { insertCopy } from './writes'

/** Things that are copied while somebody waits; more of them are copied in the background. */
const atOnce = 1_000

// What is named of that which was not copied; the rest is counted.
const mostNamed = 20

/** CPM-4, CPM-7, FIL-1: whether each of these may be copied, and may stand there. */
async function permitCopies(
  { actor, tx, permit }: Change,
  chosen: readonly ReadNode[],
  folder: ReadNode,
  way: readonly Step[],
) {
  const above = new Set(way.map(({ id }) => id))
  for (const node of chosen) {
    permit(mayCopy(node))
    const isElsewhere = node.workspace.id !== folder.workspace.id
    permit(mayCopyInto(folder, { isWithin: above.has(node.id), isElsewhere }))
    permit(mayHavePath(await longestBytes(tx, actor.organization.id, way, node)))
  }
}

async function copyNow(context: Change, copying: Copying, chosen: readonly ReadNode[], folder: ReadNode) {
  await lockPaths(context.tx, folder.workspace.id)
  for (let left = await copyChosen(context, copying, chosen, folder); left.length > 0; )
    left = await copyContents(context, copying, left, atOnce)
}

/**
 * FIL-10, FIL-12, CPM-4, CPM-7, CPM-9: a few at once, and many in the background (CPM-8), whose operation is then answered.
 * It says what was left out, and why.
 */
export const copyNodes = change(CopyNodes, async (context, { nodeIds, folderId, ifTaken }) => {
  const { actor, tx, permit } = context
  if (actor.kind !== 'user') throw notFound()
  const organizationId = actor.organization.id
  const userId = actor.user.id
  const folder = await lockFolder(tx, actor, folderId)
  const chosen = await readNodes(tx, actor, [...new Set(nodeIds)])
  const way = await readWay(tx, organizationId, folder.id)
  await permitCopies(context, chosen, folder, way)
  const { workspace } = folder
  const size = await sizeOf(tx, actor, chosen, atOnce)
  if (size.things > atOnce) {
    const operationId = await startOperation(tx, actor, {
      kind: 'files.copy',
      workspace,
      input: {},
      isCancellable: true,
    })
    const ids = chosen.map(({ id }) => id)
    await insertCopy(tx, {
      organizationId,
      operationId,
      workspaceId: workspace.id,
      userId,
      folderId,
      nodeIds: ids,
      ifTaken,
    })
    await recordCopies(context, chosen, folder, way)
    return { operationId, copied: 0, skipped: 0, leftOut: [], moreLeftOut: 0 }
  }
  const storage = await lockStorage(tx, { organizationId, workspaceId: workspace.id }, userId)
  permit(mayReserve(size.bytes, storage, { isPartnerUser: actor.user.partner !== null }))
  const to = { organizationId, workspaceId: workspace.id, ownerUserId: userId, before: sql`now()` }
  const tally = newTally()
  await copyNow(context, { to, ifTaken, tally }, chosen, folder)
  await recordCopies(context, chosen, folder, way)
  const { copied, skipped, leftOut } = tally
  return {
    operationId: null,
    copied,
    skipped,
    leftOut: leftOut.slice(0, mostNamed),
    moreLeftOut: Math.max(0, leftOut.length - mostNamed),
  }
})
