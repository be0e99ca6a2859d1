import { type Actor, administers } from './actor'
import { firstOf, refuseIf } from './verdict'

/** What the rules ask of an operation. */
export type OperationFacts = {
  /** The user who started it. */
  readonly userId: string | null
  readonly workspaceId: string | null
  readonly isCancellable: boolean
  readonly hasEnded: boolean
  /** It was given up. */
  readonly hasFailed: boolean
  /** This version of Atrium knows this kind of work. */
  readonly isKnown: boolean
}

/** An operation is in the hands of the user who started it and of the administrators it touches. */
const notTheirs = (actor: Actor, operation: OperationFacts, verb: string) =>
  refuseIf(
    !(
      (actor.kind === 'user' && actor.user.id === operation.userId) ||
      actor.isOrganizationAdmin ||
      (operation.workspaceId !== null && administers(actor, operation.workspaceId))
    ),
    'not-yours',
    `Only who started it or an administrator can ${verb}.`,
  )

/** CPM-8: it is cancelled while what it does can be taken back. */
export const mayCancelOperation = (actor: Actor, operation: OperationFacts) =>
  firstOf(
    notTheirs(actor, operation, 'cancel it'),
    refuseIf(operation.hasEnded, 'ended', 'It has ended already.'),
    refuseIf(
      !operation.isCancellable,
      'cannot-be-taken-back',
      'What it does cannot be taken back, so it runs to its end.',
    ),
  )

/** CPM-8: one that failed is tried again, also where it cannot be taken back: it only goes on to its end. */
export const mayRetryOperation = (actor: Actor, operation: OperationFacts) =>
  firstOf(
    notTheirs(actor, operation, 'try it again'),
    refuseIf(!operation.hasEnded, 'not-ended', 'It has not ended yet.'),
    refuseIf(!operation.hasFailed, 'not-failed', 'Only what failed can be tried again.'),
    refuseIf(!operation.isKnown, 'unknown-work', 'This version of Atrium does not know this kind of work.'),
  )

/** Background work is taken up, and ended when it cannot go on, by Atrium alone. */
export const mayTakeUpOperation = (actor: Actor) =>
  firstOf(refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself takes up background work.'))

/** A step runs on Atrium's authority, or on that of the user who started it, as it is at that moment. */
export const mayTakeStep = (actor: Actor, operation: { readonly userId: string | null }) =>
  firstOf(
    refuseIf(
      actor.kind !== 'system' && !(actor.kind === 'user' && actor.user.id === operation.userId),
      'not-yours',
      'Only the user who started it, or Atrium itself, carries it on.',
    ),
  )
