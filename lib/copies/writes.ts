import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { copies, copyFolders } from '../../db/schema/copies'
import { nodes } from '../../db/schema/files'
import type { Tx } from '../database/client'
import type { LockedOperation } from '../operations/facts'
import { longestPath } from '../rules/files'

/** Where copies go to, whose they are, and from when on what is made is none of what is copied. */
export type Destination = {
  readonly organizationId: string
  readonly workspaceId: string
  readonly ownerUserId: string
  /** A moment, for the database: what a copy itself makes in a folder it reads later is left alone. */
  readonly before: SQL
}

/** A folder whose contents are to be copied, what it becomes, and the key of the last that was; null at its beginning. */
export type Pair = { readonly sourceId: string; readonly destinationId: string; readonly after: string | null }

/** The same, with how many bytes of the path of what is put there come before its name (FIL-1). */
type OpenPair = Pair & { readonly bytesBefore: number }

/** A file that was not made: its name is taken, or its path would be too long. */
export type Unmade = { readonly id: string; readonly name: string; readonly size: number; readonly hash: string }

/** What was found in a folder, by its place in the list of pairs, and what became of the files among it. */
export type Found = {
  readonly place: number
  readonly things: number
  /** The key of the last of them. */
  readonly last: string
  readonly folders: readonly string[] | null
  readonly files: number
  readonly bytes: string
  readonly made: number
  /** Bytes of those that were made. */
  readonly taken: string
  readonly unmade: readonly Unmade[] | null
}

/** Rows as one parameter, however many they are. */
export const asJson = (rows: readonly object[]) => sql`${JSON.stringify(rows)}::jsonb`

const columns = sql`n.id, n.kind, n.name, n.name_key, n.size, n.hash`
const fits = (bytesBefore: SQL) => sql`${bytesBefore} + octet_length(n.name) <= ${longestPath}::int as fits`

/** The next things in these folders, in order, `most` in all. A name stands once among files and folders together. */
export const thingsIn = ({ organizationId, before }: Destination, pairs: readonly OpenPair[], most: number): SQL => sql`
  select o.place, o."destinationId" as destination_id, n.* from (
    select * from jsonb_to_recordset(${asJson(pairs.map((pair, place) => ({ ...pair, place })))})
      p(place int, "sourceId" uuid, "destinationId" uuid, after text, "bytesBefore" int) order by place
  ) o cross join lateral (
    select ${columns}, ${fits(sql`o."bytesBefore"`)} from ${nodes} n
    where n.organization_id = ${organizationId} and n.parent_id = o."sourceId"
      and n.trashed_at is null and n.name_key > coalesce(o.after, '') and n.created_at < ${before}
    order by n.name_key limit ${most}
  ) n limit ${most}`

/** These files, into one folder. */
export const filesNamed = (
  { organizationId }: Destination,
  ids: readonly string[],
  { destinationId, bytesBefore }: Pick<OpenPair, 'destinationId' | 'bytesBefore'>,
): SQL => sql`
  select 0 as place, ${destinationId}::uuid as destination_id, ${columns}, ${fits(sql`${bytesBefore}::int`)} from ${nodes} n
  where n.organization_id = ${organizationId} and n.id = any (${`{${ids.join(',')}}`}::uuid[]) and n.kind = 'file'`

/**
 * Files that would be replaced, locked by ascending id before anything is written: whoever replaces one by an upload has it
 * before its bytes are counted.
 */
export const lockReplaced = (tx: Tx, { organizationId }: Destination, things: SQL) =>
  tx.execute(sql`
    select n.id from (${things}) t join ${nodes} n on n.organization_id = ${organizationId}
      and n.parent_id = t.destination_id and n.name_key = t.name_key and n.kind = 'file' and n.trashed_at is null
    where t.kind = 'file' order by n.id for no key update of n`)

/**
 * CPM-9, FIL-1, FIL-12: files of the current version of those among `things`, their bytes the same, where their names are
 * free and their paths not too long. Answers for each pair what was found in it.
 */
export const insertFiles = (tx: Tx, to: Destination, things: SQL): Promise<readonly Found[]> =>
  tx.execute<Found>(sql`
    with things as materialized (select t.*, gen_random_uuid() as new_id from (${things}) t),
    made as (
      insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, size, hash)
      select ${to.organizationId}::uuid, new_id, ${to.workspaceId}::uuid, destination_id, 'file', name, name_key, ${to.ownerUserId}::uuid,
        size, hash
      from things where kind = 'file' and fits on conflict do nothing returning id
    )
    select t.place, count(*)::int as things, max(t.name_key) as last,
      json_agg(t.id order by t.name_key) filter (where t.kind = 'folder') as folders,
      count(*) filter (where t.kind = 'file')::int as files, sum(t.size)::text as bytes,
      count(m.id)::int as made, coalesce(sum(t.size) filter (where m.id is not null), 0)::text as taken,
      json_agg(json_build_object('id', t.id, 'name', t.name, 'size', t.size, 'hash', t.hash) order by t.name_key)
        filter (where t.kind = 'file' and m.id is null) as unmade
    from things t left join made m on m.id = t.new_id group by t.place order by t.place`)

