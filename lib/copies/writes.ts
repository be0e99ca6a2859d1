import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { copies, copyFolders } from '../../db/schema/copies'
import { nodes } from '../../db/schema/files'
import type { Tx } from '../database/client'
import type { LockedOperation } from '../operations/facts'

/** Where copies go to, whose they are, and from when on what is made is none of what is copied. */
export type Destination = {
  readonly organizationId: string
  readonly workspaceId: string
  readonly ownerUserId: string
  /** A moment, for the database: what a copy itself makes in a folder it reads later is left alone. */
  readonly before: SQL
}

/** A folder whose contents are to be copied, what it becomes, and the key of the file it came to; null at its beginning. */
export type Pair = { readonly sourceId: string; readonly destinationId: string; readonly after: string | null }

/** A file of a pair, by its place in the list of pairs; and what is to be made of it. */
type Clashing = { readonly id: string; readonly name: string; readonly size: number; readonly hash: string }
type PlacedFiles = {
  readonly place: number
  readonly picked: number
  readonly made: number
  readonly bytes: string
  readonly last: string
  readonly clashing: readonly Clashing[] | null
}

const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`

/** The next files of these folders, in order, `most` in all. */
export const filesOf = ({ organizationId, before }: Destination, pairs: readonly Pair[], most: number): SQL => sql`
  select p.place, p.destination_id, n.* from (
    select * from jsonb_to_recordset(${asJson(pairs.map((pair, place) => ({ ...pair, place })))})
      p(place int, "sourceId" uuid, "destinationId" uuid, after text) order by place
  ) o cross join lateral (select o.place, o."destinationId" as destination_id) p cross join lateral (
    select n.id, n.name, n.name_key, n.size, n.hash from ${nodes} n
    where n.organization_id = ${organizationId} and n.parent_id = o."sourceId" and n.kind = 'file'
      and n.trashed_at is null and n.name_key > coalesce(o.after, '') and n.created_at < ${before}
    order by n.name_key limit ${most}
  ) n limit ${most}`

/** These files, into one folder. */
export const filesNamed = ({ organizationId }: Destination, ids: readonly string[], folderId: string): SQL => sql`
  select 0 as place, ${folderId}::uuid as destination_id, n.id, n.name, n.name_key, n.size, n.hash from ${nodes} n
  where n.organization_id = ${organizationId} and n.id = any (${`{${ids.join(',')}}`}::uuid[]) and n.kind = 'file'`

/**
 * CPM-9, FIL-12: files of the current version of those that `picked` gives, their bytes the same. Answers for each pair how
 * many it was, those whose names are taken, and the key of the last.
 */
export const insertFiles = (tx: Tx, to: Destination, picked: SQL): Promise<readonly PlacedFiles[]> =>
  tx.execute<PlacedFiles>(sql`
    with picked as materialized (select p.*, gen_random_uuid() as new_id from (${picked}) p),
    made as (
      insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, size, hash)
      select ${to.organizationId}::uuid, new_id, ${to.workspaceId}::uuid, destination_id, 'file', name, name_key, ${to.ownerUserId}::uuid,
        size, hash
      from picked on conflict do nothing returning id
    )
    select p.place, count(*)::int as picked, count(m.id)::int as made, coalesce(sum(p.size), 0)::text as bytes,
      max(p.name_key) as last,
      json_agg(json_build_object('id', p.id, 'name', p.name, 'size', p.size, 'hash', p.hash) order by p.name_key)
        filter (where m.id is null) as clashing
    from picked p left join made m on m.id = p.new_id group by p.place order by p.place`)

type NewFolder = {
  readonly id: string
  readonly destinationId: string
  readonly name: string
  readonly nameKey: string
  readonly longestBelow: number
}

/** Folders like these; gives the ids of those whose names were free. What lies below them is known beforehand (FIL-1). */
export async function insertFolders(tx: Tx, to: Destination, folders: readonly NewFolder[]): Promise<Set<string>> {
  if (folders.length === 0) return new Set()
  const made = await tx
    .insert(nodes)
    .values(
      folders.map(({ destinationId, ...folder }) => ({
        ...folder,
        organizationId: to.organizationId,
        workspaceId: to.workspaceId,
        ownerUserId: to.ownerUserId,
        parentId: destinationId,
        kind: 'folder' as const,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: nodes.id })
  return new Set(made.map(({ id }) => id))
}

const ofOperation = ({ organizationId, id }: Pick<LockedOperation, 'organizationId' | 'id'>) =>
  and(eq(copies.organizationId, organizationId), eq(copies.operationId, id))

type Held = Pick<LockedOperation, 'organizationId' | 'id'>

/** What a copy in the background is to do, kept beside its operation. */
export const insertCopy = (tx: Tx, copy: typeof copies.$inferInsert) => tx.insert(copies).values(copy)

/** The same, read under its operation's lock; undefined when it is over. */
export const readCopy = async (tx: Tx, operation: Held) =>
  (await tx.select().from(copies).where(ofOperation(operation)))[0]

/** Notes how far it came. */
export const noteCopy = (tx: Tx, operation: Held, noted: Partial<typeof copies.$inferInsert>) =>
  tx.update(copies).set(noted).where(ofOperation(operation))

const foldersOf = ({ organizationId, id }: Held) =>
  and(eq(copyFolders.organizationId, organizationId), eq(copyFolders.operationId, id))

/** The next folders that are still to be copied, or to be gone on with. */
export const readPairs = (tx: Tx, operation: Held, most: number): Promise<readonly Pair[]> =>
  tx
    .select({ sourceId: copyFolders.sourceId, destinationId: copyFolders.destinationId, after: copyFolders.after })
    .from(copyFolders)
    .where(foldersOf(operation))
    .orderBy(asc(copyFolders.sourceId), asc(copyFolders.destinationId))
    .limit(most)

/** Puts what is left of some folders in their place. */
export async function keepPairs(tx: Tx, operation: Held, taken: readonly Pair[], left: readonly Pair[]): Promise<void> {
  const { organizationId, id: operationId } = operation
  if (taken.length > 0)
    await tx.execute(sql`delete from copy_folders f using jsonb_to_recordset(${asJson(taken)}) t("sourceId" uuid, "destinationId" uuid)
      where f.organization_id = ${organizationId} and f.operation_id = ${operationId}
        and f.source_id = t."sourceId" and f.destination_id = t."destinationId"`)
  if (left.length > 0)
    await tx
      .insert(copyFolders)
      .values(left.map((pair) => ({ ...pair, organizationId, operationId })))
      .onConflictDoNothing()
}

/** What a copy that ended had reserved is free again; one that failed keeps what is left of it, to be tried again. */
export const endCopy = (tx: Tx, operation: Held, hasFailed: boolean) =>
  hasFailed ? noteCopy(tx, operation, { reserved: 0 }) : tx.delete(copies).where(ofOperation(operation))
