import { sql } from 'drizzle-orm'
import { actingAs, during } from '../../lib/call'
import { makeFolder, trashNodes } from '../../lib/files/changes'
import { findPlaces } from '../../lib/files/queries'
import { givePermission } from '../../lib/folder-permissions/changes'
import { createPartner, linkUser } from '../../lib/partners/changes'
import { issueReset } from '../../lib/password-resets/changes'
import { setPolicy } from '../../lib/policies/changes'
import {
  makeFile,
  makeInvitation,
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  replaceFile,
  systemOf,
  type TestUser,
  unwrap,
} from '../../lib/test/factories'
import { actorOf, inOrganization } from '../../lib/test/look'
import { startUpload } from '../../lib/uploads/changes'
import { takeUpOperation } from '../../lib/worker/changes'
import { createWorkspace, deleteWorkspace } from '../../lib/workspaces/changes'

/** A legal hold, which no change makes yet. */
export const keepHold = (organizationId: string, workspaceId: string) =>
  inOrganization(organizationId, async (tx) => {
    const id = crypto.randomUUID()
    await tx.execute(sql`insert into legal_holds (organization_id, id, workspace_id, reason)
      values (${organizationId}, ${id}, ${workspaceId}, 'A case')`)
    return id
  })

/** What no change makes yet, by table: a row of each, tied to the workspace and the user. */
async function fillByHand(organizationId: string, workspaceId: string, user: TestUser) {
  const [groupId = '', rosterId = '', noticeId = ''] = Array.from({ length: 3 }, () => crypto.randomUUID())
  await inOrganization(organizationId, async (tx) => {
    await tx.execute(sql`insert into groups (organization_id, id, workspace_id, name, name_key)
      values (${organizationId}, ${groupId}, ${workspaceId}, 'Crew', 'crew')`)
    await tx.execute(sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
      values (${organizationId}, ${groupId}, ${user.userId}, ${workspaceId})`)
    await tx.execute(sql`insert into notices (organization_id, id, account_id, workspace_id, event, title, body)
      values (${organizationId}, ${noticeId}, ${user.accountId}, ${workspaceId}, 'probe', 'Title', 'Body')`)
    await tx.execute(sql`insert into rosters (organization_id, id, account_id, brought_by, file_name)
      values (${organizationId}, ${rosterId}, ${user.accountId}, 'Ada', 'roster.csv')`)
    await tx.execute(sql`insert into roster_lines (organization_id, roster_id, line, workspace_name, workspace_key, email,
      name, role, groups, outcome) values (${organizationId}, ${rosterId}, 2, 'Lab', 'lab', 'lin@example.org', 'Lin',
      'member', '[]', 'create')`)
  })
  return { groupId, rosterId, noticeId }
}

/** A copy under way, tied to an operation that is there. */
const fillCopy = (
  tenant: { organizationId: string; workspaceId: string; folderId: string; operationId: string },
  userId: string,
) =>
  inOrganization(tenant.organizationId, async (tx) => {
    const { organizationId, workspaceId, folderId, operationId } = tenant
    await tx.execute(sql`insert into copies (organization_id, operation_id, workspace_id, user_id, folder_id, node_ids, if_taken)
      values (${organizationId}, ${operationId}, ${workspaceId}, ${userId}, ${folderId}, array[${folderId}::uuid], 'skip')`)
    await tx.execute(sql`insert into copy_folders (organization_id, operation_id, source_id, destination_id)
      values (${organizationId}, ${operationId}, ${folderId}, ${folderId})`)
  })

/** A file with an older version in a folder given to the group; and something in the trash. */
async function fillTree({ workspaceId, admin }: Placed, groupId: string) {
  const actor = await actorOf(admin)
  const { rootId } = await findPlaces(actor, workspaceId)
  const as = <T>(run: () => Promise<T>) => actingAs(admin.claim, run)
  const make = async (name: string) => unwrap(await as(() => makeFolder({ folderId: rootId ?? '', name }))).id
  const folderId = await make('Plans')
  const rooted = await make('Acme')
  const trashedId = await make('Old plans')
  const fileId = await makeFile(admin, folderId, 'wing.step')
  await replaceFile(admin, folderId, 'wing.step', 'a second wing')
  const upload = {
    folderId,
    name: 'spar.step',
    size: 1,
    hash: null,
    ifTaken: 'refuse',
    storeId: crypto.randomUUID(),
  } as const
  const { id: uploadId } = unwrap(await as(() => startUpload(upload)))
  const give = {
    folderId,
    grantee: { kind: 'group', id: groupId },
    level: 'read',
    isRecursive: true,
    lastDay: '',
  } as const
  const { id: permissionId } = unwrap(await as(() => givePermission(give)))
  unwrap(await as(() => trashNodes({ nodeIds: [trashedId] })))
  return { rootId: rootId ?? '', folderId, rooted, fileId, trashedId, permissionId, uploadId }
}

type Placed = { readonly workspaceId: string; readonly admin: TestUser }

/** An organization that has rows in every table, and the ids of them. Two of them have the same shape. */
export async function makeTenant() {
  const organization = await makeOrganization()
  const { organizationId, admin } = organization
  const { workspaceId, code, name } = await makeWorkspace(organization, 'Lab')
  const deleted = await makeWorkspace(organization, 'Deleted')
  const user = await makeUser(organization, { workspaceId, email: 'ada@example.org', isWorkspaceAdmin: true })
  const plain = await makeUser(organization, { workspaceId, email: 'grace@example.org' })
  const { sessionId } = await makeSession(user)
  const { token } = unwrap(await actingAs(systemOf(organization), () => issueReset({ accountId: user.accountId })))
  const lifetime = { workspaceId: null, key: 'session-lifetime', value: 24, revision: 0 }
  unwrap(await actingAs(admin.claim, () => setPolicy(lifetime)))
  const sharing = { workspaceId, key: 'share-across-workspaces', value: false, revision: 0 }
  unwrap(await actingAs(admin.claim, () => setPolicy(sharing)))
  const legalHoldId = await keepHold(organizationId, workspaceId)
  const byHand = await fillByHand(organizationId, workspaceId, user)
  const tree = await fillTree({ workspaceId, admin }, byHand.groupId)
  const partner = {
    workspaceId,
    name: 'Acme',
    rootFolderId: tree.rooted,
    level: 'read',
    responsibleUserId: user.userId,
  } as const
  const { id: partnerId } = unwrap(await actingAs(admin.claim, () => createPartner(partner)))
  const linked = await makeUser(organization, { workspaceId, email: 'pia@example.org' })
  unwrap(await actingAs(admin.claim, () => linkUser({ partnerId, userId: linked.userId })))
  const invitation = await makeInvitation(user, 'lin@example.org', [byHand.groupId])
  const remove = { workspaceId: deleted.workspaceId, typedName: deleted.name }
  const { operationId } = unwrap(await actingAs(admin.claim, () => deleteWorkspace(remove)))
  // Taken up, so that it has lines; no worker runs here, so that it stays open.
  unwrap(await actingAs(systemOf(organization), () => takeUpOperation({ operationId, patience: 10_000 })))
  await fillCopy({ organizationId, workspaceId, folderId: tree.folderId, operationId }, user.userId)
  const refused = { name: 'Refused', description: '' }
  await actingAs(plain.claim, () => createWorkspace(refused))
  const call = { claim: admin.claim, requestId: '', address: '', client: '', idempotencyKey: crypto.randomUUID() }
  await during(call, () => createWorkspace({ name: 'Keyed', description: '' }))
  await inOrganization(organizationId, async (tx) => {
    await tx.execute(
      sql`insert into throttles (organization_id, key, window_ends_at) values (${organizationId}, 'k', now())`,
    )
    await tx.execute(sql`update accounts set sign_in_user_id = ${user.userId} where id = ${user.accountId}`)
  })
  return {
    organization,
    organizationId,
    admin,
    user,
    plain,
    workspaceId,
    code,
    name,
    deleted,
    sessionId,
    token,
    legalHoldId,
    operationId,
    ...byHand,
    ...tree,
    partnerId,
    invitationId: invitation.invitationId,
    invitationToken: invitation.token,
  }
}
export type Tenant = Awaited<ReturnType<typeof makeTenant>>
