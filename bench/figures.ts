import { table } from '../bin/table'
import type { Load } from './load'
import { ratios, type Spread, spread } from './rounds'

/** One thing measured. Without a target it is there to be read. */
export type Figure = Spread & {
  readonly figure: string
  readonly unit: 'ratio' | 'round trips' | 'KB' | 'MB' | 'ms' | 'a second'
  readonly target?: { readonly atLeast: number } | { readonly atMost: number }
}

/** A figure with one value. */
export const single = (value: number): Spread => ({ median: value, low: value, high: value })

/** What an answer takes, one asked for at a time. */
export const time = (figure: string, loads: readonly Load[]): Figure => ({
  figure,
  unit: 'ms',
  ...spread(loads.map(({ p50 }) => p50)),
})

/** How much longer an answer takes than another, round by round; hardly, where there is nothing to wait for. */
export const slower = (figure: string, over: readonly Load[], under: readonly Load[]): Figure => ({
  figure,
  unit: 'ratio',
  target: { atMost: 1.3 },
  ...spread(ratios(over, under, ({ p50 }) => p50)),
})

/** Whether the median keeps to the target; null where there is none. */
export function isKept({ median, target }: Figure): boolean | null {
  if (!target) return null
  return 'atLeast' in target ? median >= target.atLeast : median <= target.atMost
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
const words = { true: 'kept', false: 'MISSED', null: '' } as const

function row(figure: Figure): readonly string[] {
  const { target, median, low, high, unit } = figure
  const wanted = target ? ('atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`) : ''
  const between = low === high ? '' : `${shown(low)} – ${shown(high)}`
  return [figure.figure, shown(median), between, unit, wanted, words[`${isKept(figure)}`]]
}

/** Prints a table, then a line of JSON for each figure. */
export function print(figures: readonly Figure[]): void {
  const heading = ['Figure', 'Median', 'Low – high', 'Unit', 'Target', '']
  console.log(`\n${table(heading, figures.map(row))}\n`)
  for (const figure of figures) console.log(JSON.stringify({ ...figure, isKept: isKept(figure) }))
}
