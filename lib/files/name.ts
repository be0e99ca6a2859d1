import { z } from 'zod'

const encoder = new TextEncoder()

/** The length of a name or a path in bytes, as UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length

/**
 * The key under which two names of files are the same: case and composed or decomposed form make no difference (FIL-1).
 * Worked out here alone: the database's lower() differs for some letters. Other than names of workspaces, full-width
 * letters and spaces stay what they are: a tree brought from elsewhere has names that differ in nothing else.
 */
export const fileNameKey = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase() // ẞ and ß meet
    .toUpperCase() // ß and SS meet
    .toLowerCase()
    .normalize('NFC')

const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** FIL-1: the name of a file or a folder, in composed form, as it is kept. */
export const fileNameField = z
  .string()
  .max(1_000, 'This is far too long.')
  .transform((text) => text.normalize('NFC'))
  .refine((text) => text.trim() !== '', 'Enter a name.')
  .refine((text) => !hidden.test(text), 'Leave out control and direction characters.')
  .refine((text) => !text.includes('/'), 'A name cannot hold a slash.')
  .refine((text) => text !== '.' && text !== '..', 'These dots mean a folder. Choose another name.')
  .refine((text) => text === text.trimEnd(), 'A name cannot end in a space.')
  .refine((text) => bytesOf(text) <= 255, 'At most 255 bytes: 255 letters of English, fewer of other scripts.')

const extension = /(?<=[^.])\.[^.\s]{1,16}$/u

/** FIL-6: the name that the `number`th file of a name gets beside the others, at most 255 bytes: "wing (2).step". */
export function numberedName(name: string, number: number): string {
  const [end = ''] = extension.exec(name) ?? []
  const tail = ` (${number})${end}`
  const stem = [...name.slice(0, name.length - end.length)]
  while (bytesOf(stem.join('') + tail) > 255) stem.pop()
  return stem.join('').trimEnd() + tail
}
