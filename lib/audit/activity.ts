import 'server-only'
import { and, desc, eq, sql } from 'drizzle-orm'
import { activity } from '../../db/schema/audit'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { activityInScope } from '../scope'
import type { ListLogInput } from './input'
import { foundInLog, pageOf } from './places'
import { eventLabel } from './sentences'

const columns = {
  id: activity.id,
  at: activity.at,
  event: activity.event,
  personName: activity.personName,
  email: activity.email,
  workspaceId: activity.workspaceId,
  workspaceName: activity.workspaceName,
  detail: activity.detail,
  address: activity.address,
  client: activity.client,
  requestId: activity.requestId,
}
type Row = Pick<typeof activity.$inferSelect, keyof typeof columns>

/** An entry of the log of sign-ins and refusals. `at` is ISO 8601 in UTC; an unknown person has an address alone. */
const readRow = (row: Row) => ({
  id: row.id,
  at: row.at.toISOString(),
  event: row.event,
  what: row.detail === '' ? eventLabel(row.event) : row.detail,
  who: row.personName === '' && row.email === '' ? null : { name: row.personName, email: row.email },
  workspace: row.workspaceId === null ? null : row.workspaceName,
  address: row.address,
  client: row.client,
  requestId: row.requestId,
})
export type ActivityRow = ReturnType<typeof readRow>

/** A page of sign-ins, switches, downloads, exports and refusals in the actor's scope, as `listAudit`. SEC-7 */
export async function listActivity(actor: Actor, asked: ListLogInput, size = 50) {
  const found = await reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(activity)
      .where(
        and(
          activityInScope(actor),
          asked.workspaceId === undefined ? undefined : eq(activity.workspaceId, asked.workspaceId),
          sql`${activity.id} = any(${foundInLog('activity', actor, asked, size + 1)})`,
        ),
      )
      .orderBy(desc(activity.id)),
  )
  const { page, next, previous } = pageOf(found, size, asked, (row) => row.id)
  return { rows: page.map(readRow), next, previous }
}
