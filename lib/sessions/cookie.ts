import 'server-only'
import { cookies } from 'next/headers'
import { sessionCookie } from '../session-cookie'
import { settings } from '../settings'

/** Takes the session's cookie out of the browser; its row has ended already. */
export async function forgetSessionCookie(): Promise<void> {
  const store = await cookies()
  store.set(sessionCookie(), '', {
    httpOnly: true,
    sameSite: 'lax',
    // A browser does not let go of a __Secure- cookie without it.
    secure: settings().url.startsWith('https:'),
    path: '/',
    maxAge: 0,
  })
}
