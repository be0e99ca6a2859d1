import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { turnPage } from '../cursor'
import { reading, type Tx } from '../database/client'
import { lastDayBefore } from '../end-dates/writes'
import { idField } from '../fields'
import { idArray } from '../files/facts'
import { pathOf, readWays } from '../files/way'
import { readGroup } from '../groups/facts'
import type { Actor } from '../rules/actor'
import { mayListGroups } from '../rules/groups'
import { levelWords } from '../rules/levels'
import type { ListPermissionsInput } from './input'
import { nameKeyOf, walkNames } from './names'
import { countsNow } from './rows'

/** GRP-2: on how many folders each of these groups has permissions that count now, by group. */
export async function countFoldersOf(tx: Tx, organizationId: string, groupIds: readonly string[]) {
  const rows = await tx.execute<{ group_id: string; folders: number }>(sql`
    select p.group_id, count(distinct p.folder_id)::int as folders from folder_permissions p
    where p.organization_id = ${organizationId} and p.group_id = any (${idArray(groupIds)}) and ${countsNow}
    group by p.group_id`)
  return new Map(rows.map((row) => [row.group_id, row.folders]))
}

type Given = {
  readonly id: string
  readonly folder_id: string
  readonly name_key: string
  readonly mask: number
  readonly is_recursive: boolean
  readonly ends_at: string | null
}

/** A page of the permissions that count now, of the group or the partner that a condition on `p` picks. */
export async function selectFoldersOf(
  tx: Tx,
  organizationId: string,
  isTheirs: SQL,
  asked: ListPermissionsInput,
  size: number,
) {
  const { place, beyond, direction } = walkNames(asked, sql`n.name_key`, sql`p.id`)
  const found = await tx.execute<Given>(sql`
    select p.id, p.folder_id, n.name_key, p.mask, p.is_recursive, p.ends_at from folder_permissions p
      join nodes n on n.organization_id = p.organization_id and n.id = p.folder_id
    where p.organization_id = ${organizationId} and ${isTheirs} and ${countsNow} and ${beyond}
    order by n.name_key ${direction}, p.id ${direction} limit ${size + 1}`)
  const { page, next, previous } = turnPage(found, size, place, nameKeyOf)
  const ways = await readWays(tx, organizationId, [...new Set(page.map((row) => row.folder_id))])
  return {
    rows: page.map((row) => ({
      id: row.id,
      folderId: row.folder_id,
      path: pathOf(ways.get(row.folder_id) ?? []),
      level: levelWords(row.mask),
      isRecursive: row.is_recursive,
      lastDay: row.ends_at === null ? null : lastDayBefore(new Date(row.ends_at)),
    })),
    next,
    previous,
  }
}
export type GivenFolder = Awaited<ReturnType<typeof selectFoldersOf>>['rows'][number]

/**
 * GRP-2: a page of the permissions that count for a group in scope now, by the name of the folder, each with its path;
 * or null. A folder that carries two levels stands there twice; one in the trash is left out.
 */
export const listFoldersOfGroup = (actor: Actor, groupId: string, asked: ListPermissionsInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const group = idField.safeParse(groupId).success ? await readGroup(tx, actor, groupId) : undefined
    if (!group || !mayListGroups(actor, group.workspaceId).ok) return null
    return selectFoldersOf(tx, actor.organization.id, sql`p.group_id = ${group.id}`, asked, size)
  })
