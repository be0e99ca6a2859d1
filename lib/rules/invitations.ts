import { type Actor, administers } from './actor'
import { mayUseAddress } from './policies'
import { firstOf, refuseIf } from './verdict'

const notAdministrator = (actor: Actor, workspaceId: string) =>
  refuseIf(
    !administers(actor, workspaceId),
    'not-administrator',
    'Only administrators of this workspace invite people to it.',
  )

/** The organization that somebody is invited to; who holds a link may be nobody there yet. */
type Inviting = { readonly organization: Pick<Actor['organization'], 'allowsLocalUsers'> }

/** INV-5 */
const provisioningOnly = (actor: Inviting) =>
  refuseIf(
    !actor.organization.allowsLocalUsers,
    'provisioning-only',
    'This organization takes users only from its identity provider.',
  )

/** INV-1, INV-5, section 2 */
export const mayInvite = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId), provisioningOnly(actor))

/** INV-6 */
export const mayInviteWorkspaceAdmin = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin,
      'not-organization-admin',
      'Only an Organization Admin can make somebody Workspace Admin.',
    ),
  )

/** GRP-1, DEL-4, PAR-2: straight into a partner; neither roles nor groups come with that. */
export const mayInviteIntoPartner = (wish: { readonly isWorkspaceAdmin: boolean; readonly groups: number }) =>
  firstOf(
    refuseIf(wish.isWorkspaceAdmin, 'partner-user', 'A partner user can hold neither role.'),
    refuseIf(wish.groups > 0, 'partner-user', 'A partner user is in no groups.'),
  )

/** Whether the address has a user in the workspace, and how that one stands. */
export type UserThere = 'none' | 'active' | 'ended' | 'deactivated'

type PartnerNamed = { readonly id: string; readonly name: string }

/** What the rules ask of an address that is to be invited. INV-2: of other workspaces nothing is asked. */
export type AddressFacts = {
  readonly email: string
  readonly userThere: UserThere
  /** The partner that this user is of. */
  readonly partnerThere: PartnerNamed | null
  /** Their open invitation. */
  readonly open: { readonly partner: PartnerNamed | null; readonly isWorkspaceAdmin: boolean } | null
  /** The partner that they are to be invited into. */
  readonly intoPartnerId: string | null
  readonly allowedDomains: readonly string[] | null
}

const thereAlready = (userThere: UserThere) =>
  firstOf(
    refuseIf(userThere === 'active', 'active-user', 'They are a user of this workspace already.'),
    refuseIf(userThere === 'deactivated', 'deactivated', 'They are deactivated in this workspace. Reactivate them.'),
    refuseIf(userThere === 'ended', 'ended', 'Their end date in this workspace has passed. Give them a later one.'),
  )

const asUserOf = (partner: PartnerNamed | null) => (partner === null ? 'a plain user' : `a user of ${partner.name}`)
const asInvited = (open: AddressFacts['open']) =>
  open?.isWorkspaceAdmin ? 'Workspace Admin' : asUserOf(open?.partner ?? null)

/** INV-2, INV-4, PAR-2: one line of an invitation. What they would come back as, or be sent again, is what was asked. */
export const mayInviteAddress = (address: AddressFacts) => {
  const { email, userThere, partnerThere, open, intoPartnerId, allowedDomains } = address
  const isOther = (partner: PartnerNamed | null) => (partner?.id ?? null) !== intoPartnerId
  return firstOf(
    refuseIf(
      userThere === 'deactivated' && isOther(partnerThere),
      'deactivated-otherwise',
      `They are deactivated in this workspace, as ${asUserOf(partnerThere)}. Reactivate them under Members, then link or unlink them.`,
    ),
    thereAlready(userThere),
    refuseIf(
      open !== null && isOther(open.partner),
      'pending-otherwise',
      `They have an invitation as ${asInvited(open)}. Revoke it first.`,
    ),
    refuseIf(open !== null, 'pending', 'They have an invitation already. Send it again.'),
    mayUseAddress(email, allowedDomains),
  )
}

/** What the rules ask of an invitation. */
export type InvitationFacts = {
  readonly workspaceId: string
  readonly email: string
  readonly state: 'pending' | 'expired' | 'accepted' | 'revoked'
  readonly userThere: UserThere
  readonly allowedDomains: readonly string[] | null
}

const notOpen = ({ state }: InvitationFacts) =>
  firstOf(
    refuseIf(state === 'accepted', 'accepted', 'It was accepted already.'),
    refuseIf(state === 'revoked', 'revoked', 'It was revoked. Invite them anew.'),
  )

/** INV-3, INV-4, INV-5 */
export const mayResendInvitation = (actor: Actor, invitation: InvitationFacts) =>
  firstOf(
    notAdministrator(actor, invitation.workspaceId),
    notOpen(invitation),
    provisioningOnly(actor),
    thereAlready(invitation.userThere),
    mayUseAddress(invitation.email, invitation.allowedDomains),
  )

/** INV-3 */
export const mayRevokeInvitation = (actor: Actor, invitation: InvitationFacts) =>
  firstOf(notAdministrator(actor, invitation.workspaceId), notOpen(invitation))

/** INV-3: the mail goes out by Atrium itself; whoever invited never holds the link. */
export const mayIssueInvitation = (actor: Actor, invitation: Pick<InvitationFacts, 'state'>) =>
  firstOf(
    refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself sends these links.'),
    refuseIf(invitation.state !== 'pending', 'not-pending', 'It is not pending any more.'),
  )

const linkGone = (isGone: boolean) =>
  refuseIf(
    isGone,
    'link-gone',
    'This invitation has expired or was revoked. Ask the administrators of the workspace for a new one.',
  )

/** INV-3, INV-4, INV-5, INV-2: whether it still stands for whom it was sent to. */
const stillStands = (actor: Inviting, invitation: InvitationFacts) =>
  firstOf(
    refuseIf(invitation.state === 'accepted', 'accepted', 'This invitation was accepted already. Sign in.'),
    linkGone(invitation.state !== 'pending'),
    provisioningOnly(actor),
    refuseIf(invitation.userThere === 'active', 'active-user', 'You are a user of this workspace already. Sign in.'),
    refuseIf(
      invitation.userThere !== 'none',
      'locked-there',
      'Your user in this workspace is locked. Ask its administrators to bring it back.',
    ),
    mayUseAddress(invitation.email, invitation.allowedDomains),
  )

/** INV-3: accepting needs the invited address; whoever is signed in with another one is told so. */
export const mayAcceptSignedIn = (actor: Actor, invitation: InvitationFacts) => {
  const own = actor.kind === 'user' ? actor.person.email : ''
  return firstOf(
    stillStands(actor, invitation),
    refuseIf(
      own !== invitation.email,
      'another-address',
      `You are signed in as ${own}, and this invitation is to ${invitation.email}. Sign out first.`,
    ),
  )
}

/** INV-3: with the link out of the mail, by who has no way yet to sign in. Who has one signs in first. */
export const mayAcceptByLink = (
  actor: Inviting,
  invitation: InvitationFacts | null,
  account: { readonly canSignIn: boolean },
) =>
  invitation === null
    ? firstOf(linkGone(true))
    : firstOf(
        stillStands(actor, invitation),
        refuseIf(account.canSignIn, 'sign-in-first', 'You have an account already. Sign in to accept.'),
      )
