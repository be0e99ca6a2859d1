import { z } from 'zod'
import { seal } from '../seal'
import type { Appended } from '../storage/store'

// What this server speaks: https://tus.io/protocols/resumable-upload
export const tusVersion = '1.0.0'
export const tusExtensions = 'creation,creation-with-upload,termination'

/** What an upload's sender and this server tell each other beyond the protocol. */
export const own = {
  /** SHA-256 of the whole, with its last byte, of an upload that was begun with `hash follows`. */
  hash: 'atrium-hash',
  /** What the server knows of bytes that came in one go, given back with their hash, so that they need not be read again. */
  whole: 'atrium-whole',
  /** The file that has come of it: its id, and its name as in an address. */
  file: 'atrium-file',
  name: 'atrium-name',
} as const

const offset = z.stringFormat('offset', /^\d{1,16}$/).transform(Number)

/** A number of bytes in a header; null when it is none. */
export const readOffset = (text: string | null): number | null => offset.safeParse(text).data ?? null

/** `Upload-Metadata`: names with values in base64. Null when it is not of this form. */
export function readMetadata(text: string): Readonly<Record<string, string>> | null {
  const entries = text.split(',').map((pair) => /^ *([\w-]{1,40})(?: ([A-Za-z0-9+/=]{0,6000}))? *$/.exec(pair))
  if (entries.some((entry) => entry === null)) return null
  return Object.fromEntries(
    entries.flatMap((entry) => (entry ? [[entry[1], Buffer.from(entry[2] ?? '', 'base64').toString('utf8')]] : [])),
  )
}

const whole = z.strictObject({
  offset: z.number(),
  whole: z.strictObject({ generation: z.string(), hash: z.string() }),
})

const sealOf = (uploadId: string, text: string) => seal('upload', `${uploadId} ${text}`)

/** What `append` answered, for the sender to give back: nobody else can have written it. */
export function writeWhole(uploadId: string, appended: Appended): string {
  const text = Buffer.from(JSON.stringify(appended)).toString('base64url')
  return `${text}.${sealOf(uploadId, text)}`
}

/** The same read back; undefined for anything else: a hash that a sender names would give them what they never had. */
export function readWhole(uploadId: string, header: string | null): Appended | undefined {
  const [text = '', sealed] = header?.split('.') ?? []
  if (sealed === undefined || sealed !== sealOf(uploadId, text)) return undefined
  return whole.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
}
