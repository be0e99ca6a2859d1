import { type Actor, administers } from './actor'
import type { UserFacts } from './users'
import { firstOf, refuseIf } from './verdict'

const notAdministrator = (actor: Actor, workspaceId: string, what: string) =>
  refuseIf(!administers(actor, workspaceId), 'not-administrator', `Only administrators of this workspace can ${what}.`)

/** Section 2: groups of a workspace are made by its administrators. */
export const mayCreateGroup = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'create groups in it'))

/** Section 2 */
export const mayRenameGroup = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'rename its groups'))

/** Section 2 */
export const mayDeleteGroup = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'delete its groups'))

/** Section 2: who is in a group of a workspace, and who is not. */
export const mayChangeMembers = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'change who is in its groups'))

/** What the rules ask of a user of the workspace that is to join a group. */
export type NewMemberFacts = Pick<UserFacts, 'workspaceId' | 'state'> & { readonly isMember: boolean }

/** GRP-1: members are active users of the group's workspace. */
export const mayAddToGroup = (actor: Actor, user: NewMemberFacts) =>
  firstOf(
    mayChangeMembers(actor, user.workspaceId),
    refuseIf(user.state === 'deactivated', 'not-active', 'They are deactivated. Reactivate them first.'),
    refuseIf(user.state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, first.'),
    refuseIf(user.isMember, 'member', 'They are in this group already.'),
  )
