import type { Target } from './load'
import type { Wire } from './wire'

/** Asks once. Throws unless it is a 200. */
export async function read({ url, cookie }: Target): Promise<string> {
  const answer = await fetch(url, { headers: { cookie, 'accept-encoding': 'gzip' }, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  return answer.text()
}

const sameText = (statement: string) => statement.replace(/\s+/g, ' ').trim()

/** What an answer is made of: the statements sent, how often the server was waited for, the ids of rows in it, each once. */
export async function observe(wire: Wire, target: Target, rowIds = /$^/g) {
  // The second time everything that is kept for later is kept.
  for (let time = 0; time < 20; time++) await read(target)
  wire.take()
  const text = await read(target)
  const { roundTrips, statements } = wire.take()
  // A page carries its own address.
  const ids = (text.match(rowIds) ?? []).filter((id) => !target.url.includes(id))
  return { roundTrips, statements: statements.map(sameText), rows: new Set(ids) }
}

type Observed = Awaited<ReturnType<typeof observe>>

/** Throws unless the bare answer is made by the same statements and shows the same `rows` rows as the real one. */
export function demandSame(list: string, real: Observed, bare: Observed, rows: number): void {
  if (real.statements.join('\n') !== bare.statements.join('\n'))
    throw new Error(
      `app/bench/bare-${list}.ts does not send the statements of the real one any more.\n\nReal:\n${real.statements.join('\n')}\n\nBare:\n${bare.statements.join('\n')}`,
    )
  const shown = [...bare.rows].filter((id) => real.rows.has(id))
  if (shown.length !== rows || bare.rows.size !== rows)
    throw new Error(`The bare one shows ${bare.rows.size} rows, ${shown.length} of them on the real one, not ${rows}.`)
}
