import type { SignedIn } from './deployment'
import { type Figure, slower, time } from './figures'
import type { Client } from './load'
import { measure, type Pace } from './rounds'
import type { Web } from './web'

/** People of one workspace as they are signed in, and its Organization Admin. */
export type InGroups = { readonly inMany: SignedIn; readonly inNone: SignedIn; readonly admin: SignedIn }

/** (b) The time of the page of a person in 200 groups against that of one in none: their own, and theirs in the portal. */
export async function groupTimes(
  client: Client,
  { url }: Web,
  people: InGroups,
  pace: Pace,
): Promise<readonly Figure[]> {
  const { inMany, inNone, admin } = people
  const own = ({ cookie }: SignedIn) => ({ url: `${url}/`, cookie })
  const inPortal = ({ code, userId }: SignedIn) => ({
    url: `${url}/workspaces/${code}/members/${userId}`,
    cookie: admin.cookie,
  })
  const targets = {
    ownMany: own(inMany),
    ownNone: own(inNone),
    portalMany: inPortal(inMany),
    portalNone: inPortal(inNone),
  }
  const of = await measure(client, targets, pace)
  return [
    time('groups: p50 of the own page of a person in none', of('ownNone')),
    slower('groups: p50 of the own page, in 200 groups to none', of('ownMany'), of('ownNone')),
    time('groups: p50 of the portal’s page of a person in none', of('portalNone')),
    slower('groups: p50 of the portal’s page, in 200 groups to none', of('portalMany'), of('portalNone')),
  ]
}
