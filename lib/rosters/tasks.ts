import { and, asc, count, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { rosterLines, rosters } from '../../db/schema/rosters'
import type { Tx } from '../database/client'
import { failPoint } from '../fail-points'
import type { LockedOperation } from '../operations/facts'
import { mayImportRoster } from '../rules/rosters'
import type { Task } from '../worker/task'
import { RosterLine } from './line'
import { planRoster } from './plan'
import { carryOut, endLines } from './writes'

/** Lines of a step: few enough that nobody waits for it. */
const batch = 250

const Input = z.object({ rosterId: z.guid() })

const open = ({ organizationId, input }: LockedOperation) =>
  and(
    eq(rosterLines.organizationId, organizationId),
    eq(rosterLines.rosterId, Input.parse(input).rosterId),
    isNull(rosterLines.doneAt),
  )

async function countOpen(tx: Tx, operation: LockedOperation): Promise<number> {
  const [row] = await tx.select({ open: count() }).from(rosterLines).where(open(operation))
  return row?.open ?? 0
}

async function readOpen(tx: Tx, operation: LockedOperation) {
  const rows = await tx.select().from(rosterLines).where(open(operation)).orderBy(asc(rosterLines.line)).limit(batch)
  const [roster] = await tx
    .select({ createdAt: rosters.createdAt })
    .from(rosters)
    .where(
      and(eq(rosters.organizationId, operation.organizationId), eq(rosters.id, Input.parse(operation.input).rosterId)),
    )
  return { rows, broughtAt: roster?.createdAt ?? new Date() }
}

type Row = Awaited<ReturnType<typeof readOpen>>['rows'][number]

const lineOf = ({ workspaceName, groups, ...row }: Row) => ({
  line: row.line,
  value: RosterLine.parse({ ...row, workspace: workspaceName, groups: groups.join(';') }),
})

/** INV-7: works off a roster line by line, as it stands at that moment; who brought it must still be allowed to. */
export const importRoster: Task = {
  authority: 'user',
  measure: countOpen,
  async step(context, operation) {
    const { actor, tx, permit } = context
    permit(mayImportRoster(actor))
    const { rosterId } = Input.parse(operation.input)
    const { rows, broughtAt } = await readOpen(tx, operation)
    const planned = await planRoster(tx, operation.organizationId, rows.map(lineOf))
    failPoint('roster.import:before-lines')
    await carryOut(context, planned, broughtAt)
    if (planned.length > 0) await endLines(tx, operation.organizationId, rosterId, planned)
    failPoint('roster.import:after-lines')
    const isOver = rows.length < batch
    const last = rows.at(-1)?.line
    return { done: rows.length, isOver, message: last === undefined ? 'Nothing is left.' : `Came to line ${last}.` }
  },
}
