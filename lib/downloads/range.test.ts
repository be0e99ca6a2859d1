import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRange } from './range'

const part = (start: number, end: number) => ({ kind: 'part', range: { start, end } })
const whole = { kind: 'whole' }
const none = { kind: 'none' }

describe('[FIL-7] a part of a file of ten bytes', () => {
  test.each([
    [null, whole],
    ['', whole],
    ['bytes=0-', part(0, 10)],
    ['bytes=0-0', part(0, 1)],
    ['bytes=2-5', part(2, 6)],
    ['BYTES = 2 - 5 ', part(2, 6)],
    ['bytes=9-', part(9, 10)],
    ['bytes=9-99999999999999999999999', part(9, 10)],
    ['bytes=10-', none],
    ['bytes=10-12', none],
    ['bytes=99999999999999999999999-', none],
    ['bytes=-3', part(7, 10)],
    ['bytes=-10', part(0, 10)],
    ['bytes=-99999999999999999999999', part(0, 10)],
    ['bytes=-0', none],
    ['bytes=5-2', whole],
    ['bytes=-', whole],
    ['bytes=0-1,4-5', whole],
    ['bytes=a-b', whole],
    ['bytes=0x1-2', whole],
    ['bytes=-1-2', whole],
    ['items=0-1', whole],
    ['bytes', whole],
  ])('%s', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected)
  })

  test('of an empty file there is none', () => {
    for (const header of ['bytes=0-', 'bytes=0-0', 'bytes=-1', 'bytes=-0'])
      expect(readRange(header, 0), header).toEqual(none)
  })

  test('lies inside the file, and is not empty, whatever is asked', () => {
    const digits = fc.oneof(
      fc.constant(''),
      fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String),
      fc.nat(50).map(String),
    )
    fc.assert(
      fc.property(digits, digits, fc.nat(40), (first, last, size) => {
        const asked = readRange(`bytes=${first}-${last}`, size)
        if (asked.kind !== 'part') return
        const { start, end } = asked.range
        expect(0 <= start && start < end && end <= size).toBe(true)
        if (first !== '') expect(start).toBe(Number(first))
      }),
    )
  })
})
