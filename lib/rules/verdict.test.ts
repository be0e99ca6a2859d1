import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allowed, firstOf, refuseIf, someOf, type Verdict } from './verdict'

const refusal = (code: string): Verdict => ({ ok: false, code, reason: `Because of ${code}.` })

describe('refuseIf', () => {
  test('permits while the condition does not hold', () => {
    expect(refuseIf(false, 'a', 'Because of a.')).toEqual(allowed)
  })
  test('refuses with the code and the sentence while it holds', () => {
    expect(refuseIf(true, 'a', 'Because of a.')).toEqual({ ok: false, code: 'a', reason: 'Because of a.' })
  })
})

describe('firstOf', () => {
  test('permits when nothing is asked', () => {
    expect(firstOf()).toEqual(allowed)
  })
  test('answers the first refusal, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.string(), { nil: null })), (codes) => {
        const first = codes.find((code) => code !== null)
        const verdict = firstOf(...codes.map((code) => (code === null ? allowed : refusal(code))))
        expect(verdict).toEqual(first === undefined || first === null ? { ok: true } : refusal(first))
      }),
    )
  })
  test('one refusal cannot be outvoted', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), (before, after) => {
        const around = (count: number) => Array.from({ length: count }, () => allowed)
        expect(firstOf(...around(before), refusal('a'), ...around(after)).ok).toBe(false)
      }),
    )
  })
})

describe('someOf', () => {
  test('is a permission where one is, else the first refusal', () => {
    expect(someOf([refusal('a'), allowed, refusal('b')])).toEqual(allowed)
    expect(someOf([refusal('a'), refusal('b')])).toEqual(refusal('a'))
    expect(someOf([])).toEqual(allowed)
  })
})
