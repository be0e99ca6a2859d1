import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { codeField, emailField, idField, nameField, searchField, textField } from './fields'
import { anyText, trickyText } from './test/texts'

const name = nameField(80)
const text = textField(500)

const messageOf = (schema: z.ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message

describe('[WSP-3] a name has 1 to 80 characters after trimming', () => {
  test.each([
    ['one letter', 'x', 'x'],
    ['space around it', ' \u00a0Lab 1\t\n', 'Lab 1'],
    ['80 letters', 'x'.repeat(80), 'x'.repeat(80)],
    ['80 characters of two units each', '🦊'.repeat(80), '🦊'.repeat(80)],
    ['decomposed letters', 'Cafe\u0301', 'Caf\u00e9'],
    ['80 decomposed letters', 'e\u0301'.repeat(80), '\u00e9'.repeat(80)],
    ['letters of any script', 'Лаборатория 研究室 مختبر', 'Лаборатория 研究室 مختبر'],
    ['an emoji joined of several', '👩‍🔬 Lab', '👩‍🔬 Lab'],
  ])('%s', (_, given, kept) => {
    expect(name.parse(given)).toBe(kept)
  })
  test.each([
    ['nothing', ''],
    ['spaces', ' \t\n\u00a0\u3000'],
    ['a zero-width space', '\u200b'],
    ['characters that nobody sees', '\u200b\u2060\ufe0f\u00ad'],
  ])('%s is none', (_, given) => {
    expect(messageOf(name, given)).toBe('Enter a name.')
  })
  test.each([
    ['81 letters', 'x'.repeat(81)],
    ['81 characters of two units each', '🦊'.repeat(81)],
    ['10,000 letters', 'x'.repeat(10_000)],
  ])('%s are too many', (_, given) => {
    expect(messageOf(name, given)).toBe('At most 80 characters.')
  })
  test('far too much is not even looked at', () => {
    expect(messageOf(name, 'x'.repeat(20_001))).toBe('This is far too long.')
  })
})

const hiding = [
  ['NUL', 'a\0b'],
  ['an escape', 'a\u001bb'],
  ['delete', 'a\u007fb'],
  ['a C1 control', 'a\u0085b'],
  ['a lone high surrogate', 'a\ud800b'],
  ['a lone low surrogate', 'a\udc00'],
  ['a right-to-left override', 'a\u202eb'],
  ['an embedding', 'a\u202ab'],
  ['an isolate', 'a\u2066b'],
  ['a right-to-left mark', 'a\u200fb'],
  ['an Arabic letter mark', 'a\u061cb'],
] as const
const breaking = [
  ['a tab', 'a\tb'],
  ['a line feed', 'a\nb'],
  ['a carriage return', 'a\r\nb'],
  ['a line separator', 'a\u2028b'],
  ['a paragraph separator', 'a\u2029b'],
] as const

describe('[WSP-3] a name stands on one line and hides nothing', () => {
  test.each([...hiding, ...breaking])('%s', (_, given) => {
    expect(messageOf(name, given)).toBe('Leave out control and direction characters.')
  })
})

describe('[WSP-3] a description is optional and has up to 500 characters', () => {
  test.each([
    ['nothing', '', ''],
    ['500 characters of two units each', '🦊'.repeat(500), '🦊'.repeat(500)],
    ['lines', ' One\nTwo\r\n\tThree ', 'One\nTwo\r\n\tThree'],
  ])('%s', (_, given, kept) => {
    expect(text.parse(given)).toBe(kept)
  })
  test('501 are too many', () => {
    expect(messageOf(text, 'x'.repeat(501))).toBe('At most 500 characters.')
  })
  test.each(hiding)('it hides nothing: %s', (_, given) => {
    expect(messageOf(text, given)).toBe('Leave out control and direction characters.')
  })
})

describe('an e-mail address is ASCII, kept trimmed and lower-case', () => {
  test.each([
    [' Ada@Example.ORG ', 'ada@example.org'],
    ['a.b+c@x-y.example', 'a.b+c@x-y.example'],
  ])('%s', (given, kept) => {
    expect(emailField.parse(given)).toBe(kept)
  })
  test.each([
    ['ada'],
    ['ada@'],
    ['@example.org'],
    ['ada@example'],
    ['ada@exa mple.org'],
    ['ada@example..org'],
    ['ada@example.org, bob@example.org'],
    ['ada@example.org\nbcc: bob@example.org'],
    ['аda@example.org'],
    ['ada@exämple.org'],
    ['ada@example.org\0'],
    [`${'a'.repeat(65)}@example.org`],
    [`${'a'.repeat(64)}@${'b.'.repeat(100)}org`],
  ])('%j is none', (given) => {
    expect(messageOf(emailField, given)).toBe('Enter an e-mail address like ada@example.org.')
  })
  test('the Kelvin sign does not become a k', () => {
    expect(emailField.safeParse('\u212a@example.org').success).toBe(false)
  })
})

describe('ids', () => {
  test('a row is named in lower case, as the database writes it', () => {
    expect(idField.parse('5F1E4F0C-6A43-4F9E-9D0C-1A2B3C4D5E6F')).toBe('5f1e4f0c-6a43-4f9e-9d0c-1a2b3c4d5e6f')
    for (const wrong of ['', '1', "5f1e4f0c-6a43-4f9e-9d0c-1a2b3c4d5e6f'", '../..', null, 5])
      expect(idField.safeParse(wrong).success).toBe(false)
  })
  test('[WSP-4] a workspace ID has two digits, a dash and seven digits', () => {
    expect(codeField.safeParse('04-8473942').success).toBe(true)
    for (const wrong of ['4-8473942', '04-847394', '04-84739422', '048473942', '04-8473942\n', '٠٤-٨٤٧٣٩٤٢'])
      expect(codeField.safeParse(wrong).success).toBe(false)
  })
})

test('what is searched for loses NUL and the space around it', () => {
  expect(searchField.parse(' a\0b ')).toBe('ab')
  expect(searchField.safeParse('x'.repeat(201)).success).toBe(false)
})

test('whatever is given, a field keeps what it says or refuses it, and throws nothing', () => {
  const given = fc.oneof(anyText(200), trickyText, fc.anything())
  fc.assert(
    fc.property(given, (value) => {
      const kept = name.safeParse(value)
      if (!kept.success) return
      expect([...kept.data].length).toBeGreaterThan(0)
      expect([...kept.data].length).toBeLessThanOrEqual(80)
      expect(kept.data).toBe(kept.data.trim().normalize('NFC'))
      expect(kept.data).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u)
      expect(name.parse(kept.data)).toBe(kept.data)
    }),
    { numRuns: 1_000 },
  )
})
