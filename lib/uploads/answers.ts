import type { Failure } from '../result'
import type { StorageCode } from '../storage/errors'
import type { Appended } from '../storage/store'
import { own, tusVersion, writeWhole } from './headers'
import type { FoundUpload } from './queries'

type More = Readonly<Record<string, string>>

// The proxy does not see these requests: it would cut their bodies off. So its headers are here (SEC-10).
const always = {
  'tus-resumable': tusVersion,
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
} as const

/** An answer of the protocol, which says all in its headers. */
export const answer = (status: number, more: More = {}) =>
  new Response(null, { status, headers: { ...always, ...more } })

// What is 409, 423 or 5xx is tried again by itself; what is 4xx else is not.
const statuses = {
  malformed: 400,
  invalid: 400,
  'broken-off': 400,
  'signed-out': 401,
  'not-found': 404,
  'offset-differs': 409,
  'length-differs': 413,
  'hash-differs': 422,
  'upload-gone': 423,
  // Its sender waits until one ends: to try again at once is of no use.
  'many-uploads': 429,
  failed: 500,
  'no-access': 500,
  unavailable: 503,
  'no-space': 507,
} as const satisfies Partial<
  Record<StorageCode | 'malformed' | 'invalid' | 'signed-out' | 'not-found' | 'failed' | 'many-uploads', number>
>

const statusOf: ReadonlyMap<string, number> = new Map(Object.entries(statuses))

/** A refusal, in the words that people read. */
export const refuse = (failure: Failure & { readonly requestId?: string }): Response =>
  Response.json(failure, { status: statusOf.get(failure.code) ?? 403, headers: always })

/** Where an upload stands after a piece, and what its sender gives back with the hash of the whole. */
export const standing = (upload: FoundUpload, offset: number, appended: Appended | undefined): More => ({
  'upload-offset': `${offset}`,
  ...(appended?.whole && { [own.whole]: writeWhole(upload.id, appended) }),
})

/** What file has come of an upload. */
export const became = (upload: FoundUpload, file: { readonly id: string; readonly name: string }): More => ({
  'upload-offset': `${upload.size}`,
  [own.file]: file.id,
  [own.name]: encodeURIComponent(file.name),
})
