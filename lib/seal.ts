import 'server-only'
import { createHmac, hkdfSync } from 'node:crypto'
import { settings } from './settings'

/** What a key is for; one cannot stand in for another. */
type Purpose = 'device' | 'form' | 'throttle' | 'upload'

/** A text's HMAC-SHA-256 under this deployment's key for `purpose`, in base64url. */
export function seal(purpose: Purpose, text: string): string {
  const key = Buffer.from(hkdfSync('sha256', settings().keySecret, 'atrium', `atrium/${purpose}`, 32))
  return createHmac('sha256', key).update(text).digest('base64url')
}
