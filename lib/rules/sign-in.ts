import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of a try to sign in. `waitSeconds` is 0 unless too many failed before it. */
export type SignInFacts = {
  readonly waitSeconds: number
  readonly isPasswordRight: boolean
  readonly hasActiveUser: boolean
}

const inWords = (seconds: number) => {
  if (seconds < 60) return 'a minute'
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}

/** How long somebody has to wait after too many failed tries, in words. */
export const mayTryPassword = (waitSeconds: number) =>
  firstOf(
    refuseIf(
      waitSeconds > 0,
      'too-many-tries',
      `Too many tries that were not right. Try again in ${inWords(waitSeconds)}.`,
    ),
  )

/** A sign-in is tried by somebody not signed in. */
export const mayAskToSignIn = (actor: Actor) =>
  firstOf(refuseIf(actor.kind !== 'anonymous', 'signed-in', 'You are signed in already.'))

/** WSP-7, SEC-4: one answer for an address nobody has, a wrong password, and a person without an active user. */
export const maySignIn = (facts: SignInFacts) =>
  firstOf(
    mayTryPassword(facts.waitSeconds),
    refuseIf(!facts.isPasswordRight || !facts.hasActiveUser, 'not-right', 'E-mail or password is not right.'),
  )
