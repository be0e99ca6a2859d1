import { table } from '../table'
import { changedLine, inOneLine, kinds, type Mutation } from './mutation'
import type { Outcome } from './try-mutant'

const at = ({ file, line }: Mutation) => `${file}:${line}`

/** One guard of the list. */
export const listLine = (mutation: Mutation): string => `${mutation.kind.padEnd(6)}  ${at(mutation)}  ${mutation.what}`

/** One guard as it was tried. */
export function progressLine(outcome: Outcome, done: number, all: number): string {
  const { mutation, fate, by, seconds } = outcome
  const said = by === '' ? '' : `  “${inOneLine(by, 100)}”`
  return `${String(done).padStart(String(all).length)}/${all}  ${fate.padEnd(8)}  ${listLine(mutation)}  ${seconds.toFixed(1)} s${said}`
}

/** How many of each kind there are, and what became of them. */
export function summary(outcomes: readonly Outcome[]): string {
  const count = (kind: string, fate?: Outcome['fate']) =>
    outcomes.filter(({ mutation, fate: own }) => (kind === 'all' || mutation.kind === kind) && (!fate || own === fate))
      .length
  const compiled = (kind: string) =>
    outcomes.filter(({ mutation, by }) => (kind === 'all' || mutation.kind === kind) && by === 'the compiler').length
  const rows = [...kinds.filter((kind) => count(kind) > 0), 'all'].map((kind) => [
    kind,
    ...[count(kind), count(kind, 'noticed'), compiled(kind), count(kind, 'survived'), count(kind, 'broken')].map(
      String,
    ),
  ])
  return table(['kind', 'guards', 'noticed', 'by the compiler', 'survived', 'broken'], rows)
}

/** Guards that can be taken out without a test failing, each with the line as it then reads. */
export const survivorLines = (outcomes: readonly Outcome[], texts: ReadonlyMap<string, string>): readonly string[] =>
  outcomes
    .filter(({ fate }) => fate !== 'noticed')
    .map(({ mutation, fate, by }) => {
      const line = changedLine(texts.get(mutation.file) ?? '', mutation)
      return `${fate}  ${listLine(mutation)}\n          → ${line}${by === '' ? '' : `\n          ${inOneLine(by, 140)}`}`
    })
