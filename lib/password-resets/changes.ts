import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { accounts } from '../../db/schema/accounts'
import { passwordResets } from '../../db/schema/sessions'
import { type Call, currentCall } from '../call'
import { type Changing, change } from '../change'
import { badField, notFound, Refused } from '../change/failures'
import type { Tx } from '../database/client'
import { hashToken, newToken } from '../link-token'
import { commonPasswordReason, isCommonPassword } from '../passwords/common'
import { hashPassword } from '../passwords/hash'
import { mayAskForReset, maySendReset, maySetPasswordByLink } from '../rules/passwords'
import { mayTryPassword } from '../rules/sign-in'
import { endSessionsOf } from '../sessions/writes'
import { resetBuckets } from '../sign-in/buckets'
import { reserveTry } from '../sign-in/writes'
import { AskForReset, IssueReset, ResetPassword } from './input'
import { findMailAccount, findReset } from './queries'
import { queueReset } from './writes'

const validMinutes = 60

const enqueueReset = change(AskForReset, async ({ actor, tx, call, permit, log }, { email }) => {
  permit(mayAskForReset(actor))
  const organizationId = actor.organization.id
  const reserved = await reserveTry(tx, organizationId, resetBuckets({ email, address: call.address }))
  const person = { id: null, name: '', email }
  if (!reserved.isFree) {
    const verdict = mayTryPassword(reserved.waitSeconds)
    if (!reserved.isFirst && !verdict.ok) throw new Refused(verdict)
    log('password-reset-asked', { person, detail: 'Asked too often; nothing is sent' })
    return null
  }
  await queueReset(tx, organizationId, email)
  log('password-reset-asked', { person, detail: 'Asked for a link to set a password' })
  return null
})

/** Takes a wish for a link to set a password. Answers the same, and as fast, whoever has the address (SEC-4). */
export const askForReset: Changing<Parameters<typeof enqueueReset>[0], null> = async (input) => {
  const result = await enqueueReset(input)
  return !result.ok && result.code === 'too-many-tries' ? { ok: true, value: null } : result
}

/** Makes the one link that sets this account's password from now on; older ones die. The token is given out here only. */
export const issueReset = change(IssueReset, async ({ actor, tx, permit, log }, input) => {
  const organizationId = actor.organization.id
  const account = await findMailAccount(tx, organizationId, { id: input.accountId })
  if (!account) throw notFound()
  permit(maySendReset(actor, account))
  await tx
    .delete(passwordResets)
    .where(and(eq(passwordResets.organizationId, organizationId), eq(passwordResets.accountId, account.id)))
  const token = newToken()
  await tx.insert(passwordResets).values({
    organizationId,
    id: crypto.randomUUID(),
    accountId: account.id,
    tokenHash: hashToken(token),
    expiresAt: sql`now() + make_interval(mins => ${validMinutes})`,
  })
  log('password-reset-sent', { person: account, detail: 'A link to set a password goes to their mailbox' })
  const { id, name, email } = account
  return { token, organization: actor.organization.name, account: { id, name, email } }
})

async function readReset(tx: Tx, organizationId: string, token: string) {
  const [row] = await tx
    .select({
      id: passwordResets.id,
      accountId: passwordResets.accountId,
      email: accounts.email,
      name: accounts.name,
      isOver: sql<boolean>`${passwordResets.expiresAt} <= now()`,
    })
    .from(passwordResets)
    .innerJoin(
      accounts,
      and(eq(accounts.organizationId, passwordResets.organizationId), eq(accounts.id, passwordResets.accountId)),
    )
    .where(and(eq(passwordResets.organizationId, organizationId), eq(passwordResets.tokenHash, hashToken(token))))
  return row ?? null
}

/** The hash of the new password; none for a link that somebody made up. */
async function prepare({ claim }: Call, { token, password }: z.output<typeof ResetPassword>) {
  const isOurs = 'organizationId' in claim && (await findReset(claim.organizationId, token)) !== null
  return isOurs ? hashPassword(password) : undefined
}

const setByLink = change(
  ResetPassword,
  async ({ actor, tx, permit, audit }, { token, password }, passwordHash) => {
    const { id: organizationId, name: organization, slug } = actor.organization
    const reset = passwordHash === undefined ? null : await readReset(tx, organizationId, token)
    permit(maySetPasswordByLink(reset))
    if (!reset) throw notFound()
    if (isCommonPassword(password, [reset.name, reset.email, organization]))
      throw badField('password', 'common-password', commonPasswordReason)
    await tx
      .delete(passwordResets)
      .where(and(eq(passwordResets.organizationId, organizationId), eq(passwordResets.id, reset.id)))
    await tx
      .update(accounts)
      .set({ passwordHash })
      .where(and(eq(accounts.organizationId, organizationId), eq(accounts.id, reset.accountId)))
    const endedSessions = await endSessionsOf(tx, organizationId, reset.accountId)
    audit('password.reset', {
      target: { kind: 'member', id: reset.accountId, label: reset.email },
      after: { endedSessions },
    })
    return { slug, email: reset.email, accountId: reset.accountId }
  },
  // Ends sessions: also one that is being opened right now with the old password. And a link is used by one alone.
  { lock: 'exclusive', prepare },
)

/** Sets a password by a link, once; every session of the account ends. SEC-5 */
export const resetPassword: typeof setByLink = async (input) => {
  const { claim } = currentCall()
  const parsed = ResetPassword.safeParse(input)
  // A link somebody made up must not make everybody else's changes wait for the exclusive lock.
  if (parsed.success && 'organizationId' in claim && !(await findReset(claim.organizationId, parsed.data.token))) {
    const verdict = maySetPasswordByLink(null)
    if (!verdict.ok) return verdict
  }
  return setByLink(input)
}
