import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { invitationGroups, invitations } from '../../db/schema/invitations'
import { passwordResets } from '../../db/schema/sessions'
import type { Change } from '../change'
import { countOfEach } from '../count-of-each'
import type { Tx } from '../database/client'
import { joinGroups } from '../groups/writes'
import { tell } from '../notices/writes'
import { enqueue } from '../queue'
import { insertUsers } from '../users/writes'
import type { LockedInvitation } from './facts'
import { joinedNotices } from './notices'

/** An invitation is valid this long from each sending (INV-3). */
export const validFor = sql`now() + interval '7 days'`

/** An address to be invited. */
export type NewInvitation = {
  readonly email: string
  readonly name: string
  readonly isWorkspaceAdmin: boolean
  readonly partnerId: string | null
}

type Inviter = { readonly id: string | null; readonly name: string }

/** Has an invitation mailed, whatever was sent before. */
export const queueInvitation = (tx: Tx, organizationId: string, invitationId: string) =>
  enqueue(tx, {
    task: 'invitation.send',
    key: `invitation:${invitationId}`,
    payload: { organizationId, invitationId },
  })

/** Keeps invitations and has them mailed. An address that somebody else invites this very moment is left out. */
export async function insertInvitations(
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  inviter: Inviter,
  wanted: readonly NewInvitation[],
  groupIds: readonly string[],
) {
  if (wanted.length === 0) return []
  const made = await tx
    .insert(invitations)
    .values(
      wanted.map((invitation) => ({
        ...invitation,
        organizationId,
        workspaceId,
        id: crypto.randomUUID(),
        invitedByAccountId: inviter.id,
        invitedByName: inviter.name,
        expiresAt: validFor,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: invitations.id, email: invitations.email })
  const places = made.flatMap(({ id }) =>
    groupIds.map((groupId) => ({ organizationId, workspaceId, invitationId: id, groupId })),
  )
  if (places.length > 0) await tx.insert(invitationGroups).values(places)
  for (const { id } of made) await queueInvitation(tx, organizationId, id)
  return made
}

/** Revokes those open invitations that a condition picks; their links are dead then. Gives whose they were. */
async function revokeOpen(tx: Tx, organizationId: string, condition: SQL | undefined, byName: string) {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()`, revokedByName: byName, tokenHash: null })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        condition,
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ email: invitations.email })
  return revoked.map(({ email }) => email)
}

/** Revokes what is open for these addresses in a workspace; gives how many of each: one or none. */
export async function revokeOpenInvitations(
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  emails: readonly string[],
  byName: string,
) {
  const isTheirs = and(eq(invitations.workspaceId, workspaceId), inArray(invitations.email, [...emails]))
  return countOfEach(await revokeOpen(tx, organizationId, isTheirs, byName))
}

/** PAR-4: revokes what is open into a partner; gives how many that was. */
export const revokeInvitationsInto = async (tx: Tx, organizationId: string, partnerId: string, byName: string) =>
  (await revokeOpen(tx, organizationId, eq(invitations.partnerId, partnerId), byName)).length

/** Their way in: a password where they had none that was of use. Links that were asked for before die. */
async function setPassword({ actor, tx }: Change, accountId: string, passwordHash: string) {
  const organizationId = actor.organization.id
  await tx
    .update(accounts)
    .set({ passwordHash })
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.id, accountId)))
  await tx
    .delete(passwordResets)
    .where(and(eq(passwordResets.organizationId, organizationId), eq(passwordResets.accountId, accountId)))
}

/**
 * Makes the user that an invitation is for, with its groups and its role, and uses it up. The invitation is locked and
 * its acceptance permitted. INV-1, INV-2, INV-6, PAR-2, SWI-3
 */
export async function join(context: Change, invitation: LockedInvitation, name: string, passwordHash: string | null) {
  const { actor, tx, audit } = context
  const organizationId = actor.organization.id
  const { id, email, workspace, isWorkspaceAdmin, partnerId } = invitation
  const [user] = await insertUsers(tx, organizationId, [
    {
      email,
      name,
      workspaceId: workspace.id,
      isOrganizationAdmin: false,
      isWorkspaceAdmin,
      partnerId,
      passwordHash,
      invitedAt: invitation.firstSentAt,
    },
  ])
  if (!user) throw new Error('No user was made.')
  if (passwordHash !== null) await setPassword(context, user.accountId, passwordHash)
  const wanted = await tx
    .select({ groupId: invitationGroups.groupId })
    .from(invitationGroups)
    .where(and(eq(invitationGroups.organizationId, organizationId), eq(invitationGroups.invitationId, id)))
  await joinGroups(
    tx,
    organizationId,
    workspace.id,
    user.id,
    wanted.map(({ groupId }) => groupId),
  )
  await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()`, tokenHash: null })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.id, id)))
  audit('invitation.accepted', {
    target: { kind: 'user', id: user.id, label: email },
    workspace,
    after: { isWorkspaceAdmin, groups: wanted.length, ...(partnerId !== null && { partner: invitation.partnerName }) },
  })
  await tell(tx, actor, await joinedNotices(context, invitation, { ...user, name }))
  return user
}
