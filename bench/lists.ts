import type { SignedIn } from './deployment'
import { type Figure, single } from './figures'
import type { Client, Load, Target } from './load'
import { measure, type Pace, ratios, spread } from './rounds'
import { demandSame, observe } from './same'
import type { Web } from './web'
import type { Wire } from './wire'

const perSecond = (load: Load) => load.perSecond
const p50 = (load: Load) => load.p50

/** The list of workspaces in its forms, for one organization. */
function targetsOf({ url }: Web, { cookie, organizationId, sessionId }: SignedIn) {
  const at = (path: string): Target => ({ url: `${url}${path}`, cookie })
  const query = `organization=${organizationId}`
  return {
    page: at('/organization/workspaces'),
    json: at('/api/workspaces'),
    barePage: at(`/bench/workspaces?${query}&session=${sessionId}`),
    bareJson: at(`/bench/workspaces.json?${query}&session=${sessionId}`),
    rowsPage: at(`/bench/workspaces?${query}`),
    rowsJson: at(`/bench/workspaces.json?${query}`),
    actor: at('/bench/actor'),
  } as const
}

/** (c) How often an answer waits for the database; and that the bare ones are made by the same statements. */
export async function roundTrips(web: Web, wire: Wire, admin: SignedIn): Promise<readonly Figure[]> {
  const { page, json, barePage, bareJson, actor } = targetsOf(web, admin)
  const [realPage, realJson] = [await observe(wire, page), await observe(wire, json)]
  demandSame(realPage, await observe(wire, barePage), 50)
  demandSame(realJson, await observe(wire, bareJson), 50)
  const loading = await observe(wire, actor)
  const unit = 'round trips'
  return [
    { figure: 'loading the actor', unit, target: { atMost: 1 }, ...single(loading.roundTrips) },
    { figure: 'page, all of it', unit, ...single(realPage.roundTrips) },
    { figure: 'JSON, all of it', unit, ...single(realJson.roundTrips) },
  ]
}

/** (a) Requests a second of the list against its bare twin, page and JSON. */
export async function rates(client: Client, web: Web, admin: SignedIn, pace: Pace): Promise<readonly Figure[]> {
  const { actor: _, ...targets } = targetsOf(web, admin)
  const of = await measure(client, targets, pace)
  const rate = (figure: string, loads: readonly Load[]): Figure => ({
    figure,
    unit: 'a second',
    ...spread(loads.map(perSecond)),
  })
  const against = (figure: string, over: keyof typeof targets, under: keyof typeof targets) =>
    ({ figure, unit: 'ratio', ...spread(ratios(of(over), of(under), perSecond)) }) as const
  const target = { atLeast: 0.5 }
  return [
    rate('page', of('page')),
    rate('bare page', of('barePage')),
    { ...against('page to bare page', 'page', 'barePage'), target },
    against('page to bare page that reads no actor', 'page', 'rowsPage'),
    rate('JSON', of('json')),
    rate('bare JSON', of('bareJson')),
    { ...against('JSON to bare JSON', 'json', 'bareJson'), target },
    against('JSON to bare JSON that reads no actor', 'json', 'rowsJson'),
  ]
}

/** An organization and the web process that serves it. */
export type Place = { readonly web: Web; readonly admin: SignedIn }

/** (b) The time of an answer among few, among many organizations, and with many workspaces. */
export async function times(
  client: Client,
  { few, many, large }: { readonly few: Place; readonly many: Place; readonly large: Place },
  pace: Pace,
): Promise<readonly Figure[]> {
  const [atFew, atMany, atLarge] = [few, many, large].map(({ web, admin }) => targetsOf(web, admin))
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
  const against = (figure: string, over: readonly Load[], under: readonly Load[]): Figure => ({
    figure,
    unit: 'ratio',
    target: { atMost: 1.3 },
    ...spread(ratios(over, under, p50)),
  })
  const time = (figure: string, loads: readonly Load[]): Figure => ({ figure, unit: 'ms', ...spread(loads.map(p50)) })
  return [
    time('page p50, 10 organizations', of('fewPage')),
    against('page p50, 1,000 organizations to 10', of('manyPage'), of('fewPage')),
    against('page p50, 10,000 workspaces to 100', of('largePage'), of('fewPage')),
    time('JSON p50, 10 organizations', of('fewJson')),
    against('JSON p50, 1,000 organizations to 10', of('manyJson'), of('fewJson')),
    against('JSON p50, 10,000 workspaces to 100', of('largeJson'), of('fewJson')),
  ]
}
