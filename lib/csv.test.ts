import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine } from './csv'

describe('[SEC-7] an exported cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '=HYPERLINK("http://example.org","x")'])(
    'never starts a formula: %j',
    (value) => {
      expect(csvCell(value)).toMatch(/^"?'/)
    },
  )

  it('keeps a number that we count a number', () => {
    expect(csvLine([7, -1, 'a'])).toBe('7,-1,a\r\n')
  })

  it('is read back as it was, whatever it holds', () => {
    const text = fc.string({ unit: 'binary' }).filter((value) => !/^[=+\-@＝＋－＠\t\r\n]/.test(value))
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 2, maxLength: 5 }),
        fc.array(text, { minLength: 2, maxLength: 5 }),
        (a, b) => {
          const lines = parse(csvLine(a) + csvLine(b), { relax_column_count: true, record_delimiter: '\r\n' })
          expect(lines).toEqual([a, b])
        },
      ),
    )
  })
})
