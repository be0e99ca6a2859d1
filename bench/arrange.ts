import type { z } from 'zod'
import { actingAs } from '../lib/call'
import { csvLine } from '../lib/csv'
import { columns } from '../lib/rosters/line'
import { addUsers } from '../lib/users/changes'
import { adminOf, asAdministrator } from './administrator'
import { done } from './done'
import { besideWorker, importRoster } from './import-roster'
import type { Grouped } from './order'
import { soughtName, soughtUsers } from './sought'

const given = ['Amara', 'Chiara', 'Emre', 'Grace', 'Inés', 'Katarzyna', 'Mei', 'Oskar', 'Priya', 'Zoë'] as const

/** Adds users with a name of their own, all over the organization and all over the alphabet. */
export async function arrangeSought(slug: string): Promise<null> {
  const claim = await adminOf(slug)
  const places = await asAdministrator(
    undefined,
    (sql) => sql<{ id: string }[]>`
      select id from workspaces where organization_id = ${claim.organizationId} order by name_key limit ${soughtUsers}`,
  )
  const users = Array.from({ length: soughtUsers }, (_, index) => ({
    email: `${soughtName}-${index + 1}@${slug}.example`,
    name: `${given[index % given.length]} ${soughtName}`,
    workspaceId: places[index % places.length]?.id ?? '',
  }))
  done(await actingAs(claim, () => addUsers({ users })))
  return null
}

/** By a roster: a person in 200 groups of a workspace, as many as a line can name, and one beside them in none. */
export async function arrangeGroups(slug: string): Promise<z.output<typeof Grouped>> {
  const [inMany, inNone] = [`in-many@${slug}.example`, `in-none@${slug}.example`]
  const groups = Array.from({ length: 200 }, (_, index) => `Group ${index + 1}`).join(';')
  const lines = [
    csvLine(columns),
    csvLine(['Groups', inMany, 'In Many', 'member', groups]),
    csvLine(['Groups', inNone, 'In None', 'member', '']),
  ]
  const admin = await adminOf(slug)
  const bytes = new TextEncoder().encode(lines.join(''))
  const { rosterId } = await besideWorker(() => importRoster(admin, bytes))
  const [group] = await asAdministrator(
    undefined,
    (sql) => sql<{ id: string }[]>`
      select id from groups where organization_id = ${admin.organizationId} order by name_key limit 1`,
  )
  const [folder] = await asAdministrator(
    undefined,
    (sql) => sql<{ id: string }[]>`
      select n.id from nodes n join workspaces w on w.organization_id = n.organization_id and w.id = n.workspace_id
      where n.organization_id = ${admin.organizationId} and w.name = 'Groups' and n.parent_id is null`,
  )
  return { inMany, inNone, rosterId, groupId: group?.id ?? '', folderId: folder?.id ?? '' }
}
