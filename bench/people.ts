import { z } from 'zod'
import { type Figure, slower, time } from './figures'
import { members, type Place } from './lists'
import type { Client, Target } from './load'
import { measure, type Pace } from './rounds'
import { read } from './same'
import { soughtName, soughtUsers } from './sought'

const Users = z.object({ rows: z.array(z.unknown()), next: z.string().nullable(), previous: z.string().nullable() })

/** Users of an organization as its list gives them. */
async function list({ web, admin }: Place, query: Readonly<Record<string, string>>) {
  const asked = { url: `${web.url}${members.json}?${new URLSearchParams(query)}`, cookie: admin.cookie }
  return Users.parse(JSON.parse(await read(asked)))
}

/** The query of the last fifty, gone to in the list's own order: from the other end, past fifty, and turned round. */
async function lastPage(place: Place): Promise<Readonly<Record<string, string>>> {
  const { next } = await list(place, { sort: '-name' })
  const { previous } = await list(place, { sort: '-name', after: next ?? '' })
  return { after: previous ?? '' }
}

const ways = ['first page', 'last page', 'Workspace Admins', `search with ${soughtUsers} hits`] as const

/** The ways to look at a list of members. Throws unless each of them fills a page, in whichever organization. */
async function queriesOf(place: Place) {
  const queries = [{}, await lastPage(place), { role: 'workspace-admin' }, { q: soughtName.toLowerCase() }]
  for (const [index, query] of queries.entries()) {
    const { rows, next } = await list(place, query)
    if (rows.length !== 50) throw new Error(`The ${ways[index]} of the members has ${rows.length} rows, not 50.`)
    const isLast = ways[index] === 'last page'
    if (isLast !== (next === null)) throw new Error(`The ${ways[index]} of the members ends at the wrong place.`)
  }
  return queries
}

/** (b) The time of an answer with 100,000 users in an organization against one with 1,000. */
export async function memberTimes(
  client: Client,
  small: Place,
  crowded: Place,
  pace: Pace,
): Promise<readonly Figure[]> {
  const [ofSmall, ofCrowded] = [await queriesOf(small), await queriesOf(crowded)]
  const at = ({ web, admin }: Place, path: string, query: Readonly<Record<string, string>> = {}): Target => ({
    url: `${web.url}${path}?${new URLSearchParams(query)}`,
    cookie: admin.cookie,
  })
  const targets = Object.fromEntries(
    (['page', 'json'] as const).flatMap((form) =>
      ways.flatMap((way, index) => [
        [`small ${form} ${way}`, at(small, members[form], ofSmall[index])],
        [`crowded ${form} ${way}`, at(crowded, members[form], ofCrowded[index])],
      ]),
    ),
  )
  const of = await measure(client, targets, pace)
  return (['page', 'json'] as const).flatMap((form) =>
    ways.flatMap((way) => {
      const figure = `members: ${form === 'json' ? 'JSON' : form} p50, ${way}`
      const under = of(`small ${form} ${way}`)
      return [
        time(`${figure}, 1,000 users`, under),
        slower(`${figure}, 100,000 users to 1,000`, of(`crowded ${form} ${way}`), under),
      ]
    }),
  )
}
