import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { invitations } from '../../db/schema/invitations'
import { actingAs, type Claim } from '../call'
import { inTransaction, reading } from '../database/client'
import { fileNameKey } from '../files/name'
import { storeFile } from '../files/store-file'
import { addToGroup, createGroup } from '../groups/changes'
import { inviteUsers, issueInvitation } from '../invitations/changes'
import { foundOrganization } from '../organizations/changes'
import { createPartner, linkUser } from '../partners/changes'
import type { Result } from '../result'
import { insertSession } from '../sessions/writes'
import { arriving } from '../storage/testing/bytes'
import { addUsers } from '../users/changes'
import { createWorkspace } from '../workspaces/changes'

/** A user made for a test. `claim` acts as them: `actingAs(user.claim, () => …)`. */
export type TestUser = {
  readonly organizationId: string
  readonly workspaceId: string
  readonly userId: string
  readonly accountId: string
  readonly email: string
  readonly claim: Claim & { readonly kind: 'user' }
}

/** An organization of a test's own, with its first Organization Admin. */
export type TestOrganization = {
  readonly organizationId: string
  readonly slug: string
  readonly name: string
  readonly defaultWorkspaceId: string
  readonly admin: TestUser
}

type UserWishes = {
  readonly workspaceId?: string
  readonly email?: string
  readonly name?: string
  readonly isOrganizationAdmin?: boolean
  readonly isWorkspaceAdmin?: boolean
  /** 12 to 200 characters; without it nobody can sign in with a password. */
  readonly password?: string
  /** SWI-3: when the user was first invited. */
  readonly invitedAt?: Date
}

/** The value of a result. Throws the refusal's words when there is none. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code}: ${result.reason} ${JSON.stringify(result.fields ?? {})}`)
  return result.value
}

const word = () => crypto.randomUUID().slice(0, 8)

/** Atrium itself in an organization. */
export const systemOf = (organization: { readonly organizationId: string }): Claim => ({
  kind: 'system',
  organizationId: organization.organizationId,
})

/** A user in `wishes.workspaceId`, else in the Default Workspace; an address known already gets one more user. */
export async function makeUser(
  organization: { readonly organizationId: string; readonly defaultWorkspaceId: string },
  { workspaceId = organization.defaultWorkspaceId, email = `${word()}@example.org`, name, ...rest }: UserWishes = {},
): Promise<TestUser> {
  const { organizationId } = organization
  const user = { email, name: name ?? `Person ${email.split('@')[0]}`, workspaceId, ...rest }
  const [made] = unwrap(await actingAs(systemOf(organization), () => addUsers({ users: [user] })))
  if (!made) throw new Error('No user was made.')
  const claim = { kind: 'user', organizationId, userId: made.id } as const
  return { organizationId, workspaceId, userId: made.id, accountId: made.accountId, email: email.toLowerCase(), claim }
}

/** A new organization, and an Organization Admin in its Default Workspace made with `wishes`. */
export async function makeOrganization(wishes: UserWishes = {}): Promise<TestOrganization> {
  const organizationId = crypto.randomUUID()
  const slug = `org-${organizationId.slice(0, 13)}`
  const name = `Organization ${organizationId.slice(0, 4)}`
  const claim = systemOf({ organizationId })
  const { defaultWorkspaceId } = unwrap(
    await actingAs(claim, () => foundOrganization({ organizationName: name, slug })),
  )
  const founded = { organizationId, slug, name, defaultWorkspaceId }
  return { ...founded, admin: await makeUser(founded, { isOrganizationAdmin: true, ...wishes }) }
}

/** A custom workspace, made by the organization's admin. */
export async function makeWorkspace(organization: TestOrganization, name = `Workspace ${word()}`) {
  const made = await actingAs(organization.admin.claim, () => createWorkspace({ name, description: '' }))
  const { id, code } = unwrap(made)
  return { workspaceId: id, code, name }
}

/** A file that `by` puts into a folder, its bytes in the store. Gives its id. */
export async function makeFile(by: TestUser, folderId: string, name: string, contents: string | Uint8Array = 'x') {
  const file = { folderId, name, bytes: arriving(Buffer.from(contents)) }
  return unwrap(await actingAs(by.claim, () => storeFile(by.organizationId, file))).id
}

