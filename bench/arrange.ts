import type { z } from 'zod'
import { actingAs } from '../lib/call'
import { csvLine } from '../lib/csv'
import { makeFolder } from '../lib/files/changes'
import { createPartner } from '../lib/partners/changes'
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

/**
 * By a roster: a person in 200 groups of a workspace, as many as a line can name, and one beside them in none; and a
 * partner of that workspace.
 */
export async function arrangeGroups(slug: string): Promise<z.output<typeof Grouped>> {
  const [inMany, inNone, responsible] = [
    `in-many@${slug}.example`,
    `in-none@${slug}.example`,
    `responsible@${slug}.example`,
  ]
  const groups = Array.from({ length: 200 }, (_, index) => `Group ${index + 1}`).join(';')
  const lines = [
    csvLine(columns),
    csvLine(['Groups', inMany, 'In Many', 'member', groups]),
    csvLine(['Groups', inNone, 'In None', 'member', '']),
    csvLine(['Groups', responsible, 'Responsible', 'workspace_admin', '']),
  ]
  const admin = await adminOf(slug)
  const bytes = new TextEncoder().encode(lines.join(''))
  const { rosterId } = await besideWorker(() => importRoster(admin, bytes))
  const [group] = await asAdministrator(
    undefined,
    (sql) => sql<{ id: string }[]>`
      select id from groups where organization_id = ${admin.organizationId} order by name_key limit 1`,
  )
  const [place] = await asAdministrator(
    undefined,
    (sql) => sql<{ folderId: string; workspaceId: string; userId: string }[]>`
      select n.id as "folderId", w.id as "workspaceId", u.id as "userId" from nodes n
      join workspaces w on w.organization_id = n.organization_id and w.id = n.workspace_id
      join users u on u.organization_id = w.organization_id and u.workspace_id = w.id and u.email = ${responsible}
      where n.organization_id = ${admin.organizationId} and w.name = 'Groups' and n.parent_id is null`,
  )
  if (!group || !place) throw new Error('The roster did not make what it names.')
  const { folderId, workspaceId, userId } = place
  const company = done(await actingAs(admin, () => makeFolder({ folderId, name: 'Company' })))
  const partner = {
    workspaceId,
    name: 'Company',
    rootFolderId: company.id,
    level: 'full',
    responsibleUserId: userId,
  } as const
  const { id: partnerId } = done(await actingAs(admin, () => createPartner(partner)))
  return { inMany, inNone, rosterId, groupId: group.id, folderId, partnerId }
}
