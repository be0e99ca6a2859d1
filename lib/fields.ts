import { z } from 'zod'
import { canonicalEmail, canonicalName } from './canonical'

const length = (text: string) => [...text].length
// Control characters, lone surrogates and bidirectional overrides hide what a text says; in a name, so do lines.
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const hiddenButLines = /[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?![\n\r\t])\p{Cc}/u
// A form in the browser and a script can both send far more than any field holds; do not even normalise that.
const bounded = z.string().max(20_000, 'This is far too long.')

/** A name on one line, 1 to `max` characters after trimming, in composed Unicode form. */
export const nameField = (max: number, what = 'a name') =>
  bounded
    .transform((text) => text.trim().normalize('NFC'))
    .refine((text) => canonicalName(text) !== '', `Enter ${what}.`)
    .refine((text) => length(text) <= max, `At most ${max} characters.`)
    .refine((text) => !hidden.test(text), 'Leave out control and direction characters.')

/** Text of up to `max` characters, lines allowed; empty when left out. */
export const textField = (max: number) =>
  bounded
    .transform((text) => text.trim().normalize('NFC'))
    .refine((text) => length(text) <= max, `At most ${max} characters.`)
    .refine((text) => !hiddenButLines.test(text), 'Leave out control and direction characters.')

const notAnAddress = 'Enter an e-mail address like ada@example.org.'

/** An address as it is kept: ASCII, trimmed, lower-case, at most 254 characters. */
export const emailField = bounded
  .trim()
  .refine((text) => /^\p{ASCII}*$/u.test(text), notAnAddress) // the Kelvin sign would become a k
  .transform(canonicalEmail)
  .refine(
    (text) => text.length <= 254 && /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text),
    notAnAddress,
  )

/** What people type to search: anything up to 200 characters. */
export const searchField = z
  .string()
  .max(200)
  .transform((text) => text.replaceAll('\0', '').trim())

/** The id of a row, written as the database writes it. */
export const idField = z.guid().toLowerCase()

/** A workspace ID as people read it. */
export const codeField = z.string().regex(/^\d{2}-\d{7}$/)

/** A cursor out of a URL; long enough for a name of 80 characters of which each becomes 18 in its key. */
export const cursorField = z.string().max(6_000).optional()

/** What a schema takes, written as JSON in an address. */
export const jsonField = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .max(60_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue('This is no JSON.')
        return z.NEVER
      }
    })
    .pipe(schema)
