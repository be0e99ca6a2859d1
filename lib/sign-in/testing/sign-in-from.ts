import { desc, eq } from 'drizzle-orm'
import { activity } from '../../../db/schema/audit'
import { findSessionActor } from '../../actor'
import { during } from '../../call'
import { reading } from '../../database/client'
import { unwrap } from '../../test/factories'
import { signIn } from '../changes'

/** The password of everybody in these tests, and one that is nobody's. */
export const right = 'four quiet herons wading'
export const wrong = 'four quiet herons flying'

type Try = {
  readonly email: string
  readonly password?: string
  readonly address?: string
  readonly client?: string
  /** The device cookie. */
  readonly device?: string
}

/** Tries to sign in to an organization, as a browser at an address would. */
export const signInFrom = (organizationId: string, { email, password = right, device = '', ...from }: Try) =>
  during(
    {
      claim: { kind: 'anonymous', organizationId },
      requestId: crypto.randomUUID(),
      address: from.address ?? '192.0.2.1',
      client: from.client ?? 'Test',
    },
    () => signIn({ email, password, device }),
  )

/** What a try came to: `ok`, or the code of the refusal. */
export async function outcomeOf(attempt: ReturnType<typeof signInFrom>): Promise<string> {
  const result = await attempt
  if (!result.ok) return result.code
  return result.value.refusal?.code ?? 'ok'
}

/** The actor a sign-in that has to work leads to. */
export async function signedInActor(organizationId: string, attempt: Try) {
  const { session, refusal } = unwrap(await signInFrom(organizationId, attempt))
  if (!session) throw new Error(refusal.reason)
  const actor = await findSessionActor(session.id)
  if (!actor) throw new Error('The session does not stand.')
  return { ...actor, sessionId: session.id }
}

/** What was logged in an organization, newest first. */
export const activityOf = (organizationId: string) =>
  reading(organizationId, (tx) =>
    tx.select().from(activity).where(eq(activity.organizationId, organizationId)).orderBy(desc(activity.id)),
  )
