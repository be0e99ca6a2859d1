import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { change } from '../change'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayCancelOperation } from '../rules/operations'
import { operationsInScope } from '../scope'
import { lockOperation } from './facts'
import { CancelOperation } from './input'
import { titleOf } from './tasks'
import { endOperation } from './writes'

async function demandInScope(tx: Tx, actor: Actor, operationId: string) {
  const seen = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(and(operationsInScope(actor), eq(operations.id, operationId)))
  if (seen.length === 0) throw notFound()
}

/** One that waits ends at once, one that runs before its next step. What it has done by then stays. */
export const cancelOperation = change(CancelOperation, async (context, { operationId }) => {
  const { actor, tx, permit, audit } = context
  await demandInScope(tx, actor, operationId)
  const operation = await lockOperation(tx, actor, operationId)
  if (!operation) throw notFound()
  permit(mayCancelOperation(actor, operation))
  await tx
    .update(operations)
    .set({ cancelAskedAt: sql`coalesce(${operations.cancelAskedAt}, now())` })
    .where(and(eq(operations.organizationId, actor.organization.id), eq(operations.id, operationId)))
  audit('operation.cancelled', {
    target: { kind: 'operation', id: operationId, label: titleOf(operation.kind, operation.workspaceName) },
    workspace: operation.workspace,
    before: { state: operation.state, done: operation.done, total: operation.total },
  })
  if (operation.state === 'queued') await endOperation(context, operation, 'cancelled', '')
  return { hasEnded: operation.state === 'queued' }
})
