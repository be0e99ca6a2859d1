import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText, trickyText } from '../test/texts'
import { bytesOf, fileNameField, fileNameKey, numberedName } from './name'

const messageOf = (value: unknown) => fileNameField.safeParse(value).error?.issues[0]?.message

describe('[FIL-1] names that can be kept', () => {
  test.each([
    ['one letter', 'x', 'x'],
    ['its capital letters', 'README.md', 'README.md'],
    ['white space in front', ' notes.txt', ' notes.txt'],
    ['runs of spaces', 'a   b', 'a   b'],
    ['dots in and around', '.env', '.env'],
    ['three dots', '...', '...'],
    ['a backslash and other signs', 'a\\b:c*?"<>|', 'a\\b:c*?"<>|'],
    ['decomposed letters, composed', 'Cafe\u0301', 'Caf\u00e9'],
    ['255 bytes', 'x'.repeat(255), 'x'.repeat(255)],
    ['255 bytes of three each', '研'.repeat(85), '研'.repeat(85)],
    ['255 bytes once composed', 'e\u0301'.repeat(127), '\u00e9'.repeat(127)],
    ['an emoji joined of several', '👩‍🔬.png', '👩‍🔬.png'],
  ])('%s', (_, given, kept) => {
    expect(fileNameField.parse(given)).toBe(kept)
  })
})

describe('[FIL-1] names that cannot', () => {
  test.each([
    ['nothing', '', 'Enter a name.'],
    ['spaces', ' \u00a0', 'Enter a name.'],
    ['a dot', '.', 'These dots mean a folder. Choose another name.'],
    ['two dots', '..', 'These dots mean a folder. Choose another name.'],
    ['a slash', 'a/b', 'A name cannot hold a slash.'],
    ['a space at the end', 'a ', 'A name cannot end in a space.'],
    ['an ideographic space at the end', 'a\u3000', 'A name cannot end in a space.'],
    ['NUL', 'a\0b', 'Leave out control and direction characters.'],
    ['a line', 'a\nb', 'Leave out control and direction characters.'],
    ['a right-to-left override', 'a\u202egpj.exe', 'Leave out control and direction characters.'],
    ['an isolate', 'a\u2066b', 'Leave out control and direction characters.'],
    ['a lone surrogate', 'a\ud800b', 'Leave out control and direction characters.'],
    ['256 bytes', 'x'.repeat(256), 'At most 255 bytes: 255 letters of English, fewer of other scripts.'],
    [
      '258 bytes of 86 characters',
      '研'.repeat(86),
      'At most 255 bytes: 255 letters of English, fewer of other scripts.',
    ],
    ['far too much', 'x'.repeat(2_000), 'This is far too long.'],
  ])('%s', (_, given, message) => {
    expect(messageOf(given)).toBe(message)
  })
})

describe('[FIL-1] two names are the same in either Unicode form and ignoring case, and otherwise not', () => {
  test.each([
    ['upper case', 'wing.STEP', 'WING.step'],
    ['composed and decomposed', 'Caf\u00e9', 'Cafe\u0301'],
    ['ß and SS', 'Straße', 'STRASSE'],
    ['a Greek final sigma', 'ΟΔΟΣ', 'οδοσ'],
  ])('%s', (_, one, other) => {
    expect(fileNameKey(one)).toBe(fileNameKey(other))
  })
  test.each([
    ['full width', 'Lab1', '\uff2c\uff41\uff421'],
    ['a space more', 'a b', 'a  b'],
    ['an accent', 'Resume', 'Résumé'],
  ])('%s makes a difference', (_, one, other) => {
    expect(fileNameKey(one)).not.toBe(fileNameKey(other))
  })
  test('a key is its own key, and fits into an index', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(60), trickyText), (text) => {
        const parsed = fileNameField.safeParse(text)
        if (!parsed.success) return
        const key = fileNameKey(parsed.data)
        expect(fileNameKey(key)).toBe(key)
        expect(fileNameKey(parsed.data.normalize('NFD'))).toBe(key)
        expect(bytesOf(key)).toBeLessThan(2_000)
      }),
    )
  })
})

describe('[FIL-6] a name with a number', () => {
  test.each([
    ['wing.step', 'wing (2).step'],
    ['archive.tar.gz', 'archive.tar (2).gz'],
    ['README', 'README (2)'],
    ['.env', '.env (2)'],
    ['..a', '..a (2)'],
    ['version 1.2 of the plan', 'version 1.2 of the plan (2)'],
    ['wing (2).step', 'wing (2) (2).step'],
  ])('%s: %s', (name, expected) => {
    expect(numberedName(name, 2)).toBe(expected)
  })
  test('is a name again, however long the first was', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(60), trickyText), fc.integer({ min: 2, max: 1_000 }), (text, number) => {
        const parsed = fileNameField.safeParse(text)
        if (!parsed.success) return
        const numbered = numberedName(parsed.data, number)
        expect(fileNameField.parse(numbered)).toBe(numbered)
        expect(numbered).toContain(`(${number})`)
      }),
    )
    expect(bytesOf(numberedName(`${'ü'.repeat(125)}.step`, 100))).toBeLessThanOrEqual(255)
  })
})
