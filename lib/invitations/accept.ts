import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { invitationGroups, invitations } from '../../db/schema/invitations'
import { passwordResets } from '../../db/schema/sessions'
import type { Change } from '../change'
import { joinGroups } from '../groups/writes'
import { tell } from '../notices/writes'
import { userHref } from '../portals/portals'
import { insertUsers } from '../users/writes'
import type { LockedInvitation } from './facts'

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
 * its acceptance permitted. INV-1, INV-2, INV-6, SWI-3
 */
export async function join(context: Change, invitation: LockedInvitation, name: string, passwordHash: string | null) {
  const { actor, tx, audit } = context
  const organizationId = actor.organization.id
  const { id, email, workspace, isWorkspaceAdmin } = invitation
  const [user] = await insertUsers(tx, organizationId, [
    {
      email,
      name,
      workspaceId: workspace.id,
      isOrganizationAdmin: false,
      isWorkspaceAdmin,
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
    after: { isWorkspaceAdmin, groups: wanted.length },
  })
  if (invitation.invitedByAccountId)
    await tell(tx, actor, [
      {
        accountId: invitation.invitedByAccountId,
        event: 'invitation.accepted',
        workspaceId: workspace.id,
        title: `${name} joined ${workspace.name}`,
        body: `${name} (${email}) accepted your invitation to ${workspace.name} (${workspace.code}).`,
        path: userHref(workspace.code, user.id),
      },
    ])
  return user
}
