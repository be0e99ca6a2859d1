import type { Settings } from '../lib/settings'
import { timeImports } from './errands'
import type { Figure } from './figures'
import { spread } from './rounds'

const number = (count: number) => count.toLocaleString('en')

/** (d) A roster imported to its end against its rows written one by one: all of them, and only one for each line. */
export async function rosterTimes(settings: Settings, file: string | null, rounds: number): Promise<readonly Figure[]> {
  const { lines, rows, rounds: times } = await timeImports(settings, file, rounds)
  const taken = (figure: string, of: (time: (typeof times)[number]) => number): Figure => ({
    figure: `roster of ${number(lines)} lines: ${figure}`,
    unit: 'ms',
    ...spread(times.map(of)),
  })
  const against = (figure: string, of: (time: (typeof times)[number]) => number): Figure => ({
    figure: `roster: import to ${figure}`,
    unit: 'ratio',
    target: { atMost: 5 },
    ...spread(times.map((time) => time.imported / of(time))),
  })
  return [
    taken('checked and imported', ({ imported }) => imported),
    taken(`${number(rows)} INSERTs (accounts, users, groups, places)`, ({ bare }) => bare.all),
    against(`one INSERT a row (${number(rows)})`, ({ bare }) => bare.all),
    against(`one INSERT a line (${number(lines)}, users alone)`, ({ bare }) => bare.users),
  ]
}
