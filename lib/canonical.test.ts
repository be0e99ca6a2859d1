import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalEmail, canonicalName } from './canonical'
import { anyText, trickyText } from './test/texts'

describe('[WSP-3] two names are the same ignoring case, Unicode form and inner runs of white space', () => {
  test.each([
    ['upper case', 'Simulation', 'SIMULATION'],
    ['composed and decomposed', 'Caf\u00e9', 'Cafe\u0301'],
    ['full width', 'Lab 1', '\uff2c\uff41\uff42\u3000\uff11'],
    ['ß and SS', 'Straße', 'STRASSE'],
    ['the capital ẞ', 'Straße', 'STRA\u1e9eE'],
    ['a Greek final sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['dotless i', 'ısı', 'ISI'],
    ['a ligature', '\ufb01le', 'file'],
    ['the Kelvin sign', '\u212aelvin', 'Kelvin'],
    ['runs of spaces', 'Lab   1', 'Lab 1'],
    ['a no-break space', 'Lab\u00a01', 'Lab 1'],
    ['tabs and lines', 'Lab\t\n1', 'Lab 1'],
    ['narrow and ideographic spaces', 'Lab\u202f\u30001', 'Lab 1'],
    ['space around', '  Lab 1 ', 'Lab 1'],
    ['a zero-width space', 'La\u200bb', 'Lab'],
    ['a byte order mark', '\ufeffLab', 'Lab'],
    ['a soft hyphen', 'La\u00adb', 'Lab'],
    ['a variation selector', 'Lab\ufe0f', 'Lab'],
    ['an accent behind a zero-width joiner', 'e\u200d\u0301', 'é'],
  ])('%s', (_, one, other) => {
    expect(canonicalName(one)).toBe(canonicalName(other))
  })
  test.each([
    ['an accent', 'Resume', 'Résumé'],
    ['another letter', 'Lab 1', 'Lab 2'],
    ['a space more or none', 'Lab1', 'Lab 1'],
    ['a dotted capital I', 'İ', 'I'],
    ['Cyrillic that looks Latin', 'Аtrium', 'Atrium'],
  ])('%s makes a difference', (_, one, other) => {
    expect(canonicalName(one)).not.toBe(canonicalName(other))
  })

  const texts = fc.oneof(anyText(12), trickyText)
  test('a key is its own key', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(canonicalName(canonicalName(text))).toBe(canonicalName(text))
      }),
      {
        numRuns: 2_000,
      },
    )
  })
  test('however the same text is written', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const key = canonicalName(text)
        const composed = text.normalize('NFC')
        for (const same of [
          text.normalize('NFD'),
          text.normalize('NFKC'),
          composed.toUpperCase(),
          composed.toLowerCase(),
        ])
          expect(canonicalName(same)).toBe(key)
        expect(canonicalName(`\u2003${text}\u200b\u00a0`)).toBe(key)
      }),
      { numRuns: 2_000 },
    )
  })
  test('every single character that is assigned', () => {
    const wrong: string[] = []
    for (let point = 0; point < 0x32400; point++) {
      const text = String.fromCodePoint(point)
      if (!/\p{Assigned}/u.test(text) || /\p{Cs}|\p{Lo}|\p{Co}/u.test(text)) continue
      const key = canonicalName(text)
      const composed = text.normalize('NFC')
      const ways = [key, composed.toUpperCase(), composed.toLowerCase(), text.normalize('NFD')]
      if (ways.some((way) => canonicalName(way) !== key)) wrong.push(point.toString(16))
    }
    expect(wrong).toEqual([])
  })
})

test('an address is compared trimmed and lower-case', () => {
  expect(canonicalEmail('  Ada@Example.ORG\n')).toBe('ada@example.org')
})
