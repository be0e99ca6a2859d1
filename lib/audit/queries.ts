import 'server-only'
import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { auditRecords } from '../../db/schema/audit'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { auditInScope } from '../scope'
import { type AuditBody, readBody } from './body'
import { compareValues } from './compare'
import type { ListLogInput } from './input'
import { foundInLog, pageOf } from './places'
import { sentenceFor } from './sentences'
import { knownWorkspace, withhold } from './withhold'

const columns = {
  seq: auditRecords.seq,
  at: auditRecords.at,
  event: auditRecords.event,
  body: auditRecords.body,
  previousHash: auditRecords.previousHash,
  hash: auditRecords.hash,
}
type Row = Pick<typeof auditRecords.$inferSelect, keyof typeof columns>

const inWorkspace = (workspaceId: string | undefined): SQL | undefined =>
  workspaceId === undefined ? undefined : eq(auditRecords.workspaceId, workspaceId)

function actingAs(actor: Actor, body: AuditBody) {
  if ('kind' in body.actingAs) return { kind: body.actingAs.kind, workspace: null }
  return { kind: 'user', workspace: knownWorkspace(actor, body.actingAs.workspace) }
}

/** A record as this actor may read it. `at` is ISO 8601 in UTC; `what` follows the person's name; nobody is Atrium. */
function readRow(actor: Actor, row: Row) {
  const whole = readBody(row.body)
  const body = whole && withhold(actor, whole)
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    event: row.event,
    what: sentenceFor(row.event, body),
    who: body?.person ?? null,
    actingAs: whole ? actingAs(actor, whole) : { kind: '', workspace: null },
    workspace: whole?.workspace ? { code: whole.workspace.code, name: whole.workspace.name } : null,
    target: body?.target ?? null,
    values: compareValues(body?.before ?? null, body?.after ?? null),
    requestId: body?.requestId ?? '',
    address: body?.address ?? '',
    isReadable: body !== null,
    previousHash: row.previousHash,
    hash: row.hash,
  }
}
export type AuditRow = ReturnType<typeof readRow>

/**
 * A page of the audit log in the actor's scope, newest first; `next` and `previous` are places or null. `size` is the
 * number of rows. SEC-2, SEC-7
 */
export async function listAudit(actor: Actor, asked: ListLogInput, size = 50) {
  const found = await reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(auditRecords)
      .where(
        and(
          auditInScope(actor),
          inWorkspace(asked.workspaceId),
          sql`${auditRecords.seq} = any(${foundInLog('audit_records', actor, asked, size + 1)})`,
        ),
      )
      .orderBy(desc(auditRecords.seq)),
  )
  const { page, next, previous } = pageOf(found, size, asked, (row) => row.seq)
  return { rows: page.map((row) => readRow(actor, row)), next, previous }
}

/** One record in the actor's scope, or null. */
export async function findAuditRecord(actor: Actor, seq: number, workspaceId?: string): Promise<AuditRow | null> {
  const [row] = await reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(auditRecords)
      .where(and(auditInScope(actor), inWorkspace(workspaceId), eq(auditRecords.seq, seq))),
  )
  return row ? readRow(actor, row) : null
}
