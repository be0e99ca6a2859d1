import { type Actor, administers } from './actor'
import type { UserFacts } from './users'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a group. */
export type GroupFacts = { readonly workspaceId: string }

const notAdministrator = (actor: Actor, workspaceId: string, what: string) =>
  refuseIf(!administers(actor, workspaceId), 'not-administrator', `Only administrators of this workspace can ${what}.`)

/** Section 2: all the groups of a workspace, whoever is in them. */
export const mayListGroups = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'list its groups'))

/** Section 2: groups of a workspace are made by its administrators. */
export const mayCreateGroup = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'create groups in it'))

/** Section 2 */
export const mayRenameGroup = (actor: Actor, group: GroupFacts) =>
  firstOf(notAdministrator(actor, group.workspaceId, 'rename its groups'))

/** Section 2 */
export const mayDeleteGroup = (actor: Actor, group: GroupFacts) =>
  firstOf(notAdministrator(actor, group.workspaceId, 'delete its groups'))

/** Section 2: who is in a group of a workspace, and who is not. */
export const mayChangeMembers = (actor: Actor, group: GroupFacts) =>
  firstOf(notAdministrator(actor, group.workspaceId, 'change who is in its groups'))

/** What the rules ask of a user that is to join a group. */
export type NewMemberFacts = Pick<UserFacts, 'workspaceId' | 'state' | 'isPartnerUser'> & {
  readonly isMember: boolean
}

/** GRP-1 */
const partnerUser = ({ isPartnerUser }: Pick<UserFacts, 'isPartnerUser'>) =>
  refuseIf(isPartnerUser, 'partner-user', 'They are a user of a partner, who are in no groups. Unlink them first.')

/** GRP-1: members are active users of the group's workspace, and never a partner's. */
export const mayAddToGroup = (actor: Actor, group: GroupFacts, user: NewMemberFacts) =>
  firstOf(
    mayChangeMembers(actor, group),
    refuseIf(
      user.workspaceId !== group.workspaceId,
      'user-elsewhere',
      'They are a user of another workspace. Invite them to this one first.',
    ),
    refuseIf(user.state === 'deactivated', 'not-active', 'They are deactivated. Reactivate them first.'),
    refuseIf(user.state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, first.'),
    partnerUser(user),
    refuseIf(user.isMember, 'member', 'They are in this group already.'),
  )

/** Section 2: whoever is in it, active or ended, can be taken out. */
export const mayRemoveFromGroup = (actor: Actor, group: GroupFacts, user: Pick<NewMemberFacts, 'isMember'>) =>
  firstOf(mayChangeMembers(actor, group), refuseIf(!user.isMember, 'no-member', 'They are not in this group any more.'))

/** USR-1, GRP-1: the groups of a user are the workspace's. Whoever is deactivated has left theirs. */
export const mayChangeGroupsOf = (actor: Actor, user: Pick<UserFacts, 'workspaceId' | 'state' | 'isPartnerUser'>) =>
  firstOf(
    notAdministrator(actor, user.workspaceId, 'change the groups of its users'),
    refuseIf(user.state === 'deactivated', 'not-active', 'They are deactivated. Reactivate them first.'),
    partnerUser(user),
  )