type NewFile = {
  readonly id: string
  readonly parentId: string
  readonly name: string
  readonly nameKey: string
  readonly size: number
  readonly hash: string
}

/** Files like these; gives the ids of those whose names were free. */
export async function insertNamed(tx: Tx, to: Destination, files: readonly NewFile[]): Promise<Set<string>> {
  if (files.length === 0) return new Set()
  const made = await tx.execute<{ id: string }>(sql`
    insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, size, hash)
    select ${to.organizationId}::uuid, f.id, ${to.workspaceId}::uuid, f."parentId", 'file', f.name, f."nameKey",
      ${to.ownerUserId}::uuid, f.size, f.hash
    from jsonb_to_recordset(${asJson(files)}) f(id uuid, "parentId" uuid, name text, "nameKey" text, size bigint, hash text)
    order by f."parentId", f."nameKey" on conflict do nothing returning id`)
  return new Set(made.map(({ id }) => id))
}

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
  const made = await tx.execute<{ id: string }>(sql`
    insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, longest_below)
    select ${to.organizationId}::uuid, f.id, ${to.workspaceId}::uuid, f."destinationId", 'folder', f.name, f."nameKey",
      ${to.ownerUserId}::uuid, f."longestBelow"
    from jsonb_to_recordset(${asJson(folders)}) f(id uuid, "destinationId" uuid, name text, "nameKey" text, "longestBelow" int)
    on conflict do nothing returning id`)
  return new Set(made.map(({ id }) => id))
}

const ofOperation = ({ organizationId, id }: Pick<LockedOperation, 'organizationId' | 'id'>) =>
  and(eq(copies.organizationId, organizationId), eq(copies.operationId, id))

type Held = Pick<LockedOperation, 'organizationId' | 'id'>

/** How many days what is left of a copy that failed is kept, for who tries it again. */
export const daysKept = 30

/** What a copy in the background is to do, kept beside its operation. Those that failed long ago are forgotten then. */
export async function insertCopy(tx: Tx, copy: typeof copies.$inferInsert): Promise<void> {
  // Whoever else forgets some at this moment has those.
  await tx.execute(sql`delete from copies where (organization_id, operation_id) in (
    select c.organization_id, c.operation_id from copies c
      join operations o on o.organization_id = c.organization_id and o.id = c.operation_id
    where c.organization_id = ${copy.organizationId} and o.ended_at < now() - make_interval(days => ${daysKept})
    for update of c skip locked)`)
  await tx.insert(copies).values(copy)
}

/** The same, read under its operation's lock; undefined when it is over. */
export const readCopy = async (tx: Tx, operation: Held) =>
  (await tx.select().from(copies).where(ofOperation(operation)))[0]

/** Notes how far it came. */
export const noteCopy = (tx: Tx, operation: Held, noted: Partial<typeof copies.$inferInsert>) =>
  tx.update(copies).set(noted).where(ofOperation(operation))

/** The next folders that are still to be copied, or to be gone on with. */
export const readPairs = (tx: Tx, { organizationId, id }: Held, most: number): Promise<readonly Pair[]> =>
  tx
    .select({ sourceId: copyFolders.sourceId, destinationId: copyFolders.destinationId, after: copyFolders.after })
    .from(copyFolders)
    .where(and(eq(copyFolders.organizationId, organizationId), eq(copyFolders.operationId, id)))
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
    await tx.execute(sql`insert into copy_folders (organization_id, operation_id, source_id, destination_id, after)
      select ${organizationId}::uuid, ${operationId}::uuid, p."sourceId", p."destinationId", p.after
      from jsonb_to_recordset(${asJson(left)}) p("sourceId" uuid, "destinationId" uuid, after text)
      on conflict do nothing`)
}

/** What a copy that ended had reserved is free again; one that failed keeps what is left of it, to be tried again. */
export const endCopy = (tx: Tx, operation: Held, hasFailed: boolean) =>
  hasFailed ? noteCopy(tx, operation, { reserved: 0 }) : tx.delete(copies).where(ofOperation(operation))
