import 'server-only'
import { and, asc, count, desc, eq, gt } from 'drizzle-orm'
import { operations } from '../../db/schema/operations'
import { rosterLines, rosters } from '../../db/schema/rosters'
import { reading } from '../database/client'
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

/** One roster in scope with how many lines come to what, how many of them are done, and the verdict; or null. */
export async function findRoster(actor: Actor, rosterId: string) {
  if (!idField.safeParse(rosterId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const [row] = await tx
      .select({ ...columns, reason: operations.reason, done: operations.done, total: operations.total })
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
      lines: counts.create + counts.change + counts.same + counts.refused,
      mayApply: mayApplyRoster(actor, facts),
    }
  })
}
export type RosterDetails = NonNullable<Awaited<ReturnType<typeof findRoster>>>

/** A page of the lines of a roster in scope, by their number; `next` is the last one's number, or null at the end. */
export async function listRosterLines(actor: Actor, rosterId: string, { outcome, after }: ListRosterLinesInput) {
  const rows = await reading(actor.organization.id, (tx) =>
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
        ),
      )
      .orderBy(asc(rosterLines.line))
      .limit(pageSize + 1),
  )
  const page = rows.slice(0, pageSize)
  return {
    rows: page.map(({ doneAt, ...row }) => ({ ...row, isDone: doneAt !== null })),
    next: rows.length > pageSize ? (page.at(-1)?.line ?? null) : null,
  }
}
export type RosterLineRow = Awaited<ReturnType<typeof listRosterLines>>['rows'][number]
