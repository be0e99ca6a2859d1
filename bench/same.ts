import type { Target } from './load'
import type { Wire } from './wire'

async function read({ url, cookie }: Target): Promise<string> {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'gzip' }, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  return answer.text()
}

/** The workspace IDs an answer shows, each once. */
const codesIn = (text: string): ReadonlySet<string> => new Set(text.match(/\b\d{2}-\d{7}\b/g))

const sameText = (statement: string) => statement.replace(/\s+/g, ' ').trim()

/** What an answer is made of: the statements sent, how often the server was waited for, the rows shown. */
export async function observe(wire: Wire, target: Target) {
  // The second time everything that is kept for later is kept.
  for (let time = 0; time < 20; time++) await read(target)
  wire.take()
  const text = await read(target)
  const { roundTrips, statements } = wire.take()
  return { roundTrips, statements: statements.map(sameText), codes: codesIn(text) }
}

type Observed = Awaited<ReturnType<typeof observe>>

/** Throws unless the bare answer is made by the same statements and shows the same `rows` rows as the real one. */
export function demandSame(real: Observed, bare: Observed, rows: number): void {
  if (real.statements.join('\n') !== bare.statements.join('\n'))
    throw new Error(
      `app/bench/bare-rows.ts does not send the statements of the real one any more.\n\nReal:\n${real.statements.join('\n')}\n\nBare:\n${bare.statements.join('\n')}`,
    )
  const shown = [...bare.codes].filter((code) => real.codes.has(code))
  if (shown.length !== rows || bare.codes.size !== rows)
    throw new Error(`The bare one shows ${bare.codes.size} rows, ${shown.length} of them on the real one, not ${rows}.`)
}
