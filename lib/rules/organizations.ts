import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** SEC-6: the operator founds organizations; the first-run page does it once, with the code from the console. */
export const mayFoundOrganization = (actor: Actor, proof: { readonly hasSetUpCode: boolean }) =>
  firstOf(
    refuseIf(actor.kind === 'user', 'signed-in', 'Sign out first: an organization is founded by its operator.'),
    refuseIf(
      actor.kind === 'anonymous' && !proof.hasSetUpCode,
      'wrong-set-up-code',
      'This is not the set-up code. It stands on the console where Atrium was started, and works once.',
    ),
  )
