import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { findSessionActor } from './actor'
import { traced } from './request'
import type { UserActor } from './rules/actor'
import { sessionCookie } from './session-cookie'
import { settings } from './settings'

/** The session id this request shows, or null. That the session stands is asked of the database (SEC-3). */
export async function shownSessionId(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie())?.value
  try {
    const shown = await decode({ token, secret: settings().nextAuthSecret })
    return typeof shown?.sessionId === 'string' ? shown.sessionId : null
  } catch {
    return null // there is none, or it is forged, or made with another secret
  }
}

/** Who acts in this request, or null when nobody is signed in. Asked once a request. */
export const findActor = cache(async (): Promise<UserActor | null> => {
  const sessionId = await shownSessionId()
  return sessionId ? traced(() => findSessionActor(sessionId)) : null
})

/** Who acts in this request; sends everybody else to sign in, and back here afterwards. */
export async function requireActor(): Promise<UserActor> {
  const actor = await findActor()
  if (actor) return actor
  const path = (await headers()).get('x-atrium-path') ?? '/'
  redirect(path === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`)
}
