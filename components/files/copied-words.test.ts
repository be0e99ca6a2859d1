import { expect, it } from 'vitest'
import { copiedWords } from './copied-words'

it.each([
  [{ copied: 4, skipped: 0, leftOut: 0 }, 'Copied Plans to Archive'],
  [{ copied: 0, skipped: 0, leftOut: 0 }, 'Copied Plans to Archive'],
  [{ copied: 1, skipped: 1, leftOut: 0 }, 'Copied 1 thing to Archive; 1 was there and stays'],
  [{ copied: 1_200, skipped: 2, leftOut: 3 }, 'Copied 1,200 things to Archive; 2 were there and stay; 3 were left out'],
  [{ copied: 0, skipped: 0, leftOut: 1 }, 'Copied nothing to Archive; 1 was left out'],
])('[CPM-8] what became of a copy is said in numbers: %j', (came, words) => {
  expect(copiedWords('Plans', 'Archive', came)).toBe(words)
})
