import 'server-only'
import { type Cells, csvText, jsonText, type ReadPage } from '../export-text'
import type { Actor } from '../rules/actor'
import { type ActivityRow, listActivity } from './activity'
import type { LogFilterInput, LogName } from './input'
import { type AuditRow, listAudit } from './queries'
import type { KnownWorkspace } from './withhold'

const pageSize = 500

const code = (workspace: KnownWorkspace) => (workspace === 'withheld' ? '' : (workspace?.code ?? ''))
const name = (workspace: KnownWorkspace) => (workspace === 'withheld' ? 'another workspace' : (workspace?.name ?? ''))
const side = (row: AuditRow, of: 'before' | 'after') => {
  const pairs = row.values.flatMap((value) => (value[of] === null ? [] : [[value.field, JSON.parse(value[of])]]))
  return pairs.length === 0 ? null : Object.fromEntries(pairs)
}
const json = (value: unknown) => (value === null ? '' : JSON.stringify(value))

const changeCells = {
  record: (row: AuditRow) => row.seq,
  time: (row: AuditRow) => row.at,
  event: (row: AuditRow) => row.event,
  person: (row: AuditRow) => row.who?.name ?? '',
  email: (row: AuditRow) => row.who?.email ?? '',
  what: (row: AuditRow) => row.what,
  workspaceId: (row: AuditRow) => row.workspace?.code ?? '',
  workspace: (row: AuditRow) => row.workspace?.name ?? '',
  actingAs: (row: AuditRow) => row.actingAs.kind,
  actingInWorkspaceId: (row: AuditRow) => code(row.actingAs.workspace),
  actingInWorkspace: (row: AuditRow) => name(row.actingAs.workspace),
  target: (row: AuditRow) => row.target?.label ?? '',
  before: (row: AuditRow) => json(side(row, 'before')),
  after: (row: AuditRow) => json(side(row, 'after')),
  requestId: (row: AuditRow) => row.requestId,
  address: (row: AuditRow) => row.address,
  previousHash: (row: AuditRow) => row.previousHash,
  hash: (row: AuditRow) => row.hash,
} as const

const signInCells = {
  entry: (row: ActivityRow) => row.id,
  time: (row: ActivityRow) => row.at,
  event: (row: ActivityRow) => row.event,
  person: (row: ActivityRow) => row.who?.name ?? '',
  email: (row: ActivityRow) => row.who?.email ?? '',
  what: (row: ActivityRow) => row.what,
  workspace: (row: ActivityRow) => row.workspace ?? '',
  address: (row: ActivityRow) => row.address,
  client: (row: ActivityRow) => row.client,
  requestId: (row: ActivityRow) => row.requestId,
} as const

const changeAsJson = (row: AuditRow) => {
  const { values, isReadable, ...rest } = row
  return { ...rest, before: side(row, 'before'), after: side(row, 'after') }
}

const textOf = <Row>(
  read: ReadPage<Row, number>,
  format: 'csv' | 'json',
  cells: Cells<Row>,
  toJson: (row: Row) => unknown,
) => (format === 'csv' ? csvText(read, cells) : jsonText(read, toJson))

/** A log in the actor's scope as CSV or JSON, newest first, in flat memory. What was written while it runs is left out. */
export const exportLog = (actor: Actor, log: LogName, format: 'csv' | 'json', filter: LogFilterInput) =>
  log === 'changes'
    ? textOf((after) => listAudit(actor, { ...filter, after }, pageSize), format, changeCells, changeAsJson)
    : textOf(
        (after) => listActivity(actor, { ...filter, after }, pageSize),
        format,
        signInCells,
        (row) => row,
      )