/** The hash of bytes that are nowhere: `fsck` is told of it. */
export const hashOfNothing = '0'.repeat(64)

/** One of which only the size counts: past every rule, nobody's, and without bytes. */
export const makeHugeFile = (file: {
  readonly organizationId: string
  readonly folderId: string
  readonly name: string
  readonly size: number
}): Promise<string> =>
  inTransaction(async (tx) => {
    const id = crypto.randomUUID()
    const { organizationId, folderId, name, size } = file
    await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
    await tx.execute(sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, size, hash)
      select organization_id, ${id}, workspace_id, id, 'file', ${name}, ${fileNameKey(name)}, ${size}, ${hashOfNothing}
      from nodes where organization_id = ${organizationId} and id = ${folderId}`)
    return id
  })

/** The same over a file that stands there: what it was is now an older version. */
export async function replaceFile(by: TestUser, folderId: string, name: string, contents: string | Uint8Array) {
  const file = { folderId, name, bytes: arriving(Buffer.from(contents)), ifTaken: 'replace' as const }
  return unwrap(await actingAs(by.claim, () => storeFile(by.organizationId, file))).id
}

/** A group in the workspace of `by`, who administers it, and those of its users who are in it. */
export async function makeGroup(by: TestUser, name = `Group ${word()}`, members: readonly TestUser[] = []) {
  const { id } = unwrap(await actingAs(by.claim, () => createGroup({ workspaceId: by.workspaceId, name })))
  const userIds = members.map((user) => user.userId)
  if (userIds.length > 0) unwrap(await actingAs(by.claim, () => addToGroup({ groupId: id, userIds })))
  return { groupId: id, name }
}

type PartnerWishes = { readonly name?: string; readonly level?: 'list' | 'read' | 'write' | 'full' | '' }

/** A partner in the workspace of `by`, who administers it and is responsible, with a root folder and users linked to it. */
export async function makePartner(
  by: TestUser,
  rootFolderId: string,
  linked: readonly TestUser[] = [],
  { name = `Partner ${word()}`, level = 'full' }: PartnerWishes = {},
) {
  const { workspaceId, userId: responsibleUserId } = by
  const partner = { workspaceId, name, rootFolderId, level, responsibleUserId } as const
  const { id: partnerId } = unwrap(await actingAs(by.claim, () => createPartner(partner)))
  for (const { userId } of linked) unwrap(await actingAs(by.claim, () => linkUser({ partnerId, userId })))
  return { partnerId, name }
}

/** A browser signed in as `user`. */
export async function makeSession(user: TestUser) {
  const sessionId = await inTransaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${user.organizationId}, true)`)
    return insertSession(tx, {
      organizationId: user.organizationId,
      accountId: user.accountId,
      actingUserId: user.userId,
      address: '192.0.2.1',
      client: 'Test',
    })
  })
  const claim = { kind: 'session', sessionId } as const
  return { sessionId, claim }
}

/** An invitation that `by` sends to an address, into their own workspace. Where a worker runs it mails the link. */
export async function sendInvitation(by: TestUser, email: string, groupIds: readonly string[] = []) {
  const invite = { workspaceId: by.workspaceId, lines: [{ line: 1, email, name: '' }], groupIds: [...groupIds] }
  const { results } = unwrap(await actingAs(by.claim, () => inviteUsers(invite)))
  if (!results.every((result) => result.isInvited)) throw new Error(JSON.stringify(results))
}

/** The same with the token of its link; a link that a worker makes takes the place of this one. */
export async function makeInvitation(by: TestUser, email: string, groupIds: readonly string[] = []) {
  const { organizationId, workspaceId } = by
  await sendInvitation(by, email, groupIds)
  const [row] = await reading(organizationId, (tx) =>
    tx
      .select({ id: invitations.id })
      .from(invitations)
      .where(
        and(eq(invitations.workspaceId, workspaceId), eq(invitations.email, email), isNull(invitations.acceptedAt)),
      )
      .orderBy(desc(invitations.firstSentAt))
      .limit(1),
  )
  const invitationId = row?.id ?? ''
  const { token } = unwrap(await actingAs(systemOf(by), () => issueInvitation({ invitationId })))
  return { invitationId, token }
}
