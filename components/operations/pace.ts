import { useEffect, useState } from 'react'

type Sample = { readonly at: number; readonly done: number }
type Standing = { readonly id: string; readonly state: string; readonly done: number }

/** Samples over which a pace is taken: of fewer it jumps, of more it lies. */
const most = 8

/** Things a second from the first sample to the last; 0 where nobody can say yet. `at` in milliseconds. */
export function paceOf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.at <= first.at) return 0
  return Math.max(0, ((last.done - first.done) * 1_000) / (last.at - first.at))
}

/** Things a second that each operation under way gets done, of late, by its id; `at` is when the rows were read. */
export function usePaces(rows: readonly Standing[], at: number): ReadonlyMap<string, number> {
  const [seen, setSeen] = useState<ReadonlyMap<string, readonly Sample[]>>(new Map())
  useEffect(() => {
    const running = rows.filter(({ state }) => state === 'running')
    setSeen(
      (before) => new Map(running.map(({ id, done }) => [id, [...(before.get(id) ?? []), { at, done }].slice(-most)])),
    )
  }, [rows, at])
  return new Map([...seen].map(([id, samples]) => [id, paceOf(samples)]))
}
