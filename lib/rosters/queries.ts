import 'server-only'
import { and, asc, count, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { rosterLines, rosters } from '../../db/schema/rosters'
import { workspaces } from '../../db/schema/workspaces'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import type { Actor } from '../rules/actor'
import { mayApplyRoster } from '../rules/rosters'
import { rostersInScope } from '../scope'
import type { ListRosterLinesInput, outcomes } from './input'

const pageSize = 100
const newest = 20

const ofOperation = and(eq(operations.organizationId, rosters.organizationId), eq(operations.id, rosters.operationId))

const columns = {
  id: rosters.id,
  fileName: rosters.fileName,
  broughtBy: rosters.broughtBy,
  createdAt: rosters.createdAt,
  operationId: rosters.operationId,
  state: operations.state,
}

/** The newest twenty rosters in scope; `state` is their operation's, null before they are applied. */
export async function listRosters(actor: Actor) {
  const rows = await reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(rosters)
      .leftJoin(operations, ofOperation)
      .where(rostersInScope(actor))
      .orderBy(desc(rosters.createdAt), desc(rosters.id))
      .limit(newest),
  )
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}
export type RosterRow = Awaited<ReturnType<typeof listRosters>>[number]

const none = { create: 0, change: 0, same: 0, refused: 0 } satisfies Record<(typeof outcomes)[number], number>

// As long as what is left takes at the pace so far; null before anything is done.
const secondsLeft = sql<number | null>`(extract(epoch from now() - ${operations.startedAt})
  * (${operations.total} - ${operations.done}) / nullif(${operations.done}, 0))::int`

/** What a roster names and is not there yet: how many workspaces, and the first five by name. */
async function findNewWorkspaces(tx: Tx, organizationId: string, rosterId: string) {
  const rows = await tx
    .select({ name: sql<string>`min(${rosterLines.workspaceName})`, of: sql<number>`(count(*) over ())::int` })
    .from(rosterLines)
    .leftJoin(
      workspaces,
      and(
        eq(workspaces.organizationId, rosterLines.organizationId),
        eq(workspaces.nameKey, rosterLines.workspaceKey),
        isNull(workspaces.deletedAt),
      ),
    )
    .where(
      and(
        eq(rosterLines.organizationId, organizationId),
        eq(rosterLines.rosterId, rosterId),
        eq(rosterLines.outcome, 'create'),
        isNull(workspaces.id),
      ),
    )
    .groupBy(rosterLines.workspaceKey)
    .orderBy(asc(rosterLines.workspaceKey))
    .limit(5)
  return { count: rows[0]?.of ?? 0, first: rows.map((row) => row.name) }
}

/**
 * One roster in scope with how many lines come to what, how many of them are done, the workspaces it would make, and
 * the verdict; or null.
 */
export async function findRoster(actor: Actor, rosterId: string) {
  if (!idField.safeParse(rosterId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const [row] = await tx
      .select({ ...columns, reason: operations.reason, done: operations.done, total: operations.total, secondsLeft })
      .from(rosters)
      .leftJoin(operations, ofOperation)
      .where(and(rostersInScope(actor), eq(rosters.id, rosterId)))
    if (!row) return null
    const counted = await tx
      .select({ outcome: rosterLines.outcome, lines: count() })
      .from(rosterLines)
      .where(and(eq(rosterLines.organizationId, actor.organization.id), eq(rosterLines.rosterId, rosterId)))
      .groupBy(rosterLines.outcome)
    const counts = { ...none, ...Object.fromEntries(counted.map(({ outcome, lines }) => [outcome, lines])) }
    const facts = { isApplied: row.operationId !== null, changes: counts.create + counts.change }
    return {
      ...row,
      createdAt: row.createdAt.toISOString(),
      counts,
      newWorkspaces: await findNewWorkspaces(tx, actor.organization.id, rosterId),
      lines: counts.create + counts.change + counts.same + counts.refused,
      mayApply: mayApplyRoster(actor, facts),
    }
  })
}
export type RosterDetails = NonNullable<Awaited<ReturnType<typeof findRoster>>>

/** A page of the lines of a roster in scope, by their number; `next` and `previous` are numbers to go on from, or null. */
export async function listRosterLines(actor: Actor, rosterId: string, asked: ListRosterLinesInput, size = pageSize) {
  const { outcome, after, before } = asked
  const isBack = after === undefined && before !== undefined
  const found = await reading(actor.organization.id, (tx) =>
    tx
      .select({
        line: rosterLines.line,
        workspaceName: rosterLines.workspaceName,
        email: rosterLines.email,
        name: rosterLines.name,
        role: rosterLines.role,
        groups: rosterLines.groups,
        outcome: rosterLines.outcome,
        reason: rosterLines.reason,
        doneAt: rosterLines.doneAt,
      })
      .from(rosterLines)
      .innerJoin(
        rosters,
        and(eq(rosters.organizationId, rosterLines.organizationId), eq(rosters.id, rosterLines.rosterId)),
      )
      .where(
        and(
          rostersInScope(actor),
          eq(rosterLines.organizationId, actor.organization.id),
          eq(rosterLines.rosterId, rosterId),
          outcome === undefined ? undefined : eq(rosterLines.outcome, outcome),
          after === undefined ? undefined : gt(rosterLines.line, after),
          isBack ? lt(rosterLines.line, before) : undefined,
        ),
      )
      .orderBy(isBack ? desc(rosterLines.line) : asc(rosterLines.line))
      .limit(size + 1),
  )
  const hasMore = found.length > size
  const page = found.slice(0, size)
  // A page before a line is read backwards and turned round.
  if (isBack) page.reverse()
  return {
    rows: page.map(({ doneAt, ...row }) => ({ ...row, isDone: doneAt !== null })),
    next: isBack || hasMore ? (page.at(-1)?.line ?? null) : null,
    previous: (isBack ? hasMore : after !== undefined) ? (page[0]?.line ?? null) : null,
  }
}
export type RosterLineRow = Awaited<ReturnType<typeof listRosterLines>>['rows'][number]
