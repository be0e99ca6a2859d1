import { and, count, eq, inArray } from 'drizzle-orm'
import { rosterLines, rosters } from '../../db/schema/rosters'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { rostersInScope } from '../scope'

/** A roster inside the actor's scope, locked for a change, with how many of its lines change anything; or not found. */
export async function readRosterFacts(tx: Tx, actor: Actor, rosterId: string) {
  const [row] = await tx
    .select({ fileName: rosters.fileName, operationId: rosters.operationId })
    .from(rosters)
    .where(and(rostersInScope(actor), eq(rosters.id, rosterId)))
    .for('no key update')
  if (!row) throw notFound()
  const [counted] = await tx
    .select({ changes: count() })
    .from(rosterLines)
    .where(
      and(
        eq(rosterLines.organizationId, actor.organization.id),
        eq(rosterLines.rosterId, rosterId),
        inArray(rosterLines.outcome, ['create', 'change']),
      ),
    )
  return { fileName: row.fileName, isApplied: row.operationId !== null, changes: counted?.changes ?? 0 }
}
