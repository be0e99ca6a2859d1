import { type Actor, administers } from './actor'
import type { NodeFacts } from './files'
import { can, type Level } from './levels'
import { firstOf, refuseIf } from './verdict'

type FolderFacts = Pick<NodeFacts, 'mask' | 'below'>

const notAdministrator = (folder: FolderFacts) =>
  refuseIf(!can(folder.mask, 'administer'), 'not-administrator', 'Only who administers this folder can do this.')

/** Section 2: with `admin` on a folder its permissions are one's own to give, and those below only with the subtree. */
const notBelow = (folder: FolderFacts, isRecursive: boolean) =>
  refuseIf(
    isRecursive && !can(folder.below, 'administer'),
    'not-below',
    'You administer this folder alone, and not what is below it: this can be given for the folder alone.',
  )

/** Section 2, FIL-4: who has been given what on a folder, and who reaches it. */
export const mayListPermissions = (folder: FolderFacts) => firstOf(notAdministrator(folder))

/** FIL-4: of one's own user, and by the administrators of their workspace. */
export const mayListReach = (actor: Actor, user: { readonly id: string; readonly workspaceId: string }) =>
  firstOf(
    refuseIf(
      !administers(actor, user.workspaceId) && !(actor.kind === 'user' && actor.user.id === user.id),
      'not-administrator',
      'Only administrators of this workspace see what its users can reach.',
    ),
  )

/**
 * What the rules ask of whom a permission is for. `state` is of a user; a group or a partner is always `active`.
 * `isInsideRoot`: of a partner, whether the folder is its root or lies in it; null of a user or a group.
 */
export type GranteeFacts = {
  readonly state: 'active' | 'ended' | 'deactivated'
  readonly isPartnerUser: boolean
  readonly isInsideRoot: boolean | null
}

/** FIL-3 */
const partnerUser = ({ isPartnerUser }: GranteeFacts) =>
  refuseIf(
    isPartnerUser,
    'partner-user',
    'They are a user of a partner, and have what the partner has. Give it to that.',
  )

/** PAR-3 */
const outsideRoot = ({ isInsideRoot }: GranteeFacts) =>
  refuseIf(
    isInsideRoot === false,
    'outside-root',
    'This folder is not inside the root folder of this partner. It can be given folders in there alone.',
  )

/** PAR-3: the levels that a partner can have. */
export const partnerLevels = ['list', 'read', 'write', 'full'] as const satisfies readonly Level[]

/** PAR-3: the level that a partner, or anybody else, is to have. */
export const mayHaveLevel = (isPartner: boolean, level: Level) =>
  firstOf(
    refuseIf(
      isPartner && !partnerLevels.some((one) => one === level),
      'not-for-partners',
      'A partner can be given List, Read, Write or Full, and nothing else.',
    ),
  )

/** What a permission is to come to. */
export type TermsFacts = { readonly level: Level; readonly isRecursive: boolean }

const notActive = ({ state }: GranteeFacts) =>
  firstOf(
    refuseIf(state === 'deactivated', 'not-active', 'They are deactivated. Reactivate them first.'),
    refuseIf(state === 'ended', 'ended', 'Their end date has passed. Give them a later one, or none, first.'),
  )

/** Section 2, FIL-2, FIL-3, PAR-3 */
export const mayGivePermission = (folder: FolderFacts, grantee: GranteeFacts, { level, isRecursive }: TermsFacts) =>
  firstOf(
    notAdministrator(folder),
    notBelow(folder, isRecursive),
    notActive(grantee),
    partnerUser(grantee),
    outsideRoot(grantee),
    mayHaveLevel(grantee.isInsideRoot !== null, level),
  )

/** What the rules ask of a permission that stands. `isHome`: somebody's own, in their home folder. */
export type PermissionFacts = { readonly isRecursive: boolean; readonly isHome: boolean; readonly isPartner: boolean }

/** Section 2, FIL-11 */
export const mayTakePermission = (folder: FolderFacts, permission: PermissionFacts) =>
  firstOf(
    notAdministrator(folder),
    notBelow(folder, permission.isRecursive),
    refuseIf(permission.isHome, 'home', 'Everybody has Full in their own home folder.'),
  )

/** Section 2, FIL-11, USR-2, PAR-3 */
export const mayChangePermission = (
  folder: FolderFacts,
  permission: PermissionFacts,
  { level, isRecursive }: TermsFacts,
) =>
  firstOf(
    mayTakePermission(folder, permission),
    notBelow(folder, isRecursive),
    mayHaveLevel(permission.isPartner, level),
  )

/** USR-2: Atrium itself warns of a permission that is about to end. */
export const mayWarnOfPermissionEnd = (actor: Actor, permission: { readonly isDue: boolean }) =>
  firstOf(
    refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself warns of the end of a permission.'),
    refuseIf(!permission.isDue, 'not-due', 'It ends on another day now, or counts for nothing.'),
  )
