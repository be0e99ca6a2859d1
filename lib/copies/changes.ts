import 'server-only'
import { sql } from 'drizzle-orm'
import { type Change, change } from '../change'
import { notFound } from '../change/failures'
import { lockFolder, type ReadNode, readNodes } from '../files/facts'
import { lockPaths } from '../files/locks'
import { pathOf, readWay } from '../files/way'
import { startOperation } from '../operations/writes'
import { mayReserve } from '../rules/uploads'
import { lockStorage } from '../uploads/quota'
import { copyChosen, copyContents } from './contents'
import { mayPlace, sizeOf } from './facts'
import type { Copying, Into } from './files'
import { CopyNodes, type CopyNodesInput } from './input'
import { recordBegun, recordCopied } from './records'
import { newTally, tallyWords } from './tally'
import { insertCopy } from './writes'

/** Things that are copied while somebody waits; more of them are copied in the background. */
const atOnce = 1_000

/** CPM-8: what is to be done is kept, and a worker takes it from there. Gives the operation. */
async function copyLater(
  context: Change,
  chosen: readonly ReadNode[],
  into: Into,
  rest: { readonly userId: string; readonly ifTaken: CopyNodesInput['ifTaken'] },
) {
  const { actor, tx } = context
  const { workspace, id: folderId } = into.folder
  const operationId = await startOperation(tx, actor, { kind: 'files.copy', workspace, input: {}, isCancellable: true })
  await insertCopy(tx, {
    ...rest,
    organizationId: actor.organization.id,
    operationId,
    workspaceId: workspace.id,
    folderId,
    nodeIds: chosen.map(({ id }) => id),
    names: chosen.map(({ name }) => name),
  })
  await recordBegun(context, chosen, into)
  return operationId
}

async function copyNow(context: Change, copying: Copying, chosen: readonly ReadNode[], into: Into) {
  const { tx, log } = context
  await lockPaths(tx, copying.workspace.id)
  const { left, became } = await copyChosen(context, copying, chosen, into)
  for (let pairs = left; pairs.length > 0; ) pairs = await copyContents(context, copying, pairs, atOnce)
  if (copying.tally.copied > 0) return recordCopied(context, chosen, into, became)
  const detail = `Copied nothing to ${pathOf(into.way) || 'all files'}: ${tallyWords(copying.tally)}`
  log('copied-nothing', { detail, workspace: copying.workspace })
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
  const into = { folder, way: await readWay(tx, organizationId, folder.id) }
  for (const node of chosen) permit(await mayPlace(tx, actor, node, into))
  const { things } = await sizeOf(tx, actor, chosen, atOnce)
  if (things > atOnce) {
    const operationId = await copyLater(context, chosen, into, { userId, ifTaken })
    return { operationId, copied: 0, skipped: 0, leftOut: [] }
  }
  const { workspace } = folder
  const storage = await lockStorage(tx, { organizationId, workspaceId: workspace.id }, userId)
  const to = { organizationId, workspaceId: workspace.id, ownerUserId: userId, before: sql`now()` }
  const tally = newTally()
  await copyNow(context, { to, workspace, ifTaken, tally }, chosen, into)
  // What it takes is known when it stands: what is in it may have changed meanwhile, and what is left alone takes nothing.
  permit(mayReserve(tally.taken, storage, { isPartnerUser: actor.user.partner !== null }))
  const { copied, skipped, leftOut } = tally
  return { operationId: null, copied, skipped, leftOut }
})
