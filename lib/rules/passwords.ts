import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** Whoever cannot sign in asks for a link; that tells nothing of whether the address is known (SEC-4). */
export const mayAskForReset = (actor: Actor) =>
  firstOf(refuseIf(actor.kind !== 'anonymous', 'signed-in', 'You are signed in. Change your password on your profile.'))

/** USR-1: a link goes to the person's own mailbox by Atrium itself; nobody else ever holds it. */
export const maySendReset = (actor: Actor, account: { readonly hasActiveUser: boolean }) =>
  firstOf(
    refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself sends these links.'),
    refuseIf(!account.hasActiveUser, 'no-active-user', 'They have no active user, so they could not sign in.'),
  )

/** What the rules ask of a link to set a password. */
export type ResetFacts = { readonly isOver: boolean }

/** A link sets a password once, for an hour, and only the newest one sent; others are gone. */
export const maySetPasswordByLink = (reset: ResetFacts | null) =>
  firstOf(
    refuseIf(
      reset === null || reset.isOver,
      'link-gone',
      'This link was used, is more than an hour old, or a newer one was sent. Ask for a new one.',
    ),
  )

/** USR-1: the person alone, signed in, who has a password already. */
export const mayChangePassword = (actor: Actor, account: { readonly id: string; readonly hasPassword: boolean }) =>
  firstOf(
    refuseIf(
      actor.kind !== 'user' || actor.person.id !== account.id,
      'not-yours',
      'Only the person themselves can change their password.',
    ),
    refuseIf(
      !account.hasPassword,
      'no-password',
      'You have no password yet. Sign out and ask for a link under “Forgot your password?” to set one.',
    ),
  )
