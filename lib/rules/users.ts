import { type Actor, administers } from './actor'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a user. The counts are of active users besides this one. */
export type UserFacts = {
  readonly id: string
  readonly workspaceId: string
  /** `ended` by their end date, also before Atrium has noticed. */
  readonly state: 'active' | 'ended' | 'deactivated'
  readonly isOrganizationAdmin: boolean
  readonly isWorkspaceAdmin: boolean
  readonly isPartnerUser: boolean
  readonly hasEndDate: boolean
  readonly otherOrganizationAdmins: number
  readonly otherWorkspaceAdmins: number
}

const notOrganizationAdmin = (actor: Actor, what: string) =>
  refuseIf(!actor.isOrganizationAdmin, 'not-organization-admin', `Only an Organization Admin can ${what}.`)

const notAdministrator = (actor: Actor, user: { readonly workspaceId: string }, what: string) =>
  refuseIf(
    !administers(actor, user.workspaceId),
    'not-administrator',
    `Only administrators of this workspace can ${what}.`,
  )

const isActor = (actor: Actor, user: UserFacts) => actor.kind === 'user' && actor.user.id === user.id

const notActive = (user: UserFacts) =>
  firstOf(
    refuseIf(user.state === 'deactivated', 'not-active', 'Reactivate the user first.'),
    refuseIf(user.state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, first.'),
  )

/** DEL-3 */
const lastOrganizationAdmin = (user: UserFacts) =>
  refuseIf(
    user.isOrganizationAdmin && user.otherOrganizationAdmins === 0,
    'last-organization-admin',
    'This is the last Organization Admin. Make somebody else one first.',
  )

/** INV-7: users are added without an invitation by an Organization Admin's roster, and by the operator. */
export const mayAddUsers = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin && actor.kind !== 'system',
      'not-organization-admin',
      'Only an Organization Admin can add users without an invitation.',
    ),
  )

/** DEL-1, section 2: every user of the organization (null), or those of one workspace. */
export const mayListUsers = (actor: Actor, workspaceId: string | null) =>
  firstOf(
    refuseIf(
      workspaceId === null ? !actor.isOrganizationAdmin : !administers(actor, workspaceId),
      'not-administrator',
      workspaceId === null
        ? 'Only an Organization Admin sees every user of the organization.'
        : 'Only administrators of this workspace see its users.',
    ),
  )

const changesRoles = 'give or take this role'

/** DEL-4 */
const partnerUser = (user: UserFacts) =>
  refuseIf(
    user.isPartnerUser,
    'partner-user',
    'A partner user can hold neither role. Unlink them from their partner first.',
  )

/** DEL-1, DEL-2, DEL-4. An end date could lock the last one out by the clock alone, so none carries one (DEL-3). */
export const mayGrantOrganizationAdmin = (actor: Actor, user: UserFacts) =>
  firstOf(
    notOrganizationAdmin(actor, changesRoles),
    notActive(user),
    partnerUser(user),
    refuseIf(user.isOrganizationAdmin, 'has-role', 'They are an Organization Admin already.'),
    refuseIf(user.hasEndDate, 'end-date', 'An Organization Admin cannot have an end date. Take theirs away first.'),
  )

/** DEL-1, DEL-2, DEL-3 */
export const mayRevokeOrganizationAdmin = (actor: Actor, user: UserFacts) =>
  firstOf(
    notOrganizationAdmin(actor, changesRoles),
    refuseIf(!user.isOrganizationAdmin, 'has-no-role', 'They are no Organization Admin.'),
    lastOrganizationAdmin(user),
  )

/** DEL-1, DEL-2, DEL-4 */
export const mayGrantWorkspaceAdmin = (actor: Actor, user: UserFacts) =>
  firstOf(
    notOrganizationAdmin(actor, changesRoles),
    notActive(user),
    partnerUser(user),
    refuseIf(user.isWorkspaceAdmin, 'has-role', 'They are a Workspace Admin already.'),
  )

/** DEL-2: the pages of a workspace show roles and change none, whoever looks. */
export const mayChangeRolesInWorkspace = (actor: Actor) =>
  firstOf(
    notOrganizationAdmin(actor, changesRoles),
    refuseIf(true, 'organization-portal', 'Roles are given and taken in the organization portal, at Teams › Members.'),
  )

