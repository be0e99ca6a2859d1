import { actingAs } from '../../call'
import { findOperation } from '../../operations/queries'
import { type TestOrganization, type TestUser, unwrap } from '../../test/factories'
import { actorOf, asDatabaseAdmin } from '../../test/look'
import { runOperation } from '../../worker/run-operation'
import { firstRun } from '../../worker/testing/probing'
import { applyRoster, bringRoster } from '../changes'
import { listRosterLines } from '../queries'

/** The first line of a roster. */
export const head = 'workspace,email,name,role,groups'

/** A roster as a file. */
export const bytesOf = (...lines: readonly string[]) => new TextEncoder().encode([head, ...lines, ''].join('\n'))

export const bring = (by: TestUser, bytes: Uint8Array) =>
  actingAs(by.claim, () => bringRoster({ fileName: 'roster.csv', bytes }))

/** Brings a roster of these lines; `says` is what is to come of each, as `line outcome reason`. */
export async function check(organization: TestOrganization, ...lines: readonly string[]) {
  const { rosterId } = unwrap(await bring(organization.admin, bytesOf(...lines)))
  const actor = await actorOf(organization.admin)
  const { rows } = await listRosterLines(actor, rosterId, {})
  return { rosterId, rows, says: rows.map((row) => `${row.line} ${row.outcome} ${row.reason}`.trim()) }
}

/** Has a roster applied and works it off; gives the operation as it ended. */
export async function apply(organization: TestOrganization, rosterId: string, by = organization.admin) {
  const { organizationId } = organization
  const { operationId } = unwrap(await actingAs(by.claim, () => applyRoster({ rosterId })))
  await runOperation({ organizationId, operationId }, firstRun())
  return findOperation(await actorOf(organization.admin), operationId)
}

/** Everybody at roster.example, as `workspace e-mail name role: groups`, sorted. */
export const everybody = ({ organizationId }: { readonly organizationId: string }) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ says: string }[]>`
      select w.name || ' ' || u.email || ' ' || u.name || case when u.is_workspace_admin then ' admin: ' else ': ' end ||
        coalesce((select string_agg(g.name, ',' order by g.name) from group_members m
          join groups g on g.id = m.group_id where m.user_id = u.id), '') as says
      from users u join workspaces w on w.id = u.workspace_id
      where u.organization_id = ${organizationId} and u.email like '%@roster.example' order by 1`
    return rows.map((row) => row.says)
  })
