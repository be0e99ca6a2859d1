import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { folderPermissions, nodes } from '../../db/schema/files'
import type { Tx } from '../database/client'
import { maskOf } from '../rules/levels'
import { fileNameKey } from './name'

const homesName = 'Home folders'

/** FIL-1, FIL-11: gives new workspaces their trees: the root, and in it the folder for home folders. */
export async function insertTrees(tx: Tx, organizationId: string, workspaceIds: readonly string[]): Promise<void> {
  if (workspaceIds.length === 0) return
  const roots = workspaceIds.map((workspaceId) => ({ organizationId, workspaceId, id: crypto.randomUUID() }))
  await tx.insert(nodes).values(roots.map((root) => ({ ...root, kind: 'folder' as const, name: '', nameKey: '' })))
  await tx.insert(nodes).values(
    roots.map(({ workspaceId, id }) => ({
      organizationId,
      workspaceId,
      id: crypto.randomUUID(),
      parentId: id,
      kind: 'folder' as const,
      name: homesName,
      nameKey: fileNameKey(homesName),
      isHomes: true,
    })),
  )
}

/** A user as they are just made. */
type NewUser = { readonly id: string; readonly workspaceId: string; readonly email: string }

type NewHome = { readonly user: NewUser; readonly parentId: string; readonly name: string }

/** The same with names that nothing there has: a home folder outlives its user, who can be moved away and come again. */
async function withFreeNames(
  tx: Tx,
  organizationId: string,
  homes: readonly NewHome[],
  number = 2,
): Promise<readonly NewHome[]> {
  const found = await tx
    .select({ parentId: nodes.parentId, nameKey: nodes.nameKey })
    .from(nodes)
    .where(
      and(
        eq(nodes.organizationId, organizationId),
        inArray(nodes.parentId, [...new Set(homes.map((home) => home.parentId))]),
        inArray(nodes.nameKey, [...new Set(homes.map((home) => fileNameKey(home.name)))]),
        isNull(nodes.trashedAt),
      ),
    )
  const taken = new Set(found.map(({ parentId, nameKey }) => `${parentId} ${nameKey}`))
  const isTaken = ({ parentId, name }: NewHome) => taken.has(`${parentId} ${fileNameKey(name)}`)
  if (!homes.some(isTaken)) return homes
  const others = homes.map((home) => ({
    ...home,
    name: isTaken(home) ? `${home.user.email} (${number})` : home.name,
  }))
  return withFreeNames(tx, organizationId, others, number + 1)
}

/** FIL-11: gives new users their home folders, each named by an address, and Full in them. */
export async function insertHomes(tx: Tx, organizationId: string, users: readonly NewUser[]): Promise<void> {
  if (users.length === 0) return
  const workspaceIds = [...new Set(users.map((user) => user.workspaceId))]
  const homes = await tx
    .select({ workspaceId: nodes.workspaceId, id: nodes.id })
    .from(nodes)
    .where(
      and(eq(nodes.organizationId, organizationId), inArray(nodes.workspaceId, workspaceIds), eq(nodes.isHomes, true)),
    )
  const homesOf = new Map(homes.map(({ workspaceId, id }) => [workspaceId, id]))
  const wanted = users.map((user) => {
    const parentId = homesOf.get(user.workspaceId)
    if (!parentId) throw new Error('A workspace has no folder for home folders.')
    return { user, parentId, name: user.email }
  })
  const made = (await withFreeNames(tx, organizationId, wanted)).map((home) => ({ ...home, id: crypto.randomUUID() }))
  await tx.insert(nodes).values(
    made.map(({ user, parentId, name, id }) => ({
      organizationId,
      workspaceId: user.workspaceId,
      id,
      parentId,
      kind: 'folder' as const,
      name,
      nameKey: fileNameKey(name),
      ownerUserId: user.id,
      homeUserId: user.id,
      isGiven: true,
    })),
  )
  await giveHomes(
    tx,
    organizationId,
    made.map(({ user, id }) => ({ user, folderId: id })),
  )
}

type Home = { readonly user: Pick<NewUser, 'id' | 'workspaceId'>; readonly folderId: string }

/** FIL-11: gives users Full in their home folders. */
export async function giveHomes(tx: Tx, organizationId: string, homes: readonly Home[]): Promise<void> {
  if (homes.length === 0) return
  await tx.insert(folderPermissions).values(
    homes.map(({ user, folderId }) => ({
      organizationId,
      id: crypto.randomUUID(),
      workspaceId: user.workspaceId,
      folderId,
      granteeWorkspaceId: user.workspaceId,
      userId: user.id,
      level: 'full' as const,
      mask: maskOf.full,
      isRecursive: true,
    })),
  )
}

