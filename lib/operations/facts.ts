import { and, eq } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { workspaces } from '../../db/schema/workspaces'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { findTaskName } from './tasks'

const columns = {
  organizationId: operations.organizationId,
  id: operations.id,
  kind: operations.kind,
  workspaceId: operations.workspaceId,
  workspaceName: operations.workspaceName,
  workspaceCode: workspaces.code,
  accountId: operations.accountId,
  userId: operations.userId,
  state: operations.state,
  done: operations.done,
  total: operations.total,
  failures: operations.failures,
  reason: operations.reason,
  input: operations.input,
  isCancellable: operations.isCancellable,
  cancelAskedAt: operations.cancelAskedAt,
  fence: operations.fence,
  endedAt: operations.endedAt,
}

/** What the rules ask of how an operation stands. */
export const standing = (row: { readonly kind: string; readonly state: string; readonly endedAt: Date | null }) => ({
  hasEnded: row.endedAt !== null,
  hasFailed: row.state === 'failed',
  isKnown: findTaskName(row.kind) !== undefined,
})

/** An operation of the actor's organization, whoever may see it, locked for a change; undefined when there is none. */
export async function lockOperation(tx: Tx, actor: Actor, operationId: string) {
  const [row] = await tx
    .select(columns)
    .from(operations)
    .leftJoin(
      workspaces,
      and(eq(workspaces.organizationId, operations.organizationId), eq(workspaces.id, operations.workspaceId)),
    )
    .where(and(eq(operations.organizationId, actor.organization.id), eq(operations.id, operationId)))
    .for('no key update', { of: operations })
  if (!row) return undefined
  const { workspaceId, workspaceCode, workspaceName: name } = row
  return {
    ...row,
    /** As records name it; null once it is gone. */
    workspace: workspaceId && workspaceCode ? { id: workspaceId, code: workspaceCode, name } : null,
    ...standing(row),
  }
}
export type LockedOperation = NonNullable<Awaited<ReturnType<typeof lockOperation>>>
