import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalName } from './canonical'
import { readCursor, writeCursor } from './cursor'
import { cursorField } from './fields'
import { anyText } from './test/texts'

const id = '5f1e4f0c-6a43-4f9e-9d0c-1a2b3c4d5e6f'
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor comes back as it was written', () => {
  test('any text a key can be', () => {
    fc.assert(
      fc.property(anyText(80), (text) => {
        fc.pre(!text.includes('\0'))
        expect(readCursor(writeCursor([text, id]), 'text')).toEqual([text, id])
      }),
    )
  })
  test('a moment to the microsecond', () => {
    const at = '2026-02-28 23:59:59.123456+00'
    expect(readCursor(writeCursor([at, id]), 'time')).toEqual([at, id])
    expect(readCursor(writeCursor(['2026-02-28 23:59:59+00', id]), 'time')).not.toBeNull()
  })
  test('a count', () => {
    expect(readCursor(writeCursor([0, id]), 'number')).toEqual([0, id])
  })
  test.each([
    ['80 letters of which each becomes 18', 'ﷺ'.repeat(80)],
    ['80 characters outside the basic plane', '𝔸🦊'.repeat(40)],
    ['80 quotation marks', '"'.repeat(80)],
  ])('the key of a name of %s', (_, name) => {
    const text = writeCursor([canonicalName(name), id])
    expect(cursorField.safeParse(text).success).toBe(true)
    expect(readCursor(text, 'text')).toEqual([canonicalName(name), id])
  })
  test('it is fit for an address as it stands', () => {
    fc.assert(
      fc.property(anyText(40), (text) => {
        expect(writeCursor([text, id])).toMatch(/^[\w-]*$/)
      }),
    )
  })
})

describe('what is no cursor means the first page', () => {
  test.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['an object', encoded({ 0: 'a', 1: id })],
    ['no id', encoded(['a'])],
    ['an id that is none', encoded(['a', 'b'])],
    ['one thing more', encoded(['a', id, 'c'])],
    ['a NUL', encoded(['a\0', id])],
    ['a text too long', encoded(['a'.repeat(1_501), id])],
    ['a number', encoded([1, id])],
    ['a prototype key', '{"__proto__":[]}'],
  ])('%s', (_, text) => {
    expect(readCursor(text, 'text')).toBeNull()
  })
  test.each([
    ['a name', 'simulation'],
    ['a day that is none', '2026-02-30 00:00:00+00'],
    ['infinity', 'infinity'],
    ['another zone', '2026-02-28 00:00:00+02'],
    ['a number', 5],
  ])('%s where a moment is asked for', (_, value) => {
    expect(readCursor(encoded([value, id]), 'time')).toBeNull()
  })
  test.each([
    ['a text', '5'],
    ['a fraction', 1.5],
    ['more than a column holds', 2 ** 31],
    ['beyond all numbers', 1e300],
  ])('%s where a count is asked for', (_, value) => {
    expect(readCursor(encoded([value, id]), 'number')).toBeNull()
  })
  test('whatever is sent, nothing is thrown', () => {
    const kind = fc.constantFrom('text', 'time', 'number')
    fc.assert(
      fc.property(fc.oneof(anyText(40), fc.jsonValue().map(encoded), fc.json()), kind, (text, of) => {
        const cursor = readCursor(text, of)
        expect(cursor === null || cursor.length === 2).toBe(true)
      }),
    )
  })
})
