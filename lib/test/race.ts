import type { Result } from '../result'

/** How a change ended in a word: `ok`, the code of its refusal, or what it threw. */
export async function outcomeOf(run: () => Promise<Result<unknown>>): Promise<string> {
  try {
    const result = await run()
    return result.ok ? 'ok' : result.code
  } catch (error) {
    return `thrown: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Starts all of these in one turn, each on a connection of its own, and says how they ended, in order. */
export const race = (...runs: readonly (() => Promise<Result<unknown>>)[]): Promise<readonly string[]> =>
  Promise.all(runs.map(outcomeOf))

/**
 * Runs `round` so many times, `width` at a time, and counts what the rounds answered: a race is lost seldom, so one
 * round proves nothing. The pool has ten connections.
 */
export async function inRounds(count: number, round: (index: number) => Promise<string>, width = 3) {
  const tally: Record<string, number> = {}
  let next = 0
  const lane = async () => {
    while (next < count) {
      const answer = await round(next++)
      tally[answer] = (tally[answer] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: width }, lane))
  return tally
}
