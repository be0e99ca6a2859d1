import 'server-only'
import { and, eq } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { change } from '../change'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { type Actor, nameOf } from '../rules/actor'
import { mayCancelOperation, mayRetryOperation } from '../rules/operations'
import { operationsInScope } from '../scope'
import { lockOperation } from './facts'
import { CancelOperation, RetryOperation } from './input'
import { titleOf } from './tasks'
import { cancel, startAgain } from './writes'

/** One operation inside the actor's scope, locked for a change; or not found. */
async function lockInScope(tx: Tx, actor: Actor, operationId: string) {
  const seen = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(and(operationsInScope(actor), eq(operations.id, operationId)))
  if (seen.length === 0) throw notFound()
  const operation = await lockOperation(tx, actor, operationId)
  if (!operation) throw notFound()
  return operation
}

/** One that waits ends at once, one that runs before its next step. What it has done by then stays. */
export const cancelOperation = change(CancelOperation, async (context, { operationId }) => {
  const { actor, tx, permit } = context
  const operation = await lockInScope(tx, actor, operationId)
  permit(mayCancelOperation(actor, operation))
  await cancel(context, operation)
  return { hasEnded: operation.state === 'queued' }
})

/**
 * One that failed is queued again, the same operation with the same log, on the authority it was started with. Whoever
 * asks for one that was asked for meanwhile is told that it has not ended.
 */
export const retryOperation = change(
  RetryOperation,
  async ({ actor, tx, permit, audit, progress }, { operationId }) => {
    const operation = await lockInScope(tx, actor, operationId)
    permit(mayRetryOperation(actor, operation))
    await startAgain(tx, operation)
    progress({ operationId, done: 0, message: `${nameOf(actor)} asked to try again.` })
    audit('operation.retried', {
      target: { kind: 'operation', id: operationId, label: titleOf(operation.kind, operation.workspaceName) },
      workspace: operation.workspace,
      before: { state: operation.state, reason: operation.reason, done: operation.done, total: operation.total },
    })
  },
)
