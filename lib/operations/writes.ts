import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { operationLines, operations } from '../../db/schema/operations'
import type { Change } from '../change'
import { endCopy } from '../copies/writes'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import { tell } from '../notices/writes'
import { enqueue } from '../queue'
import { type Actor, nameOf, partnerOf } from '../rules/actor'
import { type LockedOperation, lockOperation } from './facts'
import { endedNotices } from './notices'
import { type TaskName, titleOf } from './tasks'

/** What a new operation is about. `input` is what its task gets; it has to be JSON. */
export type NewOperation = {
  readonly kind: TaskName
  readonly workspace: { readonly id: string; readonly name: string } | null
  readonly input: Readonly<Record<string, string>>
  readonly isCancellable: boolean
}

type Queued = { readonly organizationId: string; readonly id: string; readonly kind: string }

/** The job of an operation: one, whatever was queued for it before. */
const queue = (tx: Tx, { organizationId, id, kind }: Queued) =>
  enqueue(tx, { task: kind, key: `operation:${id}`, payload: { organizationId, operationId: id } })

/** Starts background work inside a change: a row people see and a job the worker takes, both or neither. */
export async function startOperation(tx: Tx, actor: Actor, operation: NewOperation): Promise<string> {
  failPoint('operation.start:before-write')
  const id = crypto.randomUUID()
  const organizationId = actor.organization.id
  await tx.insert(operations).values({
    organizationId,
    id,
    kind: operation.kind,
    workspaceId: operation.workspace?.id ?? null,
    workspaceName: operation.workspace?.name ?? '',
    accountId: actor.kind === 'user' ? actor.person.id : null,
    userId: actor.kind === 'user' ? actor.user.id : null,
    partnerId: partnerOf(actor)?.id ?? null,
    startedBy: nameOf(actor),
    input: operation.input,
    isCancellable: operation.isCancellable,
  })
  await queue(tx, { organizationId, id, kind: operation.kind })
  failPoint('operation.start:after-write')
  return id
}

/**
 * Queues a failed operation, locked, once more; what it has done stays done. Its fence rises already here: whoever gave
 * it up, and still runs, would else hold the fence of an operation that goes on.
 */
export async function startAgain(tx: Tx, operation: LockedOperation): Promise<void> {
  const { organizationId, id, kind, fence } = operation
  await tx
    .update(operations)
    .set({ state: 'queued', reason: '', cancelAskedAt: null, endedAt: null, fence: fence + 1 })
    .where(and(eq(operations.organizationId, organizationId), eq(operations.id, id)))
  await queue(tx, { organizationId, id, kind })
}

/** How far an operation came in one step: `done` is added, `total` set, `message` becomes a line of its log. CPM-8 */
export type ProgressEntry = {
  readonly operationId: string
  readonly done: number
  readonly total?: number
  readonly message?: string | undefined
  /** What could not be done: a line each, before the message. */
  readonly failures?: readonly string[] | undefined
}

/** Keeps progress. The operation is locked by the change; throws when it does not run. */
export async function recordProgress(tx: Tx, actor: Actor, entry: ProgressEntry) {
  const { operationId, done, total, message, failures = [] } = entry
  const organizationId = actor.organization.id
  const running = await tx
    .update(operations)
    .set({
      done: sql`${operations.done} + ${done}`,
      total: sql`greatest(${total ?? operations.total}, ${operations.done} + ${done})`,
      failures: sql`${operations.failures} + ${failures.length}`,
    })
    .where(
      and(
        eq(operations.organizationId, organizationId),
        eq(operations.id, operationId),
        sql`${operations.startedAt} is not null`,
      ),
    )
    .returning({ id: operations.id })
  if (running.length === 0) throw new Error('Only an operation that runs makes progress.')
  const lines = message === undefined ? failures : [...failures, message]
  if (lines.length > 0)
    await tx.execute(sql`
      insert into ${operationLines} (organization_id, operation_id, line, message)
      select ${organizationId}::uuid, ${operationId}::uuid, l.last + m.place, m.message
      from (select coalesce(max(line), 0) as last from operation_lines
          where organization_id = ${organizationId} and operation_id = ${operationId}) l,
        jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb) with ordinality m(message, place)`)
}

type Recording = Pick<Change, 'actor' | 'tx' | 'audit'>

/** Ends a locked operation and records it in the chain; `reason` says why it did not end well. */
export async function endOperation(
  { actor, tx, audit }: Recording,
  operation: LockedOperation,
  state: 'done' | 'failed' | 'cancelled',
  reason: string,
): Promise<void> {
  failPoint('operation.end:before-write')
  const [after] = await tx
    .update(operations)
    .set({ state, reason, endedAt: sql`now()` })
    .where(and(eq(operations.organizationId, actor.organization.id), eq(operations.id, operation.id)))
    .returning({ state: operations.state, reason: operations.reason })
  if (operation.kind === 'files.copy') await endCopy(tx, operation, state === 'failed')
  audit('operation.ended', {
    target: { kind: 'operation', id: operation.id, label: titleOf(operation.kind, operation.workspaceName) },
    workspace: operation.workspace,
    before: { state: operation.state },
    after,
  })
  await tell(tx, actor, endedNotices(operation, state, reason))
  failPoint('operation.end:after-write')
}

/** Has a locked operation end before its next step, or at once while it waits, and records that. */
export async function cancel(context: Recording, operation: LockedOperation): Promise<void> {
  const { actor, tx, audit } = context
  await tx
    .update(operations)
    .set({ cancelAskedAt: sql`coalesce(${operations.cancelAskedAt}, now())` })
    .where(and(eq(operations.organizationId, actor.organization.id), eq(operations.id, operation.id)))
  audit('operation.cancelled', {
    target: { kind: 'operation', id: operation.id, label: titleOf(operation.kind, operation.workspaceName) },
    workspace: operation.workspace,
    before: { state: operation.state, done: operation.done, total: operation.total },
  })
  if (operation.state === 'queued') await endOperation(context, operation, 'cancelled', '')
}

/** Cancels what a user has under way and what can be taken back; gives how many those were. */
export async function cancelOperationsOf(context: Recording, userId: string): Promise<number> {
  const { actor, tx } = context
  const open = await tx
    .select({ id: operations.id })
    .from(operations)
    .where(
      and(
        eq(operations.organizationId, actor.organization.id),
        eq(operations.userId, userId),
        eq(operations.isCancellable, true),
        isNull(operations.endedAt),
        isNull(operations.cancelAskedAt),
      ),
    )
    .orderBy(asc(operations.id))
  for (const { id } of open) {
    const operation = await lockOperation(tx, actor, id)
    if (operation) await cancel(context, operation)
  }
  return open.length
}
