import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import type { NodeFacts } from '../rules/files'
import { nodesInScope, trashInScope } from '../scope'
import { lockTree, lockTreeWithOthers } from './locks'
import { fileNameKey } from './name'

/** What a user may do in these nodes, to be joined as `reach`. Who is no user may nothing. */
export const reachOf = (actor: Actor, ids: SQL) =>
  sql`reach_of(${actor.kind === 'user' ? actor.user.id : null}::uuid, ${ids}) reach`

/** Ids as an array of the database: one parameter, however many they are. */
export const idArray = (ids: readonly string[]): SQL => sql`${`{${ids.join(',')}}`}::uuid[]`

/** What stays where it is, for the rules. */
export const placeColumn = sql<NodeFacts['place']>`case when ${nodes.parentId} is null then 'root'
  when ${nodes.isHomes} then 'homes' when ${nodes.homeUserId} is not null then 'home'
  when ${nodes.partnerRoots} > 0 then 'partner' end`

/** Columns that make a row of the rules' `NodeFacts`; joins `reach`. */
export const factColumns = {
  kind: nodes.kind,
  place: placeColumn,
  mask: sql<number>`reach.mask`,
  below: sql<number>`reach.below`,
  above: sql<number>`reach.above`,
}

const columns = {
  ...factColumns,
  id: nodes.id,
  parentId: nodes.parentId,
  name: nodes.name,
  nameKey: nodes.nameKey,
  revision: nodes.revision,
  size: nodes.size,
  version: nodes.version,
  longestBelow: nodes.longestBelow,
  createdAt: nodes.createdAt,
  changedAt: nodes.changedAt,
  ownerUserId: nodes.ownerUserId,
  homeUserId: nodes.homeUserId,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

export const ofWorkspace = and(
  eq(workspaces.organizationId, nodes.organizationId),
  eq(workspaces.id, nodes.workspaceId),
)

/** Those of these folders and files that exist for the actor, in no order. */
export const selectNodes = (tx: Tx, actor: Actor, ids: SQL) =>
  tx
    .select(columns)
    .from(nodes)
    .innerJoin(reachOf(actor, ids), sql`reach.node_id = ${nodes.id}`)
    .innerJoin(workspaces, ofWorkspace)
    .where(nodesInScope(actor))
export type ReadNode = Awaited<ReturnType<typeof selectNodes>>[number]

/** The same, in the order asked; not found unless all of them exist. Whoever changes something holds the tree's lock. */
export async function readNodes(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly ReadNode[]> {
  const found = new Map((await selectNodes(tx, actor, idArray(ids))).map((node) => [node.id, node]))
  return ids.map((id) => {
    const node = found.get(id)
    if (!node) throw notFound()
    return node
  })
}

/** One of them, or not found. */
export async function readNode(tx: Tx, actor: Actor, id: string): Promise<ReadNode> {
  const [node] = await readNodes(tx, actor, [id])
  if (!node) throw notFound()
  return node
}

/** One that is a folder, or not found. */
export async function readFolder(tx: Tx, actor: Actor, id: string): Promise<ReadNode> {
  const node = await readNode(tx, actor, id)
  if (node.kind !== 'folder') throw notFound()
  return node
}

/** The one workspace that these nodes are in, whoever may know of them; or not found. */
async function workspaceOf(tx: Tx, actor: Actor, ids: readonly string[]): Promise<string> {
  const rows = await tx
    .selectDistinct({ id: nodes.workspaceId })
    .from(nodes)
    .where(and(eq(nodes.organizationId, actor.organization.id), inArray(nodes.id, [...ids])))
  const [only] = rows
  if (!only || rows.length > 1) throw notFound()
  return only.id
}

/** A folder about to get something new or other permissions, under the tree's lock with others; or not found. */
export async function lockFolder(tx: Tx, actor: Actor, id: string): Promise<ReadNode> {
  const workspaceId = await workspaceOf(tx, actor, [id])
  await lockTreeWithOthers(tx, workspaceId)
  return readFolder(tx, actor, id)
}

const selectNamed = (tx: Tx, organizationId: string, folderId: string, name: string) =>
  tx
    .select({ id: nodes.id, kind: nodes.kind, name: nodes.name, size: nodes.size, version: nodes.version })
    .from(nodes)
    .where(
      and(
        eq(nodes.organizationId, organizationId),
        eq(nodes.parentId, folderId),
        eq(nodes.nameKey, fileNameKey(name)),
        isNull(nodes.trashedAt),
      ),
    )

/** What has a name in a folder at this moment; or undefined. */
export const readNamed = async (tx: Tx, ...named: [organizationId: string, folderId: string, name: string]) =>
  (await selectNamed(tx, ...named))[0]

/** The same, locked against others who would replace it too. The tree's lock is held. */
export const lockNamed = async (tx: Tx, ...named: [organizationId: string, folderId: string, name: string]) =>
  (await selectNamed(tx, ...named).for('no key update'))[0]

/** Folders and files of one workspace about to be renamed, moved or trashed, under the tree's lock alone; or not found. */
export async function lockNodes(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly ReadNode[]> {
  const workspaceId = await workspaceOf(tx, actor, ids)
  await lockTree(tx, workspaceId)
  return readNodes(tx, actor, ids)
}

/** One of them, or not found. */
export async function lockNode(tx: Tx, actor: Actor, id: string): Promise<ReadNode> {
  const [node] = await lockNodes(tx, actor, [id])
  if (!node) throw notFound()
  return node
}

/** Things in the trash about to be restored, under the tree's lock alone; not found unless all exist for the actor. */
export async function lockTrashed(tx: Tx, actor: Actor, ids: readonly string[]) {
  const workspaceId = await workspaceOf(tx, actor, ids)
  await lockTree(tx, workspaceId)
  const found = new Map((await selectTrashed(tx, actor, idArray(ids))).map((node) => [node.id, node]))
  return ids.map((id) => {
    const node = found.get(id)
    if (!node) throw notFound()
    return node
  })
}

/** Those of these that are in the trash and exist for the actor, with where they were; in no order. */
export const selectTrashed = (tx: Tx, actor: Actor, ids: SQL) =>
  tx
    .select({
      id: nodes.id,
      kind: nodes.kind,
      parentId: nodes.parentId,
      name: nodes.name,
      nameKey: nodes.nameKey,
      size: nodes.size,
      longestBelow: nodes.longestBelow,
      trashedAt: nodes.trashedAt,
      trashedBy: nodes.trashedBy,
      above: sql<number>`reach.mask`,
      isParentStanding: sql<boolean>`reach.stands`,
      workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
    })
    .from(nodes)
    .innerJoin(
      reachOf(actor, sql`array(select distinct p.parent_id from nodes p where p.id = any (${ids}))`),
      sql`reach.node_id = ${nodes.parentId}`,
    )
    .innerJoin(workspaces, ofWorkspace)
    .where(and(trashInScope(actor), sql`${nodes.id} = any (${ids})`))
export type TrashedNode = Awaited<ReturnType<typeof selectTrashed>>[number]
