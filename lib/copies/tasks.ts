import { sql } from 'drizzle-orm'
import type { copies } from '../../db/schema/copies'
import type { Change } from '../change'
import { demand, Refused } from '../change/failures'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import { idArray, lockFolder, type ReadNode, selectNodes } from '../files/facts'
import { lockPaths } from '../files/locks'
import { readWay } from '../files/way'
import type { LockedOperation } from '../operations/facts'
import { type Actor, partnerOf } from '../rules/actor'
import { mayCopyInto } from '../rules/files'
import { sizeWords } from '../rules/size'
import { mayReserve } from '../rules/uploads'
import { refuseIf } from '../rules/verdict'
import { lockStorage } from '../uploads/quota'
import type { Task } from '../worker/task'
import { copyChosen, copyContents, missing, missingDestination } from './contents'
import { mayPlace, sizeOf } from './facts'
import type { Copying, Into } from './files'
import { recordCopied } from './records'
import { leaveOut, newTally, tallyWords } from './tally'
import { daysKept, keepPairs, noteCopy, readCopy, readPairs } from './writes'

/** Things of a step, and folders looked into: few enough that nobody waits for it. */
const batch = 1_000
const folders = 200

type Copy = typeof copies.$inferSelect

async function copyOf(tx: Tx, operation: LockedOperation): Promise<Copy> {
  const copy = await readCopy(tx, operation)
  if (copy) return copy
  const reason = `It failed more than ${daysKept} days ago, and what was left of it is no longer kept. Copy it again.`
  throw new Refused({ ok: false, code: 'forgotten', reason })
}

/** The folder that it goes to, locked, and the way there; ends the copy with the reason where there is none. */
async function lockInto(tx: Tx, actor: Actor, { organizationId, folderId }: Copy): Promise<Into> {
  try {
    return { folder: await lockFolder(tx, actor, folderId), way: await readWay(tx, organizationId, folderId) }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Refused({ ok: false, code: 'no-destination', reason: missingDestination })
  }
}

/** CPM-8: those of what was chosen that may still be copied; the others are left out, and said. */
async function readChosen({ actor, tx }: Change, copy: Copy, { tally }: Copying, into: Into) {
  const found = new Map((await selectNodes(tx, actor, idArray(copy.nodeIds))).map((node) => [node.id, node]))
  const chosen: ReadNode[] = []
  for (const [index, id] of copy.nodeIds.entries()) {
    const node = found.get(id)
    const may = node ? await mayPlace(tx, actor, node, into) : refuseIf(true, 'not-found', missing)
    if (node && may.ok) chosen.push(node)
    else if (!may.ok) leaveOut(tally, copy.names[index] || 'Something that was chosen', may.reason)
  }
  return chosen
}

/** What was chosen, as far as it still may be copied there; where nothing may, the copy ends with the reason. */
async function placeChosen(context: Change, copy: Copy, copying: Copying, into: Into) {
  const chosen = await readChosen(context, copy, copying, into)
  const [first, ...others] = copying.tally.leftOut
  const more = others.length > 0 ? ` Nor can the others that were chosen be copied: ${others.length}.` : ''
  demand(refuseIf(chosen.length === 0, 'none-left', `${first?.name}: ${first?.reason}${more}`))
  const { left, became } = await copyChosen(context, copying, chosen, into)
  await recordCopied(context, chosen, into, became)
  return left
}

/**
 * CPM-8, CPM-9: copies what was chosen, and then folder by folder what is in it, a thousand things a step; who began it
 * must still be allowed to. What it makes stands with the note of how far it came.
 */
export const copyFiles: Task = {
  authority: 'user',
  async measure(tx, operation, actor) {
    const copy = await copyOf(tx, operation)
    const { things, bytes } = await sizeOf(
      tx,
      actor,
      await selectNodes(tx, actor, idArray(copy.nodeIds)),
      Number.POSITIVE_INFINITY,
    )
    const storage = await lockStorage(tx, copy, copy.userId)
    demand(mayReserve(bytes, storage, { isPartnerUser: partnerOf(actor) !== null }))
    await noteCopy(tx, operation, { bytes, reserved: bytes })
    return things
  },
  async step(context, operation) {
    const { actor, tx, permit } = context
    const { organizationId } = operation
    const copy = await copyOf(tx, operation)
    const { workspaceId, userId: ownerUserId, ifTaken } = copy
    const into = await lockInto(tx, actor, copy)
    const { workspace } = into.folder
    permit(mayCopyInto(into.folder, { isWithin: false, isElsewhere: workspace.id !== workspaceId }))
    const storage = await lockStorage(tx, copy, ownerUserId)
    await lockPaths(tx, workspaceId)
    const before = sql`(select o.created_at from operations o where o.organization_id = ${organizationId} and o.id = ${operation.id})`
    const tally = newTally()
    const copying = { to: { organizationId, workspaceId, ownerUserId, before }, workspace, ifTaken, tally }
    const taken = copy.isPlaced ? await readPairs(tx, operation, folders) : []
    failPoint('files.copy:before-files')
    const left = copy.isPlaced
      ? await copyContents(context, copying, taken, batch)
      : await placeChosen(context, copy, copying, into)
    failPoint('files.copy:after-files')
    await keepPairs(tx, operation, taken, left)
    // FIL-10: what was put there since it was counted, or given up when it failed, takes room that was not reserved.
    const copied = copy.copied + tally.bytes
    const bytes = Math.max(copy.bytes, copied)
    const reserved = bytes - copied
    const more = Math.max(0, tally.taken + reserved - copy.reserved)
    demand(mayReserve(more, storage, { isPartnerUser: partnerOf(actor) !== null }))
    await noteCopy(tx, operation, { isPlaced: true, bytes, copied, reserved })
    return {
      done: tally.things,
      failures: tally.leftOut.map(({ name, reason }) => `Could not copy ${name}: ${reason}`),
      isOver: left.length === 0 && (await readPairs(tx, operation, 1)).length === 0,
      message: `${tallyWords(tally)} ${sizeWords(copied)} of ${sizeWords(bytes)} are done.`,
    }
  },
}
