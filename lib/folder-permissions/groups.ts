import { sql } from 'drizzle-orm'
import type { Tx } from '../database/client'
import { idArray } from '../files/facts'

/**
 * GRP-2: on how many folders each of these groups has permissions that count now, by group. What is in the trash is left
 * out: a way leads from the root to every folder with permissions that stands.
 */
export async function countFoldersOf(tx: Tx, organizationId: string, groupIds: readonly string[]) {
  const rows = await tx.execute<{ group_id: string; folders: number }>(sql`
    select p.group_id, count(distinct p.folder_id)::int as folders from folder_permissions p
      join nodes root on root.organization_id = p.organization_id and root.workspace_id = p.workspace_id
        and root.parent_id is null
    where p.organization_id = ${organizationId} and p.group_id = any (${idArray(groupIds)})
      and (p.ends_at is null or p.ends_at > now())
      and (p.folder_id = root.id or exists (select from folder_ways w
        where w.organization_id = p.organization_id and w.folder_id = p.folder_id and w.ancestor_id = root.id))
    group by p.group_id`)
  return new Map(rows.map((row) => [row.group_id, row.folders]))
}
