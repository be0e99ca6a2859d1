import { and, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { folderPermissions, nodes } from '../../db/schema/files'
import { groups } from '../../db/schema/groups'
import { partners } from '../../db/schema/partners'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { idField } from '../fields'
import { idArray, lockFolder, type ReadNode, readFolder, selectNodes } from '../files/facts'
import { readWay } from '../files/way'
import type { Actor } from '../rules/actor'
import { type GranteeFacts, mayListPermissions } from '../rules/folder-permissions'
import type { Level } from '../rules/levels'
import { standingWorkspaces } from '../scope'
import { stateNow } from '../users/facts'
import type { GranteeInput } from './input'
import { countsNow, isActiveNow } from './rows'

/** Somebody or several people a permission is for, as records and lists name them. */
export type Grantee = GranteeFacts & {
  readonly kind: GranteeInput['kind']
  readonly id: string
  readonly name: string
  /** Of a user, whom to tell; null of others. */
  readonly accountId: string | null
}

const plain = { state: 'active', isPartnerUser: false, isInsideRoot: null, accountId: null } as const

/** A user, a group or a partner of the folder's workspace, or not found. */
export async function readGrantee(
  tx: Tx,
  actor: Actor,
  folder: Pick<ReadNode, 'id' | 'workspace'>,
  { kind, id }: GranteeInput,
): Promise<Grantee> {
  const organizationId = actor.organization.id
  const workspaceId = folder.workspace.id
  if (kind === 'partner') {
    const [partner] = await tx
      .select({ id: partners.id, name: partners.name, rootFolderId: partners.rootFolderId })
      .from(partners)
      .where(
        and(eq(partners.organizationId, organizationId), eq(partners.workspaceId, workspaceId), eq(partners.id, id)),
      )
    if (!partner) throw notFound()
    const way = await readWay(tx, organizationId, folder.id)
    const isInsideRoot = way.some((step) => step.id === partner.rootFolderId)
    return { ...plain, kind, id: partner.id, name: partner.name, isInsideRoot }
  }
  if (kind === 'group') {
    const [group] = await tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.organizationId, organizationId), eq(groups.workspaceId, workspaceId), eq(groups.id, id)))
    if (!group) throw notFound()
    return { ...plain, ...group, kind }
  }
  const [user] = await tx
    .select({
      id: users.id,
      name: users.email,
      accountId: users.accountId,
      state: stateNow,
      isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
    })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId), eq(users.id, id)))
  if (!user) throw notFound()
  return { ...plain, ...user, kind }
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
export const ofPartner = and(
  eq(partners.organizationId, folderPermissions.organizationId),
  eq(partners.id, folderPermissions.partnerId),
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
  partnerId: folderPermissions.partnerId,
  isPartner: sql<boolean>`${folderPermissions.partnerId} is not null`,
  name: sql<string>`coalesce(${users.name}, ${groups.name}, ${partners.name})`,
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
    .leftJoin(partners, ofPartner)

type HolderIds = {
  readonly userId: string | null
  readonly groupId: string | null
  readonly partnerId: string | null
}

/** Whose a permission is. */
export function granteeOf({ userId, groupId, partnerId }: HolderIds): GranteeInput {
  if (userId !== null) return { kind: 'user', id: userId }
  return groupId === null ? { kind: 'partner', id: partnerId ?? '' } : { kind: 'group', id: groupId }
}

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

type Ending = {
  readonly id: string
  readonly folder_id: string
  readonly level: Level
  readonly ends_at: string | null
  readonly account_id: string | null
  readonly name: string
  readonly counts: boolean
  readonly workspace: { readonly id: string; readonly code: string; readonly name: string }
}

/** A permission of a workspace that stands, whoever may know of it, or not found: for Atrium itself. */
export async function readAnyPermission(tx: Tx, actor: Actor, permissionId: string) {
  const [row] = await tx.execute<Ending>(sql`
    select p.id, p.folder_id, p.level, p.ends_at, u.account_id, coalesce(u.name, g.name, r.name) as name, ${countsNow} as counts,
      json_build_object('id', workspaces.id, 'code', workspaces.code, 'name', workspaces.name) as workspace
    from folder_permissions p
      join workspaces on workspaces.organization_id = p.organization_id and workspaces.id = p.workspace_id
      left join users u on u.organization_id = p.organization_id and u.id = p.user_id and ${isActiveNow}
      left join groups g on g.organization_id = p.organization_id and g.id = p.group_id
      left join partners r on r.organization_id = p.organization_id and r.id = p.partner_id
    where ${standingWorkspaces(actor)} and p.id = ${permissionId} and num_nonnulls(u.id, g.id, r.id) = 1`)
  if (!row) throw notFound()
  const { folder_id: folderId, account_id: accountId, ends_at: endsAt, ...rest } = row
  return { ...rest, folderId, accountId, endsAt: endsAt === null ? null : new Date(endsAt) }
}

/** A folder whose permissions the actor may see; null for any other. */
export async function readAdministered(tx: Tx, actor: Actor, folderId: string) {
  if (!idField.safeParse(folderId).success) return null
  const [folder] = await selectNodes(tx, actor, idArray([folderId]))
  return folder?.kind === 'folder' && mayListPermissions(folder).ok ? folder : null
}
