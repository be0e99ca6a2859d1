import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase } from '../database/client'
import { findPlaces } from '../files/queries'
import { makePath } from '../files/testing/tree'
import { makePartner } from '../test/factories'
import { actorOf } from '../test/look'
import { listRoots } from './roots'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
beforeAll(async () => {
  place = await makePlace()
  await makePartner(place.manager, place.company, [], { name: 'Acme' })
})

/** Of a folder and of each in it, by name: why it cannot be a root; `ok` where it can. */
async function verdicts(folderId: string) {
  const list = await listRoots(await actorOf(place.manager), folderId, undefined)
  const said = [...(list ? [list.folder, ...list.rows] : [])]
  return Object.fromEntries(said.map(({ name, mayHold }) => [name, mayHold.ok ? 'ok' : mayHold.reason]))
}

test('[PAR-1] each folder to choose from says whose root it is already, or lies in, or contains', async () => {
  const [far = '', , , wind = ''] = await makePath(place.manager, place.rootId, 'Far', 'below', 'deep', 'Tunnels')
  await makePartner(place.manager, wind, [], { name: 'Wind' })
  await makePath(place.manager, far, 'free')
  const inside = 'It is inside the root folder of Acme. Choose a folder outside it.'
  const containsWind = 'The root folder of Wind lies in it. Choose another folder.'
  const isAcme = 'It is the root folder of Acme already. Choose another folder.'
  expect(await verdicts(place.rootId)).toMatchObject({
    Companies: 'The root folder of Acme lies in it. Choose another folder.',
    Far: containsWind,
  })
  expect(await verdicts(place.companies)).toMatchObject({ Acme: isAcme, 'Plans beside': 'ok' })
  expect(await verdicts(place.company)).toEqual({ Acme: isAcme, Plans: inside })
  expect(await verdicts(place.inside)).toMatchObject({ Plans: inside })
  expect(await verdicts(far)).toEqual({ Far: containsWind, below: containsWind, free: 'ok' })
})

test('[SEC-4] who does not administer the workspace is shown none', async () => {
  const { homeId } = await findPlaces(await actorOf(place.user), place.workspaceId)
  expect(await listRoots(await actorOf(place.user), homeId ?? '', undefined)).toBeNull()
})
