import 'server-only'
import { and, eq } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { passwordResets } from '../../db/schema/sessions'
import { currentCall, during } from '../call'
import { type Changing, change } from '../change'
import { badField, notFound, Refused } from '../change/failures'
import type { Failure } from '../result'
import { mayChangePassword } from '../rules/passwords'
import { mayTryPassword } from '../rules/sign-in'
import { endSessionsOf } from '../sessions/writes'
import { ownPasswordBuckets } from '../sign-in/buckets'
import { reserveTry, returnTry } from '../sign-in/writes'
import { commonPasswordReason, isCommonPassword } from './common'
import { hashPassword, isPassword } from './hash'
import { ChangePassword } from './input'

type Outcome = { readonly ended: number; readonly refusal: Failure | null }

const tryChange = change(
  ChangePassword,
  async ({ actor, tx, permit, audit, log }, input, passwordHash: string | undefined): Promise<Outcome> => {
    if (actor.kind !== 'user') throw notFound()
    const { organization, person, user, sessionId } = actor
    const here = and(eq(accounts.organizationId, organization.id), eq(accounts.id, person.id))
    const [account] = await tx
      .select({ id: accounts.id, passwordHash: accounts.passwordHash })
      .from(accounts)
      .where(here)
    if (!account) throw notFound()
    permit(mayChangePassword(actor, { id: account.id, hasPassword: account.passwordHash !== null }))
    if (isCommonPassword(input.password, [person.name, person.email, organization.name]))
      throw badField('password', 'common-password', commonPasswordReason)

    const buckets = ownPasswordBuckets(person.id)
    const reserved = await reserveTry(tx, organization.id, buckets)
    const verdict = mayTryPassword(reserved.isFree ? 0 : reserved.waitSeconds)
    if (!verdict.ok && !reserved.isFree && !reserved.isFirst) throw new Refused(verdict)
    if (!verdict.ok || !(await isPassword(account.passwordHash, input.current))) {
      log('password-change-failed', { workspace: user.workspace, detail: 'The current password was not right' })
      const wrong = badField('current', 'wrong-password', 'This is not your current password.').failure
      return { ended: 0, refusal: verdict.ok ? wrong : verdict }
    }
    await returnTry(tx, organization.id, buckets)
    await tx.update(accounts).set({ passwordHash }).where(here)
    // A link asked for before, perhaps by whoever the person is getting rid of, dies too.
    await tx
      .delete(passwordResets)
      .where(and(eq(passwordResets.organizationId, organization.id), eq(passwordResets.accountId, person.id)))
    const ended = await endSessionsOf(tx, organization.id, person.id, sessionId)
    audit('password.changed', {
      target: { kind: 'member', id: person.id, label: person.email },
      after: { endedSessions: ended },
    })
    return { ended, refusal: null }
  },
  // Ends sessions: also one that is being opened right now with the old password.
  { lock: 'exclusive', prepare: (_, { password }) => hashPassword(password) },
)

/**
 * Changes the person's own password; every session but this one ends, and their number is answered. A current password
 * that is not right is counted and kept. SEC-5, USR-1
 */
export const changePassword: Changing<Parameters<typeof tryChange>[0], { readonly ended: number }> = async (input) => {
  // A form's key is kept beside a hash of its input, and no fast hash of a password may be kept anywhere.
  const result = await during({ ...currentCall(), idempotencyKey: undefined }, () => tryChange(input))
  if (!result.ok) return result
  const { ended, refusal } = result.value
  return refusal ?? { ok: true, value: { ended } }
}
