import 'server-only'
import { and, eq } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { type Change, type Changing, change } from '../change'
import { Refused } from '../change/failures'
import type { Tx } from '../database/client'
import { isPassword } from '../passwords/hash'
import type { Failure } from '../result'
import { mayAskToSignIn, maySignIn } from '../rules/sign-in'
import { openSession } from '../sessions/writes'
import { passwordBuckets } from './buckets'
import { knownDevice } from './device'
import { inTurn } from './gate'
import { SignIn } from './input'
import { forgetPassedWindows, reserveTry, returnTry } from './writes'

/** A browser signed in, or why it was not. */
export type SignedIn =
  | { readonly session: { readonly id: string; readonly accountId: string }; readonly refusal: null }
  | { readonly session: null; readonly refusal: Failure }

async function findAccount(tx: Tx, organizationId: string, email: string) {
  const [account] = await tx
    .select({ id: accounts.id, name: accounts.name, email: accounts.email, passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(and(eq(accounts.organizationId, organizationId), eq(accounts.email, email)))
  return account ?? null
}

type Person = { readonly id: string | null; readonly name: string; readonly email: string }

function refused({ log }: Change, person: Person, detail: string, facts: Parameters<typeof maySignIn>[0]): SignedIn {
  const verdict = maySignIn(facts)
  if (verdict.ok) throw new Error('A sign-in that failed was permitted.')
  log('sign-in-failed', { person, detail })
  return { session: null, refusal: verdict }
}

const trySignIn = change(SignIn, async (context, input): Promise<SignedIn> => {
  const { actor, tx, call, permit, log } = context
  permit(mayAskToSignIn(actor))
  const organizationId = actor.organization.id
  const account = await findAccount(tx, organizationId, input.email)
  const person = account ?? { id: null, name: '', email: input.email }
  const deviceId = account && knownDevice(input.device, account.id)
  const buckets = passwordBuckets({ email: input.email, address: call.address, deviceId })
  const reserved = await reserveTry(tx, organizationId, buckets)
  if (!reserved.isFree) {
    const facts = { waitSeconds: reserved.waitSeconds, isPasswordRight: false, hasActiveUser: false }
    const answer = refused(context, person, 'Too many tries; those that follow are not listed one by one', facts)
    if (!reserved.isFirst && answer.refusal) throw new Refused(answer.refusal)
    return answer
  }
  const isPasswordRight = await isPassword(account?.passwordHash ?? null, input.password)
  const opened =
    isPasswordRight && account ? await openSession(tx, { organizationId, accountId: account.id, ...call }) : null
  if (!account || !opened) {
    await forgetPassedWindows(tx, organizationId)
    const detail = isPasswordRight ? 'No active user' : account ? 'Wrong password' : 'Unknown address'
    return refused(context, person, detail, { waitSeconds: 0, isPasswordRight, hasActiveUser: false })
  }
  await returnTry(tx, organizationId, buckets)
  log('signed-in', { person, workspace: opened.workspace, detail: 'Signed in with a password' })
  return { session: { id: opened.sessionId, accountId: account.id }, refusal: null }
})

/**
 * Signs a browser in by e-mail and password: a session that acts as the sign-in user (SWI-3). A try that fails is kept
 * and counted, so it answers with a value too: `session` null and the refusal in words. SEC-5, SEC-7, WSP-7
 */
export const signIn: Changing<Parameters<typeof trySignIn>[0], SignedIn> = (input) => inTurn(() => trySignIn(input))
