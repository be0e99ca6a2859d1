import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a user that a person wants to act as or sign in as. */
export type OwnUserFacts = { readonly accountId: string; readonly isActive: boolean }

const isOwn = (actor: Actor, accountId: string) => actor.kind === 'user' && actor.person.id === accountId

/** SWI-1: the person's own active users, and nobody else's. */
export const maySwitchTo = (actor: Actor, user: OwnUserFacts) =>
  firstOf(
    refuseIf(!isOwn(actor, user.accountId), 'not-your-user', 'You can act only as one of your own users.'),
    refuseIf(!user.isActive, 'not-active', 'This user is no longer active.'),
  )

/** SWI-7: the person themselves or an Organization Admin, among the person's active users. */
export const mayChooseSignInUser = (actor: Actor, user: OwnUserFacts) =>
  firstOf(
    refuseIf(
      !isOwn(actor, user.accountId) && !actor.isOrganizationAdmin,
      'not-yours',
      'Only the person or an Organization Admin chooses a sign-in workspace.',
    ),
    refuseIf(!user.isActive, 'not-active', 'Only an active user can be the one assumed at sign-in.'),
  )

/** Section 2, security: every browser that is signed in, and an end to each. */
export const mayListSessions = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin,
      'not-organization-admin',
      'Only an Organization Admin sees and ends the sessions of others.',
    ),
  )
