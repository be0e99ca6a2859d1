import { sql } from 'drizzle-orm'
import type { Tx } from '../database/client'

type Place = { readonly organizationId: string; readonly workspaceId: string }

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`

export type Doomed = {
  readonly id: string
  readonly kind: 'folder' | 'file'
  readonly name: string
  readonly parent_id: string
  readonly trashed_by: string
}

/** Marks what is due in the trash, the oldest first: from then on nobody sees it or restores it, whole or in part. */
export const markDue = (tx: Tx, { organizationId, workspaceId }: Place, upTo: Date, limit: number) =>
  tx.execute<Doomed>(sql`
    update nodes n set is_purged = true from (
      select d.id from nodes d
      where d.organization_id = ${organizationId} and d.workspace_id = ${workspaceId}
        and d.trashed_at <= ${moment(upTo)} and not d.is_purged
      order by d.trashed_at, d.id limit ${limit}
    ) due
    where n.organization_id = ${organizationId} and n.id = due.id
    returning n.id, n.kind, n.name, n.parent_id, n.trashed_by`)

/** Removes what is marked with all below it, what is inside first, at most so many rows; gives how many those were. */
export async function removeMarked(tx: Tx, { workspaceId }: Place, limit: number): Promise<number> {
  const [row] = await tx.execute<{ removed: number }>(
    sql`select remove_purged(${workspaceId}::uuid, ${limit}::int) as removed`,
  )
  return row?.removed ?? 0
}

/** Versions of a file that are gone: their numbers in a text, and their bytes together. */
export type Forgotten = {
  readonly id: string
  readonly name: string
  readonly parent_id: string
  readonly versions: string
  readonly size: number
}

/** Removes what files were before they were replaced, where that is due, the oldest first; gives it by file. */
export const removeVersions = (tx: Tx, { organizationId, workspaceId }: Place, upTo: Date, limit: number) =>
  tx.execute<Forgotten>(sql`
    with gone as (
      delete from file_versions v using (
        select d.file_id, d.version from file_versions d
        where d.organization_id = ${organizationId} and d.workspace_id = ${workspaceId} and d.replaced_at <= ${moment(upTo)}
        order by d.replaced_at limit ${limit}
      ) due
      where v.organization_id = ${organizationId} and v.file_id = due.file_id and v.version = due.version
      returning v.file_id, v.version, v.size
    )
    select n.id, n.name, n.parent_id, string_agg(g.version::text, ', ' order by g.version) as versions, sum(g.size)::float8 as size
    from gone g join nodes n on n.organization_id = ${organizationId} and n.id = g.file_id
    group by n.id, n.name, n.parent_id`)
