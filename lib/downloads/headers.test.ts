import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asAttachment, isKnown, isSame } from './headers'

describe('[FIL-7] the name a download is kept under', () => {
  test.each([
    ['wing.step', `attachment; filename="wing.step"; filename*=UTF-8''wing.step`],
    ['Flügel 2.step', `attachment; filename="Fl_gel 2.step"; filename*=UTF-8''Fl%C3%BCgel%202.step`],
    ['日本.txt', `attachment; filename="__.txt"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.txt`],
    ['🛩.txt', `attachment; filename="_.txt"; filename*=UTF-8''%F0%9F%9B%A9.txt`],
    ['a"; filename=b.html', `attachment; filename="a_; filename=b.html"; filename*=UTF-8''a%22%3B%20filename%3Db.html`],
    [`it's (1)*.txt`, `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
    ['a\\b', `attachment; filename="a_b"; filename*=UTF-8''a%5Cb`],
  ])('%s', (name, expected) => {
    expect(asAttachment(name)).toBe(expected)
  })

  test('is one header, and says the whole name, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        const header = asAttachment(name)
        expect(() => new Headers({ 'content-disposition': header })).not.toThrow()
        const [, plain, extended] = /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''(\S*)$/.exec(header) ?? []
        expect(plain).toMatch(/^[\x20-\x7e]*$/)
        expect(decodeURIComponent(extended ?? '')).toBe(name)
      }),
    )
  })
})

describe('[FIL-7] conditions', () => {
  const tag = '"abc"'
  test.each([
    [null, false],
    ['"abc"', true],
    ['W/"abc"', true],
    ['"x", "abc"', true],
    ['*', true],
    ['"abcd"', false],
    ['abc', false],
  ])('If-None-Match %s', (header, expected) => {
    expect(isKnown(header, tag)).toBe(expected)
  })

  test.each([
    [null, true],
    ['"abc"', true],
    ['W/"abc"', false],
    ['"x"', false],
    ['Wed, 21 Oct 2015 07:28:00 GMT', false],
  ])('If-Range %s', (header, expected) => {
    expect(isSame(header, tag)).toBe(expected)
  })
})
