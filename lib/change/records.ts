import { type SQL, sql } from 'drizzle-orm'
import { activity } from '../../db/schema/audit'
import type { Call } from '../call'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'

type Named = { readonly id: string; readonly code: string; readonly name: string }
type Values = Readonly<Record<string, unknown>>

/** What a change did: to which thing, in which workspace (null: the organization), with the values that differ. */
export type AuditEntry = {
  readonly event: string
  readonly target: { readonly kind: string; readonly id: string; readonly label: string }
  readonly workspace?: Named | null
  readonly before?: Values
  readonly after?: Values
}

/** What happened without changing anything an administrator keeps: a sign-in, a switch, an export, a refusal. */
export type ActivityEntry = {
  readonly event: string
  readonly detail: string
  readonly workspace?: Named | null
  readonly person?: { readonly id: string | null; readonly name: string; readonly email: string }
}

const named = (workspace: Named | null | undefined) =>
  workspace ? { id: workspace.id, code: workspace.code, name: workspace.name } : null

/** The exact text that is hashed into the chain (SEC-2). */
export function auditBody(actor: Actor, call: Call, entry: AuditEntry, at: Date): string {
  const isUser = actor.kind === 'user'
  return JSON.stringify({
    at: at.toISOString(),
    event: entry.event,
    person: isUser ? { id: actor.person.id, name: actor.person.name, email: actor.person.email } : null,
    actingAs: isUser ? { id: actor.user.id, workspace: named(actor.user.workspace) } : { kind: actor.kind },
    workspace: named(entry.workspace),
    target: entry.target,
    before: entry.before ?? null,
    after: entry.after ?? null,
    requestId: call.requestId,
    address: call.address,
  })
}

/** Locks the end of the chain and appends; the last statement of a change. */
export async function appendAudit(tx: Tx, bodies: readonly string[]): Promise<void> {
  const list: SQL = sql.join(
    bodies.map((body) => sql`${body}::text`),
    sql`, `,
  )
  await tx.execute(sql`select append_audit(array[${list}])`)
}

/** SEC-7 */
export async function appendActivity(tx: Tx, actor: Actor, call: Call, entries: readonly ActivityEntry[]) {
  const self = actor.kind === 'user' ? actor.person : { id: null, name: '', email: '' }
  await tx.insert(activity).values(
    entries.map((entry) => ({
      organizationId: actor.organization.id,
      event: entry.event,
      accountId: (entry.person ?? self).id,
      personName: (entry.person ?? self).name,
      email: (entry.person ?? self).email,
      workspaceId: entry.workspace?.id ?? null,
      workspaceName: entry.workspace?.name ?? '',
      detail: entry.detail,
      address: call.address,
      client: call.client,
      requestId: call.requestId,
    })),
  )
}
