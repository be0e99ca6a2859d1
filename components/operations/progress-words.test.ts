import { describe, expect, it } from 'vitest'
import { paceOf } from './pace'
import { progressWords } from './progress-words'

const GiB = 1024 ** 3

describe('[CPM-8] how far an operation is', () => {
  it.each([
    [{ done: 0, total: 0, bytes: null }, 0, 'Counting what there is to do'],
    [{ done: 3, total: 12, bytes: null }, 0, '3 of 12'],
    [{ done: 1_284, total: 3_703, bytes: { done: 0, total: 0 } }, 0, '1,284 of 3,703'],
    [
      { done: 1_284, total: 3_703, bytes: { done: 1.25 * GiB, total: 4.75 * GiB } },
      420.4,
      '1,284 of 3,703, 1.3\u00a0GiB of 4.8\u00a0GiB, 420 a second, 6 s left',
    ],
    [{ done: 1, total: 301, bytes: null }, 0.5, '1 of 301, 10 min left'],
  ])('[CPM-8] is said in things and bytes, with the pace and what is left: %j', (row, pace, words) => {
    expect(progressWords(row, pace)).toBe(words)
  })

  it.each([
    [[], 0],
    [[{ at: 0, done: 5 }], 0],
    [
      [
        { at: 0, done: 0 },
        { at: 2_000, done: 100 },
        { at: 4_000, done: 2_000 },
      ],
      500,
    ],
    [
      [
        { at: 0, done: 9 },
        { at: 2_000, done: 0 },
      ],
      0,
    ],
  ])('goes at the pace of its samples: %j', (samples, pace) => {
    expect(paceOf(samples)).toBe(pace)
  })
})
