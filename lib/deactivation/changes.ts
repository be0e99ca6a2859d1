import 'server-only'
import { and, eq } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { groupMembers } from '../../db/schema/groups'
import { change } from '../change'
import type { Tx } from '../database/client'
import { forgetEnd } from '../end-dates/writes'
import { revokeOpenInvitations } from '../invitations/writes'
import { byWhom, placed, rolesOf } from '../notices/words'
import { tell } from '../notices/writes'
import type { Actor } from '../rules/actor'
import { mayDeactivate, mayReactivate } from '../rules/users'
import { endSessionsActingAs } from '../sessions/writes'
import { endUploadsOf } from '../uploads/writes'
import { type ReadUser, readUser } from '../users/facts'
import { DeactivateUser, ReactivateUser } from './input'

const isUser = (actor: Actor, user: ReadUser) =>
  and(eq(users.organizationId, actor.organization.id), eq(users.id, user.id))

/** DEA-8, DEA-13, SWI-4: what a deactivated user has no longer. Answers how much of it there was. */
async function lockOut(tx: Tx, actor: Actor, user: ReadUser) {
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
  return { groups: left.length, endedSessions, revokedInvitations, endedUploads }
}

/** DEA-8, DEA-10, DEL-3, DEL-6, SWI-4, SWI-5, WSP-10: from the next request on nobody acts as them. */
export const deactivateUser = change(
  DeactivateUser,
  async ({ actor, tx, permit, audit }, { userId, isWarned }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayDeactivate(actor, user, { isWarned }))
    const { isOrganizationAdmin, isWorkspaceAdmin, state, workspace } = user
    const gone = await lockOut(tx, actor, user)
    audit('user.deactivated', {
      target: { kind: 'user', id: user.id, label: user.email },
      workspace,
      before: { state, isOrganizationAdmin, isWorkspaceAdmin, groups: gone.groups },
      after: { state: 'deactivated', isOrganizationAdmin: false, isWorkspaceAdmin: false, ...gone, groups: 0 },
    })
    const roles = rolesOf(user)
    const end = roles === '' ? '' : ` You are no longer ${roles} there.`
    const help = `If you still need it, ask an administrator of ${workspace.name}.`
    await tell(tx, actor, [
      {
        accountId: user.accountId,
        event: 'user.deactivated',
        workspaceId: workspace.id,
        title: `Your user in ${workspace.name} was deactivated`,
        body: `${byWhom(actor, workspace.id)} deactivated your user in ${placed(workspace)}: you can no longer act as it.${end} ${help}`,
        path: '',
      },
    ])
    return null
  },
  { lock: 'exclusive' },
)

/** DEA-9: brings the user back, not their roles or groups. */
export const reactivateUser = change(
  ReactivateUser,
  async ({ actor, tx, permit, audit }, { userId }) => {
    const user = await readUser(tx, actor, userId)
    permit(mayReactivate(actor, user))
    await tx.update(users).set({ state: 'active' }).where(isUser(actor, user))
    const { workspace } = user
    audit('user.reactivated', {
      target: { kind: 'user', id: user.id, label: user.email },
      workspace,
      before: { state: user.state },
      after: { state: 'active' },
    })
    await tell(tx, actor, [
      {
        accountId: user.accountId,
        event: 'user.reactivated',
        workspaceId: workspace.id,
        title: `Your user in ${workspace.name} is active again`,
        body: `${byWhom(actor, workspace.id)} reactivated your user in ${placed(workspace)}. Roles and groups did not come back; what you were given on folders yourself did. Your users are listed at the top right.`,
        path: '/',
      },
    ])
    return null
  },
  { lock: 'exclusive' },
)
