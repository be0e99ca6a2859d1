import type { Client, Load, Target } from './load'

/** How long and how often. */
export type Pace = { readonly rounds: number; readonly seconds: number; readonly connections: number }

/** What was measured for a target, in the order of the rounds. */
export type Rounds<Name extends string> = (name: Name) => readonly Load[]

/**
 * Measures targets interleaved: each round asks for every one of them, beginning with another one each time, so that
 * what drifts in the machine meets all alike. Each target is warmed first.
 */
export async function measure<Name extends string>(
  client: Client,
  targets: Readonly<Record<Name, Target>>,
  { rounds, seconds, connections }: Pace,
): Promise<Rounds<Name>> {
  const names: Name[] = []
  for (const name in targets) names.push(name)
  const loads = new Map<Name, readonly Load[]>()
  for (const name of names) await client.put(targets[name], connections, Math.min(seconds, 2))
  for (let round = 0; round < rounds; round++)
    for (let step = 0; step < names.length; step++) {
      const name = names[(round + step) % names.length]
      if (name === undefined) continue
      loads.set(name, [...(loads.get(name) ?? []), await client.put(targets[name], connections, seconds)])
    }
  return (name) => loads.get(name) ?? []
}

/** Median, lowest and highest. */
export type Spread = { readonly median: number; readonly low: number; readonly high: number }

/** The middle of some numbers, and how far they lie apart. */
export function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((one, other) => one - other)
  const half = (sorted.length - 1) / 2
  const at = (index: number) => sorted[index] ?? Number.NaN
  return { median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2, low: at(0), high: at(sorted.length - 1) }
}

/** The ratio of two targets in each round: what slows both alike cancels out. */
export const ratios = (over: readonly Load[], under: readonly Load[], of: (load: Load) => number): readonly number[] =>
  over.map((load, round) => {
    const other = under[round]
    return other ? of(load) / of(other) : Number.NaN
  })
