import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { legalHolds, workspaces } from '../../db/schema/workspaces'
import { Refused } from '../change/failures'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import type { LockedOperation } from '../operations/facts'
import type { Place } from '../registry/kind'
import { purgedKinds } from '../registry/kinds'
import type { Task } from '../worker/task'
import { tellOfDeletion } from './notices'
import { removeWorkspace } from './writes'

/** Rows a step removes of one kind: short enough that nobody waits for it. */
const batch = 500

function placeOf({ organizationId, workspaceId }: LockedOperation): Place {
  if (!workspaceId) throw new Error('A purge lost its workspace before its end.')
  return { organizationId, workspaceId }
}

async function countAll(tx: Tx, operation: LockedOperation): Promise<number> {
  const place = placeOf(operation)
  let sum = 1 // the workspace itself
  for (const { count } of purgedKinds) sum += await count(tx, place)
  return sum
}

/** WSP-9 holds to the end: a workspace that is not deleted, or is under hold, is not touched. */
async function demandPurgeable(tx: Tx, { organizationId, workspaceId }: Place) {
  const [deleted] = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name, description: workspaces.description })
    .from(workspaces)
    .where(
      and(
        eq(workspaces.organizationId, organizationId),
        eq(workspaces.id, workspaceId),
        isNotNull(workspaces.deletedAt),
      ),
    )
  if (!deleted) throw new Refused({ ok: false, code: 'not-deleted', reason: 'This workspace has not been deleted.' })
  const holds = await tx
    .select({ id: legalHolds.id })
    .from(legalHolds)
    .where(
      and(
        eq(legalHolds.organizationId, organizationId),
        eq(legalHolds.workspaceId, workspaceId),
        isNull(legalHolds.liftedAt),
      ),
    )
    .limit(1)
  if (holds.length > 0)
    throw new Refused({ ok: false, code: 'legal-hold', reason: 'A legal hold is in this workspace.' })
  return deleted
}

/** WSP-5, WSP-7, WSP-8: removes what a deleted workspace holds, kind by kind, and then the workspace itself. */
export const purgeWorkspace: Task = {
  authority: 'system',
  measure: countAll,
  async step({ actor, tx, audit }, operation) {
    const place = placeOf(operation)
    const workspace = await demandPurgeable(tx, place)
    for (const { kind, label, purge } of purgedKinds) {
      failPoint(`workspace.purge:before-${kind}`)
      if (kind === 'users') await tellOfDeletion({ actor, tx }, workspace, batch, operation.accountId)
      const gone = await purge(tx, place, batch)
      failPoint(`workspace.purge:after-${kind}`)
      if (gone > 0) return { done: gone, isOver: false, message: `Removed ${gone} ${label[gone === 1 ? 0 : 1]}.` }
    }
    failPoint('workspace.purge:before-workspace')
    await removeWorkspace(tx, place)
    audit('workspace.purged', {
      target: { kind: 'workspace', id: workspace.id, label: workspace.name },
      workspace,
      before: { name: workspace.name, description: workspace.description },
    })
    failPoint('workspace.purge:after-workspace')
    return { done: 1, isOver: true, message: 'Removed the workspace.' }
  },
}
