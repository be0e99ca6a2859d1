import 'server-only'
import { z } from 'zod'
import { during } from '../call'
import { describeError, log } from '../log'
import { origin, requestId } from '../request'
import { signIn } from './changes'
import { rememberDevice, shownDevice } from './device'
import { findSignInOrganization } from './queries'

// next-auth adds fields of its own, such as the callback URL.
const Sent = z.object({ organization: z.string().max(100), email: z.string(), password: z.string() })

/** What the person reads; next-auth hands the message of an error to the page. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn'
}

async function tryToSignIn(sent: unknown): Promise<{ id: string }> {
  const parsed = Sent.safeParse(sent)
  const organization = parsed.success ? await findSignInOrganization(parsed.data.organization) : null
  if (!parsed.success || !organization) throw new NotSignedIn('This page is out of date. Reload it.')
  const { email, password } = parsed.data
  const claim = { kind: 'anonymous', organizationId: organization.id } as const
  const call = { claim, requestId: await requestId(), ...(await origin()) }
  const device = await shownDevice()
  const result = await during(call, () => signIn({ email, password, device }))
  if (!result.ok) throw new NotSignedIn(Object.values(result.fields ?? {})[0] ?? result.reason)
  const { session, refusal } = result.value
  if (!session) throw new NotSignedIn(refusal.reason)
  await rememberDevice(session.accountId, organization.slug)
  return { id: session.id }
}

/** next-auth's question who this is: a session that was just made, by its id. Throws a `NotSignedIn` in words. */
export async function authorize(sent: unknown): Promise<{ id: string }> {
  try {
    return await tryToSignIn(sent)
  } catch (error) {
    if (error instanceof NotSignedIn) throw error
    const id = await requestId()
    log.error({ requestId: id, ...describeError(error) }, 'a sign-in failed')
    throw new NotSignedIn(
      `Atrium could not answer. Try again; if it goes on, tell whoever runs it this: request ${id}.`,
    )
  }
}
