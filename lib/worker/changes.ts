import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { change } from '../change'
import { notFound, Refused } from '../change/failures'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import { type LockedOperation, lockOperation } from '../operations/facts'
import { findTaskName } from '../operations/tasks'
import { endOperation } from '../operations/writes'
import type { Actor } from '../rules/actor'
import { mayTakeStep, mayTakeUpOperation } from '../rules/operations'
import { FailOperation, TakeStep, TakeUpOperation } from './input'
import { Superseded } from './superseded'
import type { Stepped } from './task'
import { tasks } from './tasks'

/** A stopped process keeps its connection, and with it its locks: the database then ends the transaction. */
const limitStandstill = (tx: Tx, patience: number) =>
  tx.execute(sql`select set_config('idle_in_transaction_session_timeout', ${String(patience)}, true)`)

function taskOf(operation: LockedOperation) {
  const name = findTaskName(operation.kind)
  if (!name) throw new Error('This version of Atrium does not know this kind of work.')
  return tasks[name]
}

function beginning({ state, fence }: LockedOperation): string {
  if (state !== 'queued') return 'Taken up again after an interruption.'
  return fence === 0 ? 'Started.' : 'Started again.'
}

/** The operation, locked, while `fence` is still its own. Throws `Superseded` when somebody else has taken it up. */
async function lockUnderFence(tx: Tx, actor: Actor, operationId: string, fence: number): Promise<LockedOperation> {
  const operation = await lockOperation(tx, actor, operationId)
  if (!operation || operation.hasEnded || operation.fence !== fence) throw new Superseded()
  return operation
}

/**
 * Takes an operation up and raises its fence, so that whoever had it before writes nothing more. Answers the fence
 * and on whose authority its steps run; refuses with `ended` or `not-found` when there is nothing left to do.
 */
export const takeUpOperation = change(TakeUpOperation, async ({ actor, tx, permit, progress }, input) => {
  permit(mayTakeUpOperation(actor))
  await limitStandstill(tx, input.patience)
  const { operationId } = input
  const operation = await lockOperation(tx, actor, operationId)
  if (!operation) throw notFound()
  if (operation.hasEnded) throw new Refused({ ok: false, code: 'ended', reason: 'It has ended already.' })
  failPoint('operation.claim:before-write')
  const { authority } = taskOf(operation)
  const fence = operation.fence + 1
  await tx
    .update(operations)
    .set({
      fence,
      state: 'running',
      startedAt: sql`coalesce(${operations.startedAt}, now())`,
    })
    .where(and(eq(operations.organizationId, actor.organization.id), eq(operations.id, operationId)))
  progress({ operationId, done: 0, message: beginning(operation) })
  failPoint('operation.claim:after-write')
  return { fence, authority, userId: operation.userId }
})

/**
 * One step of an operation under its fence: the first counts what there is to do, the others do it. Ends it when that
 * was the last, or when somebody asked for it. Throws `Superseded`.
 */
export const takeStep = change(TakeStep, async (context, { operationId, fence, patience }) => {
  const { actor, tx, permit, progress } = context
  await limitStandstill(tx, patience)
  const operation = await lockUnderFence(tx, actor, operationId, fence)
  permit(mayTakeStep(actor, operation))
  if (operation.isCancellable && operation.cancelAskedAt) {
    await endOperation(context, operation, 'cancelled', '')
    return { isOver: true }
  }
  failPoint('operation.step:before-write')
  const task = taskOf(operation)
  const isCounted = operation.total > 0
  const { isOver, ...came }: Stepped & { readonly total?: number } = isCounted
    ? await task.step(context, operation)
    : { isOver: false, done: 0, total: Math.max(1, await task.measure(tx, operation, actor)) }
  const failures = operation.failures + (came.failures?.length ?? 0)
  if (isOver) await endOperation(context, { ...operation, failures }, 'done', '')
  progress({ operationId, ...came })
  failPoint('operation.step:after-write')
  return { isOver }
})

/** Ends an operation that cannot go on, with the reason people read. Throws `Superseded`. */
export const failOperation = change(FailOperation, async (context, { operationId, fence, reason }) => {
  const { actor, tx, permit } = context
  permit(mayTakeUpOperation(actor))
  const operation = await lockUnderFence(tx, actor, operationId, fence)
  await endOperation(context, operation, 'failed', reason)
})
