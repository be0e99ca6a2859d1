import { and, count, eq, isNull } from 'drizzle-orm'
import { legalHolds, workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { readLastChange, readPolicies } from '../policies/facts'
import { trashPolicies } from '../policies/policies'
import type { Actor } from '../rules/actor'
import type { TrashTerm } from '../rules/trash'
import { standingWorkspaces } from '../scope'

type Place = { readonly organizationId: string; readonly workspaceId: string }

/** POL-5: how long what is deleted or replaced is kept in a workspace. */
export async function readTrashTerm(tx: Tx, { organizationId, workspaceId }: Place): Promise<TrashTerm> {
  const { trashPeriod } = await readPolicies(tx, organizationId, workspaceId)
  const changedAt = await readLastChange(
    tx,
    organizationId,
    workspaceId,
    trashPolicies.map(({ key }) => key),
  )
  return { days: trashPeriod, changedAt }
}

/** How many legal holds are in a workspace. */
export async function countHolds(tx: Tx, { organizationId, workspaceId }: Place): Promise<number> {
  const [row] = await tx
    .select({ many: count() })
    .from(legalHolds)
    .where(
      and(
        eq(legalHolds.organizationId, organizationId),
        eq(legalHolds.workspaceId, workspaceId),
        isNull(legalHolds.liftedAt),
      ),
    )
  return row?.many ?? 0
}

/** A workspace that stands, or not found: one that was deleted has a purge of its own. */
export async function readStanding(tx: Tx, actor: Actor, workspaceId: string) {
  const [row] = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name })
    .from(workspaces)
    .where(and(standingWorkspaces(actor), eq(workspaces.id, workspaceId)))
  if (!row) throw notFound()
  return { ...row, legalHolds: await countHolds(tx, { organizationId: actor.organization.id, workspaceId }) }
}
