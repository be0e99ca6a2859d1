import { and, eq, inArray } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { groupMembers } from '../../db/schema/groups'
import { countOfEach } from '../count-of-each'
import type { Tx } from '../database/client'
import { forgetEnds } from '../end-dates/writes'
import { revokeOpenInvitations } from '../invitations/writes'
import { type Actor, nameOf } from '../rules/actor'
import { endSessionsActingAs } from '../sessions/writes'
import { endUploadsOf } from '../uploads/writes'
import type { ReadUser } from '../users/facts'

const isOneOf = (actor: Actor, userIds: readonly string[]) =>
  and(eq(users.organizationId, actor.organization.id), inArray(users.id, [...userIds]))

/**
 * DEA-8, DEA-13, SWI-4: what deactivated users of a workspace have no longer, however many at once. Gives what the record
 * says of each.
 */
export async function lockOut(tx: Tx, actor: Actor, workspaceId: string, leavers: readonly ReadUser[]) {
  const organizationId = actor.organization.id
  const ids = leavers.map((user) => user.id)
  await tx
    .update(users)
    .set({ state: 'deactivated', isOrganizationAdmin: false, isWorkspaceAdmin: false, endsAt: null })
    .where(isOneOf(actor, ids))
  await forgetEnds(
    tx,
    leavers.flatMap(({ id, endsAt }) => (endsAt === null ? [] : [id])),
  )
  const left = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.organizationId, organizationId), inArray(groupMembers.userId, ids)))
    .returning({ userId: groupMembers.userId })
  await tx
    .update(accounts)
    .set({ signInUserId: null })
    .where(
      and(
        eq(accounts.organizationId, organizationId),
        inArray(
          accounts.id,
          leavers.map((user) => user.accountId),
        ),
        inArray(accounts.signInUserId, ids),
      ),
    )
  const groupsOf = countOfEach(left.map(({ userId }) => userId))
  const endedSessionsOf = await endSessionsActingAs(tx, organizationId, ids)
  const emails = leavers.map((user) => user.email)
  const revokedFor = await revokeOpenInvitations(tx, organizationId, workspaceId, emails, nameOf(actor))
  const endedUploadsOf = await endUploadsOf(tx, organizationId, ids)
  return leavers.map(({ id, email, isOrganizationAdmin, isWorkspaceAdmin, state, workspace }) => {
    const gone = {
      endedSessions: endedSessionsOf(id),
      revokedInvitations: revokedFor(email),
      endedUploads: endedUploadsOf(id),
    }
    return {
      target: { kind: 'user', id, label: email },
      workspace,
      before: { state, isOrganizationAdmin, isWorkspaceAdmin, groups: groupsOf(id) },
      after: { state: 'deactivated', isOrganizationAdmin: false, isWorkspaceAdmin: false, ...gone, groups: 0 },
    }
  })
}

/** DEA-9 */
export const reactivate = (tx: Tx, actor: Actor, user: ReadUser) =>
  tx
    .update(users)
    .set({ state: 'active' })
    .where(isOneOf(actor, [user.id]))
