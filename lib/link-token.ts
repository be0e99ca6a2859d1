import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { settings } from './settings'

/** A new token: 32 random bytes in base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** How a token is kept (SEC-5). */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The link that a mail carries: to a page of ours for whoever holds the token. */
export const linkTo = (page: 'reset-password' | 'invitation', organizationId: string, token: string): string =>
  `${settings().url}/${page}/${organizationId}.${token}`

/** The two halves of what stands in a link; null when it is no such thing. */
export function readLinkPart(part: string): { organizationId: string; token: string } | null {
  const [organizationId, token, ...rest] = part.split('.')
  const isOurs = z.guid().safeParse(organizationId).success && /^[\w-]{43}$/.test(token ?? '') && rest.length === 0
  return isOurs && organizationId && token ? { organizationId, token } : null
}
