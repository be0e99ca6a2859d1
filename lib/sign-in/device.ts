import 'server-only'
import { timingSafeEqual } from 'node:crypto'
import { cookies } from 'next/headers'
import { seal } from '../seal'
import { settings } from '../settings'

const name = 'atrium-device'
const lastOrganization = 'atrium-organization'
const days = 180
// A shared computer is known to several people; the cookie stays small.
const mostAccounts = 5

type Entry = { readonly id: string; readonly accountId: string; readonly text: string }

const bodyOf = (id: string, accountId: string, day: number) => `${id}.${accountId}.${day}`
const today = () => Math.floor(Date.now() / 86_400_000)

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The entries of a device cookie that are ours and not older than 180 days. */
function readEntries(cookie: string): readonly Entry[] {
  return cookie.split('~').flatMap((text) => {
    const [id = '', accountId = '', day = '', seen = ''] = text.split('.')
    if (!isSame(seen, seal('device', `${id}.${accountId}.${day}`))) return []
    return Number(day) + days < today() ? [] : [{ id, accountId, text }]
  })
}

/** The id of the browser, when it proved once to be this account's: it signed in, or showed a mailed link. */
export const knownDevice = (cookie: string, accountId: string): string | null =>
  readEntries(cookie).find((entry) => entry.accountId === accountId)?.id ?? null

/** The device cookie with this account known in it, newest first, at most five accounts. */
export function withAccount(cookie: string, accountId: string): string {
  const entries = readEntries(cookie)
  const id = entries.find((entry) => entry.accountId === accountId)?.id ?? crypto.randomUUID()
  const body = bodyOf(id, accountId, today())
  const others = entries.filter((entry) => entry.accountId !== accountId).map((entry) => entry.text)
  return [`${body}.${seal('device', body)}`, ...others].slice(0, mostAccounts).join('~')
}

/** The device cookie of this request, empty without one. */
export const shownDevice = async (): Promise<string> => ((await cookies()).get(name)?.value ?? '').slice(0, 2_000)

const kept = () =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    secure: settings().url.startsWith('https:'),
    path: '/',
    maxAge: days * 86_400,
  }) as const

/**
 * From now on this browser counts its own failed tries for the account, so that strangers cannot lock it out, and
 * `/sign-in` leads to the organization with this sign-in address (SEC-6).
 */
export async function rememberDevice(accountId: string, slug: string): Promise<void> {
  const store = await cookies()
  store.set(name, withAccount(store.get(name)?.value ?? '', accountId), kept())
  store.set(lastOrganization, slug, kept())
}

/** The sign-in address that was last used in this browser, as it says; empty when there was none. */
export const lastSlug = async (): Promise<string> => (await cookies()).get(lastOrganization)?.value ?? ''
