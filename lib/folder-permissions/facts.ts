import { and, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { folderPermissions, nodes } from '../../db/schema/files'
import { groups } from '../../db/schema/groups'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { idField } from '../fields'
import { idArray, lockFolder, ofWorkspace, readFolder, selectNodes } from '../files/facts'
import type { Actor } from '../rules/actor'
import { type GranteeFacts, mayListPermissions } from '../rules/folder-permissions'
import { standingWorkspaces } from '../scope'
import { stateNow } from '../users/facts'
import type { GranteeInput } from './input'

/** Somebody or several people a permission is for, as records and lists name them. */
export type Grantee = GranteeFacts & {
  readonly kind: 'user' | 'group'
  readonly id: string
  readonly name: string
  /** Of a user, whom to tell; null of a group. */
  readonly accountId: string | null
}

/** A user or a group of the workspace, or not found. */
export async function readGrantee(
  tx: Tx,
  actor: Actor,
  workspaceId: string,
  { kind, id }: GranteeInput,
): Promise<Grantee> {
  const organizationId = actor.organization.id
  if (kind === 'group') {
    const [group] = await tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.organizationId, organizationId), eq(groups.workspaceId, workspaceId), eq(groups.id, id)))
    if (!group) throw notFound()
    return { ...group, kind, state: 'active', accountId: null }
  }
  const [user] = await tx
    .select({ id: users.id, name: users.email, accountId: users.accountId, state: stateNow })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId), eq(users.id, id)))
  if (!user) throw notFound()
  return { ...user, kind }
}

/** Joins from `folderPermissions`. */
export const ofUser = and(
  eq(users.organizationId, folderPermissions.organizationId),
  eq(users.id, folderPermissions.userId),
)
export const ofGroup = and(
  eq(groups.organizationId, folderPermissions.organizationId),
  eq(groups.id, folderPermissions.groupId),
)
export const ofFolder = and(
  eq(nodes.organizationId, folderPermissions.organizationId),
  eq(nodes.id, folderPermissions.folderId),
)

/** Columns that say what a permission is; joins as above. */
export const columns = {
  id: folderPermissions.id,
  folderId: folderPermissions.folderId,
  level: folderPermissions.level,
  mask: folderPermissions.mask,
  isRecursive: folderPermissions.isRecursive,
  endsAt: folderPermissions.endsAt,
  givenBy: folderPermissions.givenBy,
  givenAt: folderPermissions.givenAt,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  givenKey: sql<string>`${folderPermissions.givenAt}::text`,
  revision: folderPermissions.revision,
  userId: folderPermissions.userId,
  groupId: folderPermissions.groupId,
  name: sql<string>`coalesce(${users.name}, ${groups.name})`,
  email: users.email,
  accountId: users.accountId,
  isHome: sql<boolean>`coalesce(${nodes.homeUserId} = ${folderPermissions.userId}, false)`,
}

export const selectPermissions = (tx: Tx) =>
  tx
    .select(columns)
    .from(folderPermissions)
    .innerJoin(nodes, ofFolder)
    .leftJoin(users, ofUser)
    .leftJoin(groups, ofGroup)

/** A permission on a folder that exists for the actor, with that folder; or not found. */
export async function readPermission(tx: Tx, actor: Actor, permissionId: string) {
  const [permission] = await selectPermissions(tx).where(
    and(eq(folderPermissions.organizationId, actor.organization.id), eq(folderPermissions.id, permissionId)),
  )
  if (!permission) throw notFound()
  return { permission, folder: await readFolder(tx, actor, permission.folderId) }
}

/** The same, about to be changed, under the tree's lock with others. Whoever takes something holds the exclusive one. */
export async function lockPermission(tx: Tx, actor: Actor, permissionId: string) {
  const { permission } = await readPermission(tx, actor, permissionId)
  await lockFolder(tx, actor, permission.folderId)
  return readPermission(tx, actor, permissionId)
}
export type LockedPermission = Awaited<ReturnType<typeof lockPermission>>['permission']

/** A permission of the organization, whoever administers its folder, or not found: for Atrium itself. */
export async function readAnyPermission(tx: Tx, actor: Actor, permissionId: string) {
  const [row] = await tx
    .select({
      ...columns,
      state: sql<GranteeFacts['state']>`coalesce(${stateNow}, 'active')`,
      workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
    })
    .from(folderPermissions)
    .innerJoin(nodes, ofFolder)
    .innerJoin(workspaces, ofWorkspace)
    .leftJoin(users, ofUser)
    .leftJoin(groups, ofGroup)
    .where(and(standingWorkspaces(actor), eq(folderPermissions.id, permissionId)))
  if (!row) throw notFound()
  return row
}

/** A folder whose permissions the actor may see; null for any other. */
export async function readAdministered(tx: Tx, actor: Actor, folderId: string) {
  if (!idField.safeParse(folderId).success) return null
  const [folder] = await selectNodes(tx, actor, idArray([folderId]))
  return folder?.kind === 'folder' && mayListPermissions(folder).ok ? folder : null
}
