import { sql } from 'drizzle-orm'
import type { copies } from '../../db/schema/copies'
import type { Change } from '../change'
import { demand } from '../change/failures'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import { idArray, lockFolder, selectNodes } from '../files/facts'
import { lockPaths } from '../files/locks'
import { readWay } from '../files/way'
import type { LockedOperation } from '../operations/facts'
import type { Actor } from '../rules/actor'
import { mayCopy, mayCopyInto } from '../rules/files'
import { sizeWords } from '../rules/size'
import { mayReserve } from '../rules/uploads'
import { lockStorage } from '../uploads/quota'
import type { Task } from '../worker/task'
import { type Copying, copyChosen, copyContents } from './contents'
import { sizeOf } from './facts'
import { newTally, type Tally, tallyWords } from './tally'
import { keepPairs, noteCopy, readCopy, readPairs } from './writes'

/** Files of a step, and folders looked into: few enough that nobody waits for it. */
const batch = 1_000
const folders = 200
// Lines of a step; where more is left out, they are counted.
const mostLines = 20

type Copy = typeof copies.$inferSelect

async function copyOf(tx: Tx, operation: LockedOperation): Promise<Copy> {
  const copy = await readCopy(tx, operation)
  if (!copy) throw new Error('A copy lost what it is to do before its end.')
  return copy
}

/** FIL-10: room for what is still to come, asked before the first file, and once more after it was given up. */
async function reserve(tx: Tx, actor: Actor, copy: Copy, room: number): Promise<void> {
  if (room <= copy.reserved) return
  const { organizationId, workspaceId, userId, operationId: id } = copy
  const storage = await lockStorage(tx, { organizationId, workspaceId }, userId)
  const isPartnerUser = actor.kind === 'user' && actor.user.partner !== null
  demand(mayReserve(room - copy.reserved, storage, { isPartnerUser }))
  await noteCopy(tx, { organizationId, id }, { reserved: room })
}

/** What was chosen, as far as it still may be copied there. */
async function placeChosen(
  context: Change,
  copy: Copy,
  copying: Copying,
  folder: Awaited<ReturnType<typeof lockFolder>>,
) {
  const { actor, tx } = context
  const above = new Set((await readWay(tx, copy.organizationId, folder.id)).map(({ id }) => id))
  const found = await selectNodes(tx, actor, idArray(copy.nodeIds))
  const chosen = copy.nodeIds.flatMap((id) => found.find((node) => node.id === id) ?? [])
  return copyChosen(
    context,
    copying,
    chosen.filter((node) => mayCopy(node).ok && !above.has(node.id)),
    folder,
  )
}

const words = (copy: Copy, tally: Tally) =>
  `${tallyWords(tally)} ${sizeWords(copy.copied + tally.bytes)} of ${sizeWords(copy.bytes)} are done.`

/**
 * CPM-8, CPM-9: copies what was chosen, and then folder by folder what is in it, a thousand files a step; who began it must
 * still be allowed to. What it makes stands with the note of how far it came.
 */
export const copyFiles: Task = {
  authority: 'user',
  async measure(tx, operation, actor) {
    const copy = await copyOf(tx, operation)
    const size = await sizeOf(tx, actor, await selectNodes(tx, actor, idArray(copy.nodeIds)), Number.POSITIVE_INFINITY)
    await noteCopy(tx, operation, { bytes: size.bytes })
    await reserve(tx, actor, copy, size.bytes)
    return size.things
  },
  async step(context, operation) {
    const { actor, tx, permit, progress } = context
    const { organizationId } = operation
    const copy = await copyOf(tx, operation)
    const folder = await lockFolder(tx, actor, copy.folderId)
    permit(mayCopyInto(folder, { isWithin: false, isElsewhere: folder.workspace.id !== copy.workspaceId }))
    await reserve(tx, actor, copy, copy.bytes - copy.copied)
    await lockPaths(tx, copy.workspaceId)
    const before = sql`(select o.created_at from operations o where o.organization_id = ${organizationId} and o.id = ${operation.id})`
    const to = { organizationId, workspaceId: copy.workspaceId, ownerUserId: copy.userId, before }
    const tally = newTally()
    const copying = { to, ifTaken: copy.ifTaken, tally }
    const taken = copy.isPlaced ? await readPairs(tx, operation, folders) : []
    failPoint('files.copy:before-files')
    const left = copy.isPlaced
      ? await copyContents(context, copying, taken, batch)
      : await placeChosen(context, copy, copying, folder)
    failPoint('files.copy:after-files')
    await keepPairs(tx, operation, taken, left)
    const copied = Math.min(copy.bytes, copy.copied + tally.bytes)
    await noteCopy(tx, operation, { isPlaced: true, copied, reserved: copy.bytes - copied })
    for (const { name, reason } of tally.leftOut.slice(0, mostLines))
      progress({ operationId: operation.id, done: 0, message: `Could not copy ${name}: ${reason}` })
    const isOver = left.length === 0 && (await readPairs(tx, operation, 1)).length === 0
    return { done: tally.things, isOver, message: words(copy, tally) }
  },
}
