import 'server-only'
import type { AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { longestSession } from '../policies/policies'
import { settings } from '../settings'
import { authorize } from './authorize'

/** How next-auth signs in: its token holds the id of a session row and nothing else, and is not renewed. */
export function authOptions(): AuthOptions {
  const { url, nextAuthSecret } = settings()
  // next-auth takes its own address from here alone, and would otherwise believe what a proxy forwards.
  process.env.NEXTAUTH_URL = url
  return {
    secret: nextAuthSecret,
    // The cookie may outlive its session, whose row is asked at each request and ends by the policy of the moment.
    session: { strategy: 'jwt', maxAge: longestSession * 3_600 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [Credentials({ credentials: {}, authorize })],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : token),
    },
    // Why a sign-in failed stands in the activity log.
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  }
}
