import '../storage/testing/own-store'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { placeOfBytes } from '../files/bytes'
import { trashNodes } from '../files/changes'
import { makePath, makeTree } from '../files/testing/tree'
import { hashOf } from '../storage/testing/bytes'
import { flipByte, isThere, plantBlob, removeBlob } from '../storage/testing/damage'
import { makeFile, makeOrganization, replaceFile, systemOf, unwrap } from '../test/factories'
import { activityOf } from '../test/look'
import { reportDamage } from './changes'
import { namesUnder } from './names'
import { digitsOf, scrubNight, sweep } from './tasks'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

const hash = (text: string) => hashOf(Buffer.from(text))
const nameIn = (organizationId: string, text: string) => ({ ...placeOfBytes(organizationId), hash: hash(text) })
const nightOf = (text: string) =>
  Array.from({ length: 32 }, (_, night) => night).find((night) => digitsOf(night).includes(hash(text).slice(0, 2))) ??
  -1
const reported = async (organizationId: string) =>
  (await activityOf(organizationId))
    .filter(({ event }) => event.startsWith('contents'))
    .map(({ event, detail }) => [event, detail])

/** A file with an older version, one in the trash, and bytes that nobody names, all of them two days old. */
async function makeStored() {
  const tree = await makeTree()
  const { organizationId, manager, rootId } = tree
  const [plans = '', old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
  await makeFile(manager, plans, 'wing.step', 'first')
  await replaceFile(manager, plans, 'wing.step', 'second')
  await makeFile(manager, old, 'spar.step', 'trashed')
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [old] })))
  const named = ['first', 'second', 'trashed']
  for (const text of [...named, 'orphan']) plantBlob(nameIn(organizationId, text), text, 48)
  return { ...tree, plans, named }
}

describe('the nightly sweep', () => {
  test('[FIL-9] removes bytes that nobody names any more, and none that a version or the trash names', async () => {
    const { organizationId, named } = await makeStored()
    await sweep()
    for (const text of named) expect(isThere(nameIn(organizationId, text)), text).toBe(true)
    expect(isThere(nameIn(organizationId, 'orphan'))).toBe(false)
  })

  test('[FIL-6] leaves what was stored within a day: its file may be on its way', async () => {
    const { organizationId } = await makeStored()
    plantBlob(nameIn(organizationId, 'young'), 'young', 23)
    await sweep()
    expect(isThere(nameIn(organizationId, 'young'))).toBe(true)
  })

  test('[SEC-1] asks each organization for its own: what another names is an orphan here', async () => {
    const { organizationId } = await makeStored()
    const other = await makeOrganization()
    plantBlob(nameIn(other.organizationId, 'first'), 'first', 48)
    await sweep()
    expect(isThere(nameIn(other.organizationId, 'first'))).toBe(false)
    expect(isThere(nameIn(organizationId, 'first'))).toBe(true)
  })

  test('[WSP-5] leaves nothing of an organization that is gone', async () => {
    const gone = nameIn(crypto.randomUUID(), 'gone')
    plantBlob(gone, 'gone', 48)
    await sweep()
    expect(isThere(gone)).toBe(false)
  })

  test('ends when the worker does', async () => {
    const { organizationId } = await makeStored()
    await sweep(AbortSignal.abort())
    expect(isThere(nameIn(organizationId, 'first'))).toBe(true)
  })
})

describe('the nightly scrub', () => {
  test('reads all bytes once in 32 nights', () => {
    const all = Array.from({ length: 32 }, (_, night) => digitsOf(night + 64)).flat()
    expect(all.toSorted()).toEqual(Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')))
  })

  test('[SEC-7] reports what is damaged and what is missing, by file and version, and in its own night alone', async () => {
    const { organizationId, plans, manager } = await makeStored()
    await makeFile(manager, plans, 'copy.step', 'second')
    flipByte(nameIn(organizationId, 'first'), 2)
    removeBlob(nameIn(organizationId, 'second'))
    await scrubNight(nightOf('first') + 1)
    await scrubNight(nightOf('first'))
    expect(await reported(organizationId)).toEqual([
      ['contents-damaged', 'The content of “Plans/wing.step”, version 1 is damaged'],
    ])
    await scrubNight(nightOf('second'))
    expect((await reported(organizationId)).slice(1).toSorted()).toEqual([
      ['contents-missing', 'The content of “Plans/copy.step” is missing'],
      ['contents-missing', 'The content of “Plans/wing.step” is missing'],
    ])
  })

  test('names each hash once, version or not', async () => {
    const { organizationId, manager, plans, named } = await makeStored()
    await makeFile(manager, plans, 'again.step', 'first')
    const names: string[] = []
    for (let byte = 0; byte < 256; byte++)
      for await (const name of namesUnder(organizationId, byte.toString(16).padStart(2, '0'))) names.push(name)
    expect(names).toEqual(named.map(hash).toSorted())
  })

  test('reports by nobody’s word but Atrium’s own', async () => {
    const { organization, organizationId } = await makeStored()
    const damage = { hash: hash('first'), state: 'damaged' } as const
    expect(await actingAs(organization.admin.claim, () => reportDamage(damage))).toMatchObject({ code: 'not-atrium' })
    const of = systemOf({ organizationId })
    expect(await actingAs(of, () => reportDamage({ ...damage, hash: hash('nobody') }))).toMatchObject({
      code: 'not-found',
    })
  })
})
