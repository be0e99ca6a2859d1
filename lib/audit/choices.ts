import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { activity, auditRecords } from '../../db/schema/audit'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { activityInScope, auditInScope } from '../scope'
import { readBody } from './body'

// Who or what is not among them is found by search.
const mostChoices = 100

type Log = { readonly table: PgTable; readonly key: PgColumn; readonly workspaceId: PgColumn }

const changes = { table: auditRecords, key: auditRecords.seq, workspaceId: auditRecords.workspaceId }
const signIns = { table: activity, key: activity.id, workspaceId: activity.workspaceId }

/**
 * Each value of a column with the number of its newest record: one step down the index a value, however many records
 * there are, instead of a `distinct` that reads them all.
 */
const newestOfEach = (log: Log, column: PgColumn, scope: SQL | undefined, workspaceId: string | undefined) => {
  const inWorkspace = workspaceId === undefined ? sql`true` : sql`${log.workspaceId} = ${workspaceId}::uuid`
  const step = (beyond: SQL) => sql`(select ${column} as value, ${log.key} as key from ${log.table}
    where ${scope} and ${inWorkspace} and ${beyond} order by ${column} desc, ${log.key} desc limit 1)`
  return sql`with recursive newest as (
    ${step(sql`${column} is not null`)}
    union all
    select next.value, next.key from newest cross join lateral ${step(sql`${column} < newest.value`)} next
  ) select value, key from newest limit ${mostChoices}`
}

async function listEvents(log: Log, column: PgColumn, actor: Actor, scope: SQL | undefined, workspaceId?: string) {
  const rows = await reading(actor.organization.id, (tx) =>
    tx.execute<{ value: string }>(newestOfEach(log, column, scope, workspaceId)),
  )
  return rows.map((row) => row.value).toSorted()
}

/** The events that stand in the audit log of the actor's scope. */
export const listAuditEvents = (actor: Actor, workspaceId?: string) =>
  listEvents(changes, auditRecords.event, actor, auditInScope(actor), workspaceId)

/** The events that stand in the log of sign-ins and refusals of the actor's scope. */
export const listActivityEvents = (actor: Actor, workspaceId?: string) =>
  listEvents(signIns, activity.event, actor, activityInScope(actor), workspaceId)

/** Somebody a log can be filtered by, as they were called last. `id` is an account's. */
export type LogPerson = { readonly id: string; readonly name: string; readonly email: string }

const byName = (a: LogPerson, b: LogPerson) => a.name.localeCompare(b.name, 'en') || a.email.localeCompare(b.email)

/** The people who made changes in the actor's scope. */
export async function listAuditPeople(actor: Actor, workspaceId?: string): Promise<readonly LogPerson[]> {
  const newest = newestOfEach(changes, auditRecords.accountId, auditInScope(actor), workspaceId)
  const rows = await reading(actor.organization.id, (tx) =>
    tx.execute<{ body: string }>(sql`select ${auditRecords.body} as body from (${newest}) newest
      join ${auditRecords} on ${auditRecords.seq} = newest.key`),
  )
  return rows.flatMap((row) => readBody(row.body)?.person ?? []).toSorted(byName)
}

/** The people in the log of sign-ins and refusals of the actor's scope. */
export async function listActivityPeople(actor: Actor, workspaceId?: string): Promise<readonly LogPerson[]> {
  const newest = newestOfEach(signIns, activity.accountId, activityInScope(actor), workspaceId)
  const rows = await reading(actor.organization.id, (tx) =>
    tx.execute<LogPerson>(sql`select ${activity.accountId} as id, ${activity.personName} as name,
      ${activity.email} as email from (${newest}) newest
      join ${activity} on ${activity.id} = newest.key`),
  )
  return rows.map(({ id, name, email }) => ({ id, name, email })).toSorted(byName)
}
