import type { SignedIn } from './deployment'
import { type Figure, single, slower, time } from './figures'
import type { Client, Load, Target } from './load'
import { measure, type Pace, ratios, spread } from './rounds'
import { demandSame, observe } from './same'
import type { Web } from './web'
import type { Wire } from './wire'

/** A list with its page, its route as JSON, and what tells its rows apart in an answer. */
export type List = { readonly name: string; readonly page: string; readonly json: string; readonly rowIds: RegExp }

/** Its bare twins are `/bench/workspaces` and `/bench/workspaces.json`. */
export const workspaces: List = {
  name: 'workspaces',
  page: '/organization/workspaces',
  json: '/api/workspaces',
  rowIds: /\b\d{2}-\d{7}\b/g,
}

/** Its bare twins are `/bench/members` and `/bench/members.json`. */
export const members: List = {
  name: 'members',
  page: '/organization/members',
  json: '/api/users',
  rowIds: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g,
}

/** A list in its forms, for one organization. */
function targetsOf({ name, page, json }: List, { url }: Web, { cookie, organizationId, sessionId }: SignedIn) {
  const at = (path: string): Target => ({ url: `${url}${path}`, cookie })
  const query = `organization=${organizationId}`
  return {
    page: at(page),
    json: at(json),
    barePage: at(`/bench/${name}?${query}&session=${sessionId}`),
    bareJson: at(`/bench/${name}.json?${query}&session=${sessionId}`),
    rowsPage: at(`/bench/${name}?${query}`),
    rowsJson: at(`/bench/${name}.json?${query}`),
  } as const
}

/** (c) How often an answer waits for the database; and that the bare ones are made by the same statements. */
export async function roundTrips(web: Web, wire: Wire, admin: SignedIn, list: List): Promise<readonly Figure[]> {
  const { page, json, barePage, bareJson } = targetsOf(list, web, admin)
  const see = (target: Target) => observe(wire, target, list.rowIds)
  const [realPage, realJson] = [await see(page), await see(json)]
  demandSame(list.name, realPage, await see(barePage), 50)
  demandSame(list.name, realJson, await see(bareJson), 50)
  const unit = 'round trips'
  return [
    { figure: `${list.name}: page, all of it`, unit, ...single(realPage.roundTrips) },
    { figure: `${list.name}: JSON, all of it`, unit, ...single(realJson.roundTrips) },
  ]
}

/** (c) How often finding out who asks waits for the database. */
export async function actorTrips(figure: string, web: Web, wire: Wire, { cookie }: SignedIn): Promise<Figure> {
  const { roundTrips: trips } = await observe(wire, { url: `${web.url}/bench/actor`, cookie })
  return { figure, unit: 'round trips', target: { atMost: 1 }, ...single(trips) }
}

const perSecond = (load: Load) => load.perSecond

/** (a) Requests a second of a list against its bare twin, page and JSON. */
export async function rates(client: Client, { web, admin }: Place, list: List, pace: Pace): Promise<readonly Figure[]> {
  const targets = targetsOf(list, web, admin)
  const of = await measure(client, targets, pace)
  const rate = (figure: string, name: keyof typeof targets): Figure => ({
    figure: `${list.name}: ${figure}`,
    unit: 'a second',
    ...spread(of(name).map(perSecond)),
  })
  const against = (figure: string, over: keyof typeof targets, under: keyof typeof targets) =>
    ({
      figure: `${list.name}: ${figure}`,
      unit: 'ratio',
      ...spread(ratios(of(over), of(under), perSecond)),
    }) as const
  const target = { atLeast: 0.5 }
  return [
    rate('page', 'page'),
    rate('bare page', 'barePage'),
    { ...against('page to bare page', 'page', 'barePage'), target },
    against('page to bare page that reads no actor', 'page', 'rowsPage'),
    rate('JSON', 'json'),
    rate('bare JSON', 'bareJson'),
    { ...against('JSON to bare JSON', 'json', 'bareJson'), target },
    against('JSON to bare JSON that reads no actor', 'json', 'rowsJson'),
  ]
}

/** Somebody signed in, and the web process that serves them. */
export type Place = { readonly web: Web; readonly admin: SignedIn }

/** (b) The time of an answer among few, among many organizations, and with many workspaces. */
export async function times(
  client: Client,
  { few, many, large }: { readonly few: Place; readonly many: Place; readonly large: Place },
  pace: Pace,
): Promise<readonly Figure[]> {
  const [atFew, atMany, atLarge] = [few, many, large].map(({ web, admin }) => targetsOf(workspaces, web, admin))
  if (!atFew || !atMany || !atLarge) return []
  const of = await measure(
    client,
    {
      fewPage: atFew.page,
      manyPage: atMany.page,
      largePage: atLarge.page,
      fewJson: atFew.json,
      manyJson: atMany.json,
      largeJson: atLarge.json,
    },
    pace,
  )
  return [
    time('workspaces: page p50, 10 organizations', of('fewPage')),
    slower('workspaces: page p50, 1,000 organizations to 10', of('manyPage'), of('fewPage')),
    slower('workspaces: page p50, 10,000 workspaces to 100', of('largePage'), of('fewPage')),
    time('workspaces: JSON p50, 10 organizations', of('fewJson')),
    slower('workspaces: JSON p50, 1,000 organizations to 10', of('manyJson'), of('fewJson')),
    slower('workspaces: JSON p50, 10,000 workspaces to 100', of('largeJson'), of('fewJson')),
  ]
}
