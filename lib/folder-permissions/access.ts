import 'server-only'
import { sql } from 'drizzle-orm'
import { canonicalName } from '../canonical'
import { turnPage } from '../cursor'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { type Level, levelWords, maskOf } from '../rules/levels'
import { readAdministered } from './facts'
import type { ListAccessInput } from './input'
import { nameKeyOf, walkNames } from './names'
import { all, givenOn, hasAllByRole, isActiveNow } from './rows'

/** Where somebody's access comes from: their role, or a row on a folder given to them, to a group or to their partner. */
export type Source = {
  readonly permissionId: string | null
  readonly folderId: string | null
  readonly folderName: string | null
  readonly groupName: string | null
  readonly partnerName: string | null
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

/**
 * FIL-4, *Who has access?*: a page of the people who may do something in a folder, by name, and why; or null. What is
 * sought may stand anywhere in a name or an address.
 */
export const listAccess = (actor: Actor, folderId: string, asked: ListAccessInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const organizationId = actor.organization.id
    const { place, beyond, direction } = walkNames(asked, sql`u.name_key`, sql`u.id`)
    const sought = canonicalName(asked.q)
    const hits = sought === '' ? sql`true` : sql`strpos(u.name_key || ' ' || u.email, ${sought}) > 0`
    const found = await tx.execute<Person>(sql`
      with recursive ${givenOn(organizationId, folder.id)}, held as (
        select g.user_id, g.mask, g.height, g.id, g.folder_id, g.folder_name, g.level, g.is_recursive,
          null as group_name, null as partner_name
        from given g where g.user_id is not null
        union all
        select m.user_id, g.mask, g.height, g.id, g.folder_id, g.folder_name, g.level, g.is_recursive, o.name, null
        from given g join groups o on o.organization_id = ${organizationId} and o.id = g.group_id
          join group_members m on m.organization_id = ${organizationId} and m.group_id = g.group_id
        union all
        select u.id, g.mask, g.height, g.id, g.folder_id, g.folder_name, g.level, g.is_recursive, null, r.name
        from given g join partners r on r.organization_id = ${organizationId} and r.id = g.partner_id
          join users u on u.organization_id = ${organizationId} and u.partner_id = g.partner_id
        union all
        select u.id, ${all}, -1, null, null, null, 'admin', true, null, null from users u
        where u.organization_id = ${organizationId} and ${hasAllByRole(actor, folder.workspace.id)}
      )
      select u.id, u.name, u.name_key, u.email, bit_or(h.mask) as mask,
        json_agg(json_build_object('permissionId', h.id, 'folderId', h.folder_id, 'folderName', h.folder_name,
          'groupName', h.group_name, 'partnerName', h.partner_name, 'level', h.level, 'isRecursive', h.is_recursive) order by h.height, h.id) as sources
      from held h join users u on u.organization_id = ${organizationId} and u.id = h.user_id
      where ${isActiveNow} and (u.partner_id is not null) = (h.partner_name is not null) and ${hits} and ${beyond}
      group by u.id, u.name, u.name_key, u.email order by u.name_key ${direction}, u.id ${direction} limit ${size + 1}`)
    const { page, next, previous } = turnPage(found, size, place, nameKeyOf)
    return {
      rows: page.map(({ id, name, email, mask, sources }) => ({
        userId: id,
        name,
        email,
        level: levelWords(mask),
        sources: sources.map(({ level, ...source }) => ({ ...source, level: levelWords(maskOf[level]) })),
      })),
      next,
      previous,
    }
  })
export type AccessRow = NonNullable<Awaited<ReturnType<typeof listAccess>>>['rows'][number]
