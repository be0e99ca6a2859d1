import { canonicalName } from '../canonical'
import type { Entry } from './entry'

/** The words of a text as names are compared: whatever is neither letter nor digit parts them. */
export const wordsOf = (text: string): readonly string[] =>
  canonicalName(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')

type Text = Pick<Entry, 'label' | 'hint' | 'also'>

const begins = (words: readonly string[], typed: string) => words.some((word) => word.startsWith(typed))

/**
 * How well an entry answers what was typed; 0: not at all. Each word typed begins one of its words, in any order, and
 * one of them at least a word of the label or one that is looked for in its place: where a thing is does not find it.
 */
export function scoreOf(typed: string, { label, hint, also }: Text): number {
  const sought = wordsOf(typed)
  const [name, whole] = [canonicalName(label), canonicalName(typed)]
  if (sought.length === 0) return 0
  if (name === whole) return 4
  if (name.startsWith(whole)) return 3
  const [inLabel, inAlso] = [wordsOf(label), wordsOf(also)]
  if (sought.every((word) => begins(inLabel, word))) return 2
  const around = [...inLabel, ...inAlso, ...wordsOf(hint)]
  const isNamed = sought.some((word) => begins(inLabel, word) || begins(inAlso, word))
  return isNamed && sought.every((word) => begins(around, word)) ? 1 : 0
}

/** Whether each word typed stands anywhere in a name or an address, as the server seeks them. */
export const hasAnywhere = (typed: string, { label, hint }: Text): boolean => {
  const text = canonicalName(`${label} ${hint}`)
  return wordsOf(typed).every((word) => text.includes(word))
}

/** The best first; what is refused is there to be understood, and not in the way. Equals keep their order. */
export const bestFirst = <T extends Text & Pick<Entry, 'verdict'>>(typed: string, entries: readonly T[]) =>
  entries
    .map((entry) => ({ entry, score: scoreOf(typed, entry) }))
    .toSorted((a, b) => Number(b.entry.verdict.ok) - Number(a.entry.verdict.ok) || b.score - a.score)
    .map(({ entry }) => entry)

/** Those that answer what was typed, the best first. */
export const matching = <T extends Text & Pick<Entry, 'verdict'>>(typed: string, entries: readonly T[]) =>
  bestFirst(
    typed,
    entries.filter((entry) => scoreOf(typed, entry) > 0),
  )
