import { settings } from './settings'

/** The cookie next-auth keeps its token in; the token holds a session id and nothing else. */
export const sessionCookie = () =>
  settings().url.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token'
