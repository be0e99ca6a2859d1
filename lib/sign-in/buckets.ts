import 'server-only'
import { seal } from '../seal'
import { networkOf } from './network'

/** Tries counted together: at most `limit` failures in `minutes`. `key` is a hash of what is counted. */
export type Bucket = { readonly key: string; readonly limit: number; readonly minutes: number }

const bucket = (limit: number, minutes: number, ...counted: readonly string[]): Bucket => ({
  key: seal('throttle', JSON.stringify(counted)),
  limit,
  minutes,
})

/**
 * What a try to prove an account's password counts against, the narrowest first. A browser known to the account has a
 * bucket of its own and no other, so that a stranger can use up only what strangers have. An address nobody has is
 * counted like any other.
 */
export function passwordBuckets(of: {
  readonly email: string
  readonly address: string
  readonly deviceId: string | null
}): readonly Bucket[] {
  if (of.deviceId !== null) return [bucket(10, 15, 'device', of.deviceId)]
  return [
    bucket(5, 15, 'account and address', of.email, networkOf(of.address)),
    bucket(50, 15, 'address', networkOf(of.address)),
    bucket(30, 60, 'account', of.email),
  ]
}

/** What a signed-in person's tries at their own current password count against. */
export const ownPasswordBuckets = (accountId: string): readonly Bucket[] => [bucket(5, 15, 'own password', accountId)]

/** What asking for a reset link counts against: mail is sent to whoever is named. */
export const resetBuckets = (of: { readonly email: string; readonly address: string }): readonly Bucket[] => [
  bucket(5, 60, 'reset of account', of.email),
  bucket(50, 60, 'reset from address', networkOf(of.address)),
]
