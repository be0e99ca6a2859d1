import { describe, expect, test } from 'vitest'
import { shownAs } from './kinds'
import { rowsOf, textOf } from './read-text'

describe('[FIL-2] how a file is looked at', () => {
  test.each([
    ['a.PNG', { kind: 'image', type: 'image/png' }],
    ['a.svg', { kind: 'image', type: 'image/svg+xml' }],
    ['a.pdf', { kind: 'document', type: 'application/pdf' }],
    ['a.pdf.mp3', { kind: 'audio', type: 'audio/mpeg' }],
    ['a.webm', { kind: 'video', type: 'video/webm' }],
    ['a.csv', { kind: 'table' }],
    ['a.html', { kind: 'text' }],
    ['a.xhtml', { kind: 'text' }],
    ['Makefile', { kind: 'text' }],
    ['a.constructor', { kind: 'text' }],
    ['a.zip', null],
    ['a.XLSX', null],
  ])('%s', (name, expected) => {
    expect(shownAs(name)).toEqual(expected)
  })
})

describe('the beginning of a text', () => {
  test.each([
    ['UTF-8', Buffer.from('Flügel'), 'Flügel'],
    ['UTF-8 with its mark', Buffer.from('\uFEFFFlügel'), 'Flügel'],
    ['UTF-16', Buffer.from('\uFEFFFlügel', 'utf16le'), 'Flügel'],
    ['cut through a character', Buffer.from('Flü').subarray(0, 3), 'Fl'],
    ['another encoding', Buffer.from([0x46, 0xfc, 0x67]), 'F\uFFFDg'],
    ['no text', Buffer.from('PK\0\x01'), null],
    ['nothing', Buffer.alloc(0), ''],
  ])('%s', (_, bytes, expected) => {
    expect(textOf(bytes)).toBe(expected)
  })
})

describe('the beginning of a table', () => {
  test.each([
    [
      'commas',
      'a,b\n1,"2,3"\n',
      [
        ['a', 'b'],
        ['1', '2,3'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs, and lines of Windows',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['rows of different lengths', 'a,b\n1\n1,2,3', [['a', 'b'], ['1'], ['1', '2', '3']]],
    [
      'a quotation mark out of place',
      'a,b\n5" pipe,2',
      [
        ['a', 'b'],
        ['5" pipe', '2'],
      ],
    ],
  ])('with %s', (_, text, rows) => {
    expect(rowsOf(text, false)).toEqual({ rows, isCut: false })
  })

  test('leaves out the row that was cut through, and says that there is more', () => {
    expect(rowsOf('a,b\n1,2\n3,', true)).toEqual({
      rows: [
        ['a', 'b'],
        ['1', '2'],
      ],
      isCut: true,
    })
  })

  test('has 200 rows and 50 columns at most', () => {
    const row = Array.from({ length: 60 }, (_, index) => index).join(',')
    const table = rowsOf(Array.from({ length: 300 }, () => row).join('\n'), false)
    expect([table?.rows.length, table?.rows[0]?.length, table?.isCut]).toEqual([200, 50, true])
  })

  test('that cannot be read as one is none', () => {
    expect(rowsOf('a,b\n"1,2\n', false)).toBeNull()
  })
})
