import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { workspaces } from '../../db/schema/workspaces'
import { turnPage } from '../cursor'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { pathOf, readWaysSeen } from '../files/way'
import type { Actor } from '../rules/actor'
import { mayListReach } from '../rules/folder-permissions'
import { levelWords, maskOf } from '../rules/levels'
import { standingWorkspaces } from '../scope'
import { ofWorkspace, stateNow } from '../users/facts'
import type { Source } from './access'
import type { ListPermissionsInput } from './input'
import { nameKeyOf, walkNames } from './names'
import { countsNow } from './rows'

type Reached = {
  readonly id: string
  readonly name_key: string
  readonly mask: number
  readonly below: number
  readonly sources: readonly Pick<Source, 'permissionId' | 'groupName' | 'partnerName' | 'level' | 'isRecursive'>[]
}

/** A user of a workspace that stands, whose reach the actor may see; or null. */
async function reachable(tx: Tx, actor: Actor, userId: string) {
  if (!idField.safeParse(userId).success) return null
  const [user] = await tx
    .select({
      id: users.id,
      workspaceId: users.workspaceId,
      isOrganizationAdmin: users.isOrganizationAdmin,
      isWorkspaceAdmin: users.isWorkspaceAdmin,
      state: stateNow,
    })
    .from(users)
    .innerJoin(workspaces, ofWorkspace)
    .where(and(standingWorkspaces(actor), eq(users.id, userId)))
  return user && mayListReach(actor, user).ok ? user : null
}

/**
 * FIL-4, *What can this user reach?*: a page of the folders that a user, their groups or their partner have been given, by name, with the
 * effective level there and the rows on the folder itself; or null. `role`: they may do everything in all of it besides.
 */
export const listReach = (actor: Actor, userId: string, asked: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const user = await reachable(tx, actor, userId)
    if (!user) return null
    const organizationId = actor.organization.id
    const { place, beyond, direction } = walkNames(asked, sql`n.name_key`, sql`n.id`)
    const found = await tx.execute<Reached>(sql`
      with held as (
        select p.id, p.folder_id, p.level, p.is_recursive, null as group_name, null as partner_name from folder_permissions p
        where p.organization_id = ${organizationId} and p.user_id = ${user.id} and ${countsNow}
        union all
        select p.id, p.folder_id, p.level, p.is_recursive, g.name, null from group_members m
          join groups g on g.organization_id = ${organizationId} and g.id = m.group_id
          join folder_permissions p on p.organization_id = ${organizationId} and p.group_id = m.group_id
        where m.organization_id = ${organizationId} and m.user_id = ${user.id} and ${countsNow}
        union all
        select p.id, p.folder_id, p.level, p.is_recursive, null, r.name from users u
          join partners r on r.organization_id = ${organizationId} and r.id = u.partner_id
          join folder_permissions p on p.organization_id = ${organizationId} and p.partner_id = u.partner_id
        where u.organization_id = ${organizationId} and u.id = ${user.id} and ${countsNow}
      ), folders as (
        select n.id, n.name_key, json_agg(json_build_object('permissionId', h.id, 'groupName', h.group_name,
            'partnerName', h.partner_name,
            'level', h.level, 'isRecursive', h.is_recursive) order by h.group_name nulls first, h.id) as sources
        from held h join nodes n on n.organization_id = ${organizationId} and n.id = h.folder_id
        where ${beyond} group by n.id, n.name_key
        order by n.name_key ${direction}, n.id ${direction} limit ${size + 1}
      )
      select f.id, f.name_key, f.sources, r.mask, r.below
      from folders f join reach_of(${user.id}::uuid, array(select id from folders)) r on r.node_id = f.id
      order by f.name_key ${direction}, f.id ${direction}`)
    const { page, next, previous } = turnPage(found, size, place, nameKeyOf)
    const ways = await readWaysSeen(
      tx,
      actor,
      page.map((row) => row.id),
    )
    return {
      role: user.isOrganizationAdmin
        ? ('organization-admin' as const)
        : user.isWorkspaceAdmin
          ? ('workspace-admin' as const)
          : null,
      rows: page.map((row) => ({
        folderId: row.id,
        path: pathOf(ways.get(row.id) ?? []),
        level: levelWords(row.mask),
        below: levelWords(row.below),
        sources: row.sources.map(({ level, ...source }) => ({ ...source, level: levelWords(maskOf[level]) })),
      })),
      next,
      previous,
    }
  })
export type Reach = NonNullable<Awaited<ReturnType<typeof listReach>>>