/** A folder to be made. */
type NewFolder = {
  readonly organizationId: string
  readonly workspaceId: string
  readonly parentId: string
  readonly name: string
  readonly ownerUserId: string | null
}

/** Makes a folder and gives its id; null where its name is taken. Of two at once the later waits, and finds it so. */
export async function insertFolder(tx: Tx, folder: NewFolder): Promise<string | null> {
  const [made] = await tx
    .insert(nodes)
    .values({ ...folder, id: crypto.randomUUID(), kind: 'folder', nameKey: fileNameKey(folder.name) })
    .onConflictDoNothing()
    .returning({ id: nodes.id })
  return made?.id ?? null
}

/** Bytes that stand in the store. `size` in bytes, `hash` as SHA-256 in hex. */
type Contents = { readonly hash: string; readonly size: number }

/** Makes a file and gives its id; null where its name is taken. Of two at once the later waits, and finds it so. */
export async function insertFile(tx: Tx, file: NewFolder & Contents): Promise<string | null> {
  const [made] = await tx
    .insert(nodes)
    .values({ ...file, id: crypto.randomUUID(), kind: 'file', nameKey: fileNameKey(file.name) })
    .onConflictDoNothing()
    .returning({ id: nodes.id })
  return made?.id ?? null
}

/** FIL-9: gives a file other contents, and keeps what it was as a version. It is whose the new contents are (FIL-12). */
export async function replaceContents(
  tx: Tx,
  file: { readonly organizationId: string; readonly id: string; readonly ownerUserId: string | null } & Contents,
): Promise<void> {
  const { organizationId, id, ownerUserId, hash, size } = file
  await tx.execute(sql`
    insert into file_versions (organization_id, workspace_id, owner_user_id, file_id, version, size, hash, made_at, made_by)
    select n.organization_id, n.workspace_id, n.owner_user_id, n.id, n.version, n.size, n.hash, n.changed_at,
      coalesce(u.name, 'Atrium')
    from nodes n left join users u on u.organization_id = n.organization_id and u.id = n.owner_user_id
    where n.organization_id = ${organizationId} and n.id = ${id}`)
  await tx
    .update(nodes)
    .set({
      hash,
      size,
      ownerUserId,
      version: sql`${nodes.version} + 1`,
      changedAt: sql`now()`,
      revision: sql`${nodes.revision} + 1`,
    })
    .where(and(eq(nodes.organizationId, organizationId), eq(nodes.id, id)))
}

const these = (organizationId: string, ids: readonly string[]) =>
  and(eq(nodes.organizationId, organizationId), inArray(nodes.id, [...ids]))

const nextRevision = sql`${nodes.revision} + 1`

/** Gives another name, which is free. */
export const renameTo = (tx: Tx, organizationId: string, id: string, name: string) =>
  tx
    .update(nodes)
    .set({ name, nameKey: fileNameKey(name), revision: nextRevision })
    .where(these(organizationId, [id]))

/**
 * Puts things into another folder, where their names are free. Folders go one after the other: what is kept of the ways to
 * one that lay in another of them (FIL-5) follows from where that one is by then.
 */
export async function moveTo(
  tx: Tx,
  organizationId: string,
  moved: readonly { readonly id: string; readonly kind: 'folder' | 'file' }[],
  folderId: string,
): Promise<void> {
  const put = (ids: readonly string[]) =>
    tx.update(nodes).set({ parentId: folderId, revision: nextRevision }).where(these(organizationId, ids))
  for (const { id, kind } of moved) if (kind === 'folder') await put([id])
  const files = moved.flatMap(({ id, kind }) => (kind === 'file' ? [id] : []))
  if (files.length > 0) await put(files)
}

/** Puts things into the trash; what lies below them goes along, unmarked. */
export const trash = (tx: Tx, organizationId: string, ids: readonly string[], trashedBy: string) =>
  tx.update(nodes).set({ trashedAt: sql`now()`, trashedBy, revision: nextRevision }).where(these(organizationId, ids))

/** Takes things out of the trash, where their names are free. */
export const restore = (tx: Tx, organizationId: string, ids: readonly string[]) =>
  tx.update(nodes).set({ trashedAt: null, trashedBy: null, revision: nextRevision }).where(these(organizationId, ids))
