import { and, eq } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { groupMembers } from '../../db/schema/groups'
import type { Tx } from '../database/client'
import { forgetEnd } from '../end-dates/writes'
import { revokeOpenInvitations } from '../invitations/writes'
import type { Actor } from '../rules/actor'
import { endSessionsActingAs } from '../sessions/writes'
import { endUploadsOf } from '../uploads/writes'
import type { ReadUser } from '../users/facts'

const isUser = (actor: Actor, user: ReadUser) =>
  and(eq(users.organizationId, actor.organization.id), eq(users.id, user.id))

/** DEA-8, DEA-13, SWI-4: what a deactivated user has no longer. Gives what the record says of it. */
export async function lockOut(tx: Tx, actor: Actor, user: ReadUser) {
  const organizationId = actor.organization.id
  await tx
    .update(users)
    .set({ state: 'deactivated', isOrganizationAdmin: false, isWorkspaceAdmin: false, endsAt: null })
    .where(isUser(actor, user))
  await forgetEnd(tx, user.id)
  const left = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.organizationId, organizationId), eq(groupMembers.userId, user.id)))
    .returning({ groupId: groupMembers.groupId })
  await tx
    .update(accounts)
    .set({ signInUserId: null })
    .where(
      and(
        eq(accounts.organizationId, organizationId),
        eq(accounts.id, user.accountId),
        eq(accounts.signInUserId, user.id),
      ),
    )
  const endedSessions = await endSessionsActingAs(tx, organizationId, user.id)
  const by = actor.kind === 'user' ? actor.person.name : 'Atrium'
  const revokedInvitations = await revokeOpenInvitations(tx, organizationId, user.workspaceId, user.email, by)
  const endedUploads = await endUploadsOf(tx, organizationId, user.id)
  const { isOrganizationAdmin, isWorkspaceAdmin, state, workspace } = user
  const gone = { endedSessions, revokedInvitations, endedUploads }
  return {
    target: { kind: 'user', id: user.id, label: user.email },
    workspace,
    before: { state, isOrganizationAdmin, isWorkspaceAdmin, groups: left.length },
    after: { state: 'deactivated', isOrganizationAdmin: false, isWorkspaceAdmin: false, ...gone, groups: 0 },
  }
}

/** DEA-9 */
export const reactivate = (tx: Tx, actor: Actor, user: ReadUser) =>
  tx.update(users).set({ state: 'active' }).where(isUser(actor, user))