/** Whether the workspace is left without an active Workspace Admin when this user is none any more. */
export const isLastWorkspaceAdmin = (user: UserFacts): boolean =>
  user.state === 'active' && user.isWorkspaceAdmin && user.otherWorkspaceAdmins === 0

/** WSP-10: whoever leaves a workspace without one has been told so first. */
const notWarned = (user: UserFacts, isWarned: boolean) =>
  refuseIf(
    isLastWorkspaceAdmin(user) && !isWarned,
    'leaves-no-workspace-admin',
    'The workspace is left without an active Workspace Admin: only Organization Admins can run it then.',
  )

/** DEL-1, DEL-2, WSP-10. `isWarned`: they know that it may be the last one of the workspace. */
export const mayRevokeWorkspaceAdmin = (actor: Actor, user: UserFacts, { isWarned }: { readonly isWarned: boolean }) =>
  firstOf(
    notOrganizationAdmin(actor, changesRoles),
    refuseIf(!user.isWorkspaceAdmin, 'has-no-role', 'They are no Workspace Admin.'),
    notWarned(user, isWarned),
  )

/** What only an Organization Admin locks: a user that carries a role (DEL-6, DEA-10). */
const carriesRole = (actor: Actor, user: UserFacts) =>
  refuseIf(
    !actor.isOrganizationAdmin && (user.isWorkspaceAdmin || user.isOrganizationAdmin),
    'carries-role',
    'Ask an Organization Admin to remove the role first.',
  )

/** Section 2, DEA-10, DEL-3, DEL-6, WSP-10 */
export const mayDeactivate = (actor: Actor, user: UserFacts, { isWarned }: { readonly isWarned: boolean }) =>
  firstOf(
    notAdministrator(actor, user, 'deactivate users'),
    refuseIf(user.state === 'deactivated', 'not-active', 'They are deactivated already.'),
    refuseIf(isActor(actor, user), 'yourself', 'Nobody deactivates themselves. Ask another administrator.'),
    carriesRole(actor, user),
    lastOrganizationAdmin(user),
    notWarned(user, isWarned),
  )

/** Section 2, DEA-9 */
export const mayReactivate = (actor: Actor, user: UserFacts) =>
  firstOf(
    notAdministrator(actor, user, 'reactivate users'),
    refuseIf(user.state === 'active', 'active', 'They are active.'),
    refuseIf(user.state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, instead.'),
  )

/** USR-2: who may lock a user now may also say when they are locked. Taking a date away is less than that. */
export const mayChooseEndDate = (actor: Actor, user: UserFacts) =>
  firstOf(
    notAdministrator(actor, user, 'give users an end date'),
    refuseIf(user.state === 'deactivated', 'not-active', 'Reactivate the user first.'),
    refuseIf(isActor(actor, user), 'yourself', 'Nobody gives themselves an end date. Ask another administrator.'),
    refuseIf(
      user.isOrganizationAdmin,
      'organization-admin',
      'An Organization Admin cannot have an end date. Remove the role first.',
    ),
    carriesRole(actor, user),
  )

/** USR-1: the display name and the groups are the workspace's. */
export const mayEditUser = (actor: Actor, user: { readonly workspaceId: string }) =>
  firstOf(notAdministrator(actor, user, 'change what its users are called'))

/** USR-1: signs every browser out that acts as the user. */
export const mayEndSessionsOf = (actor: Actor, user: { readonly workspaceId: string }) =>
  firstOf(notAdministrator(actor, user, 'end the sessions of its users'))

/** USR-1, INV-7: the link goes to the person's own mailbox; whoever sends it never sees it. */
export const maySendPasswordLink = (actor: Actor, member: { readonly hasActiveUser: boolean }) =>
  firstOf(
    notOrganizationAdmin(actor, 'send a link to set a password'),
    refuseIf(!member.hasActiveUser, 'no-active-user', 'They have no active user, so they could not sign in.'),
  )

/** USR-2: Atrium itself ends a user whose time has come, and warns of it. */
export const mayEndUser = (actor: Actor, user: { readonly isDue: boolean }) =>
  firstOf(
    refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself ends a user by their end date.'),
    refuseIf(!user.isDue, 'not-due', 'Their end date is another one now.'),
  )
