import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { rosters } from '../../db/schema/rosters'
import type { Call } from '../call'
import { change } from '../change'
import { Refused } from '../change/failures'
import { UnreadableCsv } from '../csv-decode'
import { startOperation } from '../operations/writes'
import { mayApplyRoster, mayImportRoster } from '../rules/rosters'
import { readRosterFacts } from './facts'
import { ApplyRoster, BringRoster } from './input'
import type { ReadLine } from './line'
import { planRoster } from './plan'
import { readRoster } from './read'
import { insertRoster, plannedLine, unreadLine } from './writes'

type Read = { readonly lines: readonly ReadLine[] } | { readonly error: UnreadableCsv }

/** Reading many lines takes long, and nobody should wait for it. */
async function prepare(_: Call, { bytes }: z.output<typeof BringRoster>): Promise<Read> {
  try {
    return { lines: await readRoster(bytes) }
  } catch (error) {
    if (error instanceof UnreadableCsv) return { error }
    throw error
  }
}

const unreadable = ({ line, reason }: UnreadableCsv) =>
  new Refused({
    ok: false,
    code: 'unreadable',
    reason: `Line ${line.toLocaleString('en')}: ${reason}`,
    fields: { file: `Line ${line.toLocaleString('en')}: ${reason}` },
  })

/** INV-7: checks a roster and keeps what is to come of each line. Nothing of it is applied yet. */
export const bringRoster = change(
  BringRoster,
  async ({ actor, tx, permit, audit }, { fileName }, read: Read | undefined) => {
    permit(mayImportRoster(actor))
    if (!read) throw new Error('A roster was not read.')
    if ('error' in read) throw unreadable(read.error)
    const organizationId = actor.organization.id
    const readable = read.lines.flatMap((line) => (line.ok ? [{ line: line.line, value: line.value }] : []))
    const lines = [
      ...read.lines.flatMap((line) => (line.ok ? [] : [unreadLine(line)])),
      ...(await planRoster(tx, organizationId, readable)).map(plannedLine),
    ]
    const person = actor.kind === 'user' ? actor.person : { id: null, name: 'Atrium' }
    const roster = { accountId: person.id, broughtBy: person.name, fileName }
    const rosterId = await insertRoster(tx, organizationId, roster, lines)
    audit('roster.brought', {
      target: { kind: 'roster', id: rosterId, label: fileName },
      after: { lines: lines.length, refused: lines.filter((line) => line.outcome === 'refused').length },
    })
    return { rosterId }
  },
  { prepare },
)

/** INV-7: has a roster carried out in the background, on the authority of who asks. */
export const applyRoster = change(ApplyRoster, async ({ actor, tx, permit, audit }, { rosterId }) => {
  const roster = await readRosterFacts(tx, actor, rosterId)
  permit(mayApplyRoster(actor, roster))
  const operationId = await startOperation(tx, actor, {
    kind: 'roster.import',
    workspace: null,
    input: { rosterId },
    isCancellable: true,
  })
  await tx
    .update(rosters)
    .set({ operationId })
    .where(and(eq(rosters.organizationId, actor.organization.id), eq(rosters.id, rosterId)))
  audit('roster.applied', {
    target: { kind: 'roster', id: rosterId, label: roster.fileName },
    after: { changes: roster.changes },
  })
  return { operationId }
})
