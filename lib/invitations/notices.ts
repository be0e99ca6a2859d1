import type { Change } from '../change'
import { isAdministratorOf } from '../notices/facts'
import { placed, roleNotice } from '../notices/words'
import type { Notice } from '../notices/writes'
import { userHref, workspaceHref } from '../portals/portals'
import type { LockedInvitation } from './facts'

type Joined = { readonly id: string; readonly accountId: string; readonly name: string }

const joinedNotice = (accountId: string, { workspace, email, isWorkspaceAdmin }: LockedInvitation, user: Joined) => ({
  accountId,
  event: 'invitation.accepted',
  workspaceId: workspace.id,
  title: `${user.name} joined ${workspace.name}`,
  body: `${user.name} (${email}) accepted your invitation to ${placed(workspace)}${isWorkspaceAdmin ? ' and is Workspace Admin there' : ''}.`,
  path: userHref(workspace.code, user.id),
})

/** USR-3, INV-6: for whoever sent it, while they still administer the workspace, and for who got a role with it. */
export async function joinedNotices(
  { actor, tx }: Pick<Change, 'actor' | 'tx'>,
  invitation: LockedInvitation,
  user: Joined,
): Promise<readonly Notice[]> {
  const { workspace, isWorkspaceAdmin, invitedByName, invitedByAccountId: inviterId } = invitation
  const mayKnow = inviterId && (await isAdministratorOf(tx, actor.organization.id, workspace.id, inviterId))
  const given = { isGranted: true, by: invitedByName, path: workspaceHref(workspace.code) }
  return [
    ...(mayKnow ? [joinedNotice(inviterId, invitation, user)] : []),
    // They accepted it; somebody else gave it.
    ...(isWorkspaceAdmin
      ? [{ ...roleNotice({ ...user, workspace }, 'workspace-admin', given), isOfOthers: true as const }]
      : []),
  ]
}
