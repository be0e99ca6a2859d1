import { type Actor, administers } from './actor'
import type { NodeFacts } from './files'
import type { UserFacts } from './users'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a partner. */
export type PartnerFacts = { readonly workspaceId: string }

const notAdministrator = (actor: Actor, workspaceId: string, what: string) =>
  refuseIf(!administers(actor, workspaceId), 'not-administrator', `Only administrators of this workspace can ${what}.`)

/** Section 2: the partners of a workspace and who is of them. */
export const mayListPartners = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'list its partners'))

/** Section 2 */
export const mayCreatePartner = (actor: Actor, workspaceId: string) =>
  firstOf(notAdministrator(actor, workspaceId, 'create partners in it'))

/** Section 2 */
export const mayEditPartner = (actor: Actor, partner: PartnerFacts) =>
  firstOf(notAdministrator(actor, partner.workspaceId, 'change its partners'))

/** Section 2, PAR-4 */
export const mayDeletePartner = (actor: Actor, partner: PartnerFacts) =>
  firstOf(notAdministrator(actor, partner.workspaceId, 'delete its partners'))

/** Section 2: who is of a partner, and who is not. */
export const mayChangePartnerUsers = (actor: Actor, partner: PartnerFacts) =>
  firstOf(notAdministrator(actor, partner.workspaceId, 'change who is of its partners'))

/**
 * What the rules ask of a folder that is to be a partner's root. `isInHome`: it lies in somebody's home folder. `own`: the
 * partner whose root it is, by name; `above`: the one whose root it is or lies in; `below`: one whose root lies in it; null:
 * there is none. They are read while nobody else moves folders or makes partners there.
 */
export type RootFacts = Pick<NodeFacts, 'kind' | 'place'> & {
  readonly isInHome: boolean
  readonly own: string | null
  readonly above: string | null
  readonly below: string | null
}

/** PAR-1: roots never contain each other; what stays for another reason is no company's. */
export const mayBeRoot = ({ kind, place, isInHome, own, above, below }: RootFacts) =>
  firstOf(
    refuseIf(kind !== 'folder', 'no-folder', 'This is a file. Choose a folder.'),
    refuseIf(place === 'root', 'root', 'This is the whole of the workspace’s files. Choose a folder in it.'),
    refuseIf(
      place === 'homes' || place === 'home' || isInHome,
      'home',
      'Home folders are their users’ own. Choose a folder outside them.',
    ),
    refuseIf(own !== null, 'root-already', `It is the root folder of ${own} already. Choose another folder.`),
    refuseIf(above !== null, 'inside-root', `It is inside the root folder of ${above}. Choose a folder outside it.`),
    refuseIf(below !== null, 'contains-root', `The root folder of ${below} lies in it. Choose another folder.`),
  )

/** PAR-1: somebody who is there. Users of other workspaces are not found. */
export const mayBeResponsible = (user: Pick<UserFacts, 'state' | 'isPartnerUser'>) =>
  firstOf(
    refuseIf(user.state !== 'active', 'not-active', 'They are not active. Choose somebody who is.'),
    refuseIf(user.isPartnerUser, 'partner-user', 'They are a user of a partner. Choose somebody of your own.'),
  )

type LinkedFacts = Pick<UserFacts, 'state' | 'isOrganizationAdmin' | 'isWorkspaceAdmin'> & {
  readonly partnerId: string | null
  /** Partners that they are the responsible user of. */
  readonly responsibleFor: number
}

/** PAR-2, DEL-4: an active user without a role, and of one partner alone. Users of other workspaces are not found. */
export const mayLinkUser = (actor: Actor, partner: PartnerFacts & { readonly id: string }, user: LinkedFacts) =>
  firstOf(
    mayChangePartnerUsers(actor, partner),
    refuseIf(user.state === 'deactivated', 'not-active', 'They are deactivated. Reactivate them first.'),
    refuseIf(user.state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, first.'),
    refuseIf(user.partnerId === partner.id, 'linked', 'They are a user of this partner already.'),
    refuseIf(
      user.partnerId !== null,
      'linked-elsewhere',
      'They are a user of another partner. Unlink them there first.',
    ),
    refuseIf(
      user.isOrganizationAdmin || user.isWorkspaceAdmin,
      'carries-role',
      'A partner user can hold neither role. Ask an Organization Admin to remove theirs first.',
    ),
    refuseIf(
      user.responsibleFor > 0,
      'responsible',
      'They are the responsible user of a partner. Make somebody else responsible first.',
    ),
  )

/** PAR-2: active or not. */
export const mayUnlinkUser = (actor: Actor, partner: PartnerFacts, user: { readonly isOfPartner: boolean }) =>
  firstOf(
    mayChangePartnerUsers(actor, partner),
    refuseIf(!user.isOfPartner, 'not-linked', 'They are no user of this partner any more.'),
  )
