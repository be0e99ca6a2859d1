import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { workspaces } from '../../db/schema/workspaces'
import { readCursor, writeCursor } from '../cursor'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { pathOf, readWays } from '../files/way'
import type { Actor } from '../rules/actor'
import { mayListReach } from '../rules/folder-permissions'
import { type Level, levelWords, maskOf } from '../rules/levels'
import { standingWorkspaces } from '../scope'
import { ofWorkspace, stateNow } from '../users/facts'
import { readAdministered } from './facts'
import type { ListPermissionsInput } from './input'
import { all, givenOn, hasAllByRole, isActiveNow } from './rows'

/** Where somebody's access comes from: their role, or a row on a folder given to them or to a group. */
type Source = {
  readonly permissionId: string | null
  readonly folderId: string | null
  readonly folderName: string | null
  readonly groupName: string | null
  readonly level: Level
  readonly isRecursive: boolean
}

type Person = {
  readonly id: string
  readonly name: string
  readonly name_key: string
  readonly email: string
  readonly mask: number
  readonly sources: readonly Source[]
}

/** FIL-4, *Who has access?*: a page of the people who may do something in a folder, by name, and why; or null. */
export const listAccess = (actor: Actor, folderId: string, { after }: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const organizationId = actor.organization.id
    const cursor = readCursor(after, 'text')
    const beyond = cursor ? sql`(u.name_key, u.id) > (${String(cursor[0])}, ${cursor[1]}::uuid)` : sql`true`
    const found = await tx.execute<Person>(sql`
      with recursive ${givenOn(organizationId, folder.id)}, held as (
        select g.user_id, g.mask, g.height, g.id, g.folder_id, g.folder_name, g.level, g.is_recursive, null as group_name
        from given g where g.user_id is not null
        union all
        select m.user_id, g.mask, g.height, g.id, g.folder_id, g.folder_name, g.level, g.is_recursive, o.name
        from given g join groups o on o.organization_id = ${organizationId} and o.id = g.group_id
          join group_members m on m.organization_id = ${organizationId} and m.group_id = g.group_id
        union all
        select u.id, ${all}, -1, null, null, null, 'admin', true, null from users u
        where u.organization_id = ${organizationId} and ${hasAllByRole(actor, folder.workspace.id)}
      )
      select u.id, u.name, u.name_key, u.email, bit_or(h.mask) as mask,
        json_agg(json_build_object('permissionId', h.id, 'folderId', h.folder_id, 'folderName', h.folder_name,
          'groupName', h.group_name, 'level', h.level, 'isRecursive', h.is_recursive) order by h.height, h.id) as sources
      from held h join users u on u.organization_id = ${organizationId} and u.id = h.user_id
      where ${isActiveNow} and ${beyond}
      group by u.id, u.name, u.name_key, u.email order by u.name_key, u.id limit ${size + 1}`)
    const page = found.slice(0, size)
    const last = page.at(-1)
    return {
      rows: page.map(({ id, name, email, mask, sources }) => ({
        userId: id,
        name,
        email,
        level: levelWords(mask),
        sources: sources.map(({ level, ...source }) => ({ ...source, level: levelWords(maskOf[level]) })),
      })),
      next: found.length > size && last ? writeCursor([last.name_key, last.id]) : null,
    }
  })

type Reached = {
  readonly id: string
  readonly name_key: string
  readonly mask: number
  readonly below: number
  readonly stands: boolean
  readonly sources: readonly Pick<Source, 'permissionId' | 'groupName' | 'level' | 'isRecursive'>[]
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
 * FIL-4, *What can this user reach?*: a page of the folders that a user or their groups have been given, by name, with the
 * effective level there and the rows on the folder itself; or null. `role`: they may do everything in all of it besides.
 */
export const listReach = (actor: Actor, userId: string, { after }: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const user = await reachable(tx, actor, userId)
    if (!user) return null
    const organizationId = actor.organization.id
    const cursor = readCursor(after, 'text')
    const beyond = cursor ? sql`(n.name_key, n.id) > (${String(cursor[0])}, ${cursor[1]}::uuid)` : sql`true`
    const found = await tx.execute<Reached>(sql`
      with held as (
        select p.id, p.folder_id, p.level, p.is_recursive, null as group_name from folder_permissions p
        where p.organization_id = ${organizationId} and p.user_id = ${user.id} and (p.ends_at is null or p.ends_at > now())
        union all
        select p.id, p.folder_id, p.level, p.is_recursive, g.name from group_members m
          join groups g on g.organization_id = ${organizationId} and g.id = m.group_id
          join folder_permissions p on p.organization_id = ${organizationId} and p.group_id = m.group_id
        where m.organization_id = ${organizationId} and m.user_id = ${user.id} and (p.ends_at is null or p.ends_at > now())
      ), folders as (
        select n.id, n.name_key, json_agg(json_build_object('permissionId', h.id, 'groupName', h.group_name,
            'level', h.level, 'isRecursive', h.is_recursive) order by h.group_name nulls first, h.id) as sources
        from held h join nodes n on n.organization_id = ${organizationId} and n.id = h.folder_id
        where ${beyond} group by n.id, n.name_key order by n.name_key, n.id limit ${size + 1}
      )
      select f.id, f.name_key, f.sources, r.mask, r.below, r.stands
      from folders f join reach_of(${user.id}::uuid, array(select id from folders)) r on r.node_id = f.id
      order by f.name_key, f.id`)
    // What is in the trash is left out after the page is cut, so that the next one goes on behind it.
    const page = found.slice(0, size).filter((row) => row.stands)
    const ways = await readWays(
      tx,
      organizationId,
      page.map((row) => row.id),
    )
    const last = found[size - 1]
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
      next: found.length > size && last ? writeCursor([last.name_key, last.id]) : null,
    }
  })
