import 'server-only'
import { type Change, change } from '../change'
import { Refused } from '../change/failures'
import { failPoint } from '../fail-points'
import { lockTree } from '../files/locks'
import { targetOf } from '../files/put-file'
import { pathOf, readWays } from '../files/way'
import { dueUpTo, mayPurge } from '../rules/trash'
import { readStanding, readTrashTerm } from './facts'
import { PurgeTrash } from './input'
import { type Doomed, type Forgotten, markDue, removeMarked, removeVersions } from './writes'

/** Rows a step removes: few enough that nobody waits for it. */
const batch = 500

type Workspace = Awaited<ReturnType<typeof readStanding>>

const waysOf = ({ actor, tx }: Change, found: readonly { readonly parent_id: string }[]) =>
  readWays(tx, actor.organization.id, [...new Set(found.map((one) => one.parent_id))])

async function recordPurged(context: Change, workspace: Workspace, marked: readonly Doomed[]) {
  const ways = await waysOf(context, marked)
  for (const { id, kind, name, parent_id, trashed_by } of marked)
    context.audit(`${kind}.purged`, {
      target: targetOf({ id, kind, name }),
      workspace,
      before: { in: pathOf(ways.get(parent_id) ?? []), deletedBy: trashed_by },
    })
}

async function recordVersions(context: Change, workspace: Workspace, gone: readonly Forgotten[]) {
  const ways = await waysOf(context, gone)
  for (const { id, name, parent_id, versions, size } of gone)
    context.audit('file.versions-purged', {
      target: targetOf({ id, kind: 'file', name }),
      workspace,
      before: { versions, size, in: pathOf(ways.get(parent_id) ?? []) },
    })
}

/**
 * FIL-8, FIL-9: a step of the purge of what is due in a workspace. What is due in the trash is marked first, which is when
 * it is gone for everybody; what is marked is then removed over as many steps as that takes. `isOver` says that nothing is
 * left. Rows go here; the bytes that nobody names any more are swept later.
 */
export const purgeTrash = change(PurgeTrash, async (context, { workspaceId }) => {
  const { actor, tx, permit, log } = context
  const place = { organizationId: actor.organization.id, workspaceId }
  const workspace = await readStanding(tx, actor, workspaceId)
  permit(mayPurge(actor, workspace))
  await lockTree(tx, workspaceId)
  failPoint('trash.purge:before-write')
  const removed = await removeMarked(tx, place, batch)
  if (removed > 0) log('trash-purged', { workspace, detail: `Purged rows of what was in the trash: ${removed}` })
  const upTo = dueUpTo(await readTrashTerm(tx, place), new Date())
  const left = upTo === null ? 0 : batch - removed
  const marked = upTo === null || left === 0 ? [] : await markDue(tx, place, upTo, left)
  await recordPurged(context, workspace, marked)
  const gone = upTo === null || left === 0 ? [] : await removeVersions(tx, place, upTo, left)
  await recordVersions(context, workspace, gone)
  if (removed + marked.length + gone.length === 0)
    throw new Refused({ ok: false, code: 'nothing-due', reason: 'Nothing in this trash is due.' })
  failPoint('trash.purge:after-write')
  return { isOver: removed < batch && marked.length === 0 && gone.length === 0 }
})
