import fc from 'fast-check'

/** Any character there is, lone surrogates and unassigned ones among them. */
export const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point))

/** Any text a program can send. */
export const anyText = (maxLength: number) => fc.string({ unit: anyCharacter, maxLength })

/** Characters of which other rules hold than for most: they change length, join, hide, or look like others. */
export const trickyText = fc.string({
  unit: fc.constantFrom(
    ...'ßẞSsıİiςΣσﬀKÅ𝔸ａ',
    '\u0345',
    '\u0301',
    '\u200b',
    '\u202e',
    ' ',
    '\u00a0',
    '\u3000',
    '\t',
    'e',
  ),
  maxLength: 12,
})
