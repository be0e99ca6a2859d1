import 'server-only'
import { and, asc, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { copies } from '../../db/schema/copies'
import { operationLines, operations } from '../../db/schema/operations'
import { type Cursor, readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayCancelOperation, mayRetryOperation } from '../rules/operations'
import { operationsInScope } from '../scope'
import { standing } from './facts'
import type { ListOperationsInput } from './input'
import { titleOf } from './tasks'

const pageSize = 50
const newestLines = 500

const columns = {
  id: operations.id,
  kind: operations.kind,
  workspaceId: operations.workspaceId,
  workspaceName: operations.workspaceName,
  userId: operations.userId,
  startedBy: operations.startedBy,
  state: operations.state,
  done: operations.done,
  total: operations.total,
  failures: operations.failures,
  copied: copies.copied,
  toCopy: copies.bytes,
  reason: operations.reason,
  isCancellable: operations.isCancellable,
  cancelAskedAt: operations.cancelAskedAt,
  createdAt: operations.createdAt,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  createdKey: sql<string>`${operations.createdAt}::text`,
  startedAt: operations.startedAt,
  endedAt: operations.endedAt,
}

type Row = Awaited<ReturnType<typeof selectRows>>[number]

const selectRows = (actor: Actor, condition: SQL | undefined, order: SQL[], limit: number) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(operations)
      .leftJoin(
        copies,
        and(eq(copies.organizationId, operations.organizationId), eq(copies.operationId, operations.id)),
      )
      .where(and(operationsInScope(actor), condition))
      .orderBy(...order)
      .limit(limit),
  )

/** Whether the acting user may know the name of the workspace an operation is about. */
const seesWorkspace = (actor: Actor, workspaceId: string | null) =>
  actor.isOrganizationAdmin || (actor.kind === 'user' && actor.user.workspace.id === workspaceId)

/**
 * One operation with what this actor may do to it. `title` says what it does, `done` of `total` how far it is (`total`
 * 0: not counted yet), `bytes` likewise where some are copied, `failures` how much of it could not be done, `reason` why it did not end well; times are ISO 8601
 * in UTC or null.
 */
function withVerdicts(actor: Actor, row: Row) {
  const facts = { ...row, ...standing(row) }
  const workspaceName = seesWorkspace(actor, row.workspaceId) && row.workspaceName ? row.workspaceName : null
  return {
    id: row.id,
    kind: row.kind,
    title: titleOf(row.kind, workspaceName),
    workspaceName,
    startedBy: row.startedBy,
    state: row.state,
    done: row.done,
    total: row.total,
    failures: row.failures,
    bytes: row.toCopy === null ? null : { done: row.copied ?? 0, total: row.toCopy },
    reason: row.reason,
    isCancelAsked: row.cancelAskedAt !== null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    mayCancel: mayCancelOperation(actor, facts),
    mayRetry: mayRetryOperation(actor, facts),
  }
}
export type OperationRow = ReturnType<typeof withVerdicts>

const stateIs = (state: ListOperationsInput['state']): SQL | undefined => {
  if (state === 'all') return undefined
  return state === 'open' ? isNull(operations.endedAt) : isNotNull(operations.endedAt)
}

const beyond = (cursor: Cursor | null, isDown: boolean): SQL | undefined =>
  cursor
    ? sql`(${operations.createdAt}, ${operations.id}) ${isDown ? sql`<` : sql`>`} (${String(cursor[0])}::timestamptz, ${cursor[1]}::uuid)`
    : undefined

/** A page of operations in scope, newest first, 50 rows, by key: `next` and `previous` are cursors or null. */
export async function listOperations(actor: Actor, { state, workspaceId, after, before }: ListOperationsInput) {
  const back = after ? null : readCursor(before, 'time')
  const cursor = back ?? readCursor(after, 'time')
  const direction = back ? asc : desc
  const condition = and(
    stateIs(state),
    workspaceId ? eq(operations.workspaceId, workspaceId) : undefined,
    beyond(cursor, !back),
  )
  const order = [direction(operations.createdAt), direction(operations.id)]
  const found = await selectRows(actor, condition, order, pageSize + 1)
  const hasMore = found.length > pageSize
  const page = found.slice(0, pageSize)
  // A page before a cursor is read backwards and turned round.
  if (back) page.reverse()
  const keyOf = (row: Row | undefined) => (row ? writeCursor([row.createdKey, row.id]) : null)
  return {
    rows: page.map((row) => withVerdicts(actor, row)),
    next: back || hasMore ? keyOf(page.at(-1)) : null,
    previous: (back ? hasMore : cursor !== null) ? keyOf(page[0]) : null,
  }
}

/** One operation in the actor's scope with the newest 500 lines of its log, oldest first; or null. */
export async function findOperation(actor: Actor, operationId: string) {
  const [row] = await selectRows(actor, eq(operations.id, operationId), [asc(operations.id)], 1)
  if (!row) return null
  const lines = await reading(actor.organization.id, (tx) =>
    tx
      .select({ line: operationLines.line, at: operationLines.at, message: operationLines.message })
      .from(operationLines)
      .where(and(eq(operationLines.organizationId, actor.organization.id), eq(operationLines.operationId, operationId)))
      .orderBy(desc(operationLines.line))
      .limit(newestLines),
  )
  return {
    ...withVerdicts(actor, row),
    lines: lines.reverse().map(({ line, at, message }) => ({ line, at: at.toISOString(), message })),
  }
}
export type OperationDetails = NonNullable<Awaited<ReturnType<typeof findOperation>>>
