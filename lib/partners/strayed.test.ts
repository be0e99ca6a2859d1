import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { moveNodes, restoreNodes, trashNodes } from '../files/changes'
import { give, makePath, seenBy } from '../files/testing/tree'
import { listAccess } from '../folder-permissions/access'
import { listFoldersOfPartner } from '../folder-permissions/partners'
import { listPermissions } from '../folder-permissions/queries'
import { makePartner, makeUser, type TestUser, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
let pia: TestUser
let deep: string
let below: string
let partnerId: string
beforeEach(async () => {
  place = await makePlace()
  pia = await makeUser(place.organization, { workspaceId: place.workspaceId, name: 'Pia Partner' })
  const made = await makePath(place.manager, place.inside, 'Deep', 'Below')
  deep = made[0] ?? ''
  below = made[1] ?? ''
  partnerId = (await makePartner(place.manager, place.company, [pia], { level: 'list' })).partnerId
})

const byManager = <T>(run: () => Promise<T>) => actingAs(place.manager.claim, run)
const move = async (folderId: string, ...nodeIds: readonly string[]) =>
  unwrap(await byManager(() => moveNodes({ nodeIds: [...nodeIds], folderId })))
const trash = async (...nodeIds: readonly string[]) =>
  unwrap(await byManager(() => trashNodes({ nodeIds: [...nodeIds] })))
const restore = async (...nodeIds: readonly string[]) =>
  unwrap(await byManager(() => restoreNodes({ nodeIds: [...nodeIds] })))
const givePartner = (folderId: string, lastDay = '') =>
  give(place.manager, folderId, { kind: 'partner', id: partnerId }, 'full', { lastDay })

/** The folders that the partner has been given. */
const givenOn = async () => (await place.rowsOf('partner_id', partnerId)).map((row) => row.folder_id).toSorted()
/** What the records say was taken, by its path. */
const taken = async () =>
  (await place.lastRecords(10))
    .filter(({ event, target }) => event === 'permission.taken' && target.id === partnerId)
    .map(({ before }) => before.folder)
    .toSorted()

describe('[PAR-3] what is moved out of a root leaves the partner’s permissions behind', () => {
  test('on it and below it, and those of everybody else come along', async () => {
    for (const folderId of [place.inside, deep]) await givePartner(folderId, '2199-12-31')
    await give(place.manager, deep, place.user, 'read')
    await move(place.company, deep)
    expect(await givenOn()).toHaveLength(3)
    await move(place.inside, deep)
    await move(place.rootId, place.inside)
    expect(await place.rowsOf('partner_id', partnerId)).toEqual([{ level: 'list', folder_id: place.company }])
    // CPM-6: a moved folder keeps the rows of everybody else.
    expect(await place.rowsOf('user_id', place.user.userId)).toContainEqual({ level: 'read', folder_id: deep })
    expect(await taken()).toEqual(['Plans', 'Plans/Deep'])
  })

  test('and not those of another partner, whose root it does not leave', async () => {
    const [other = ''] = await makePath(place.manager, place.beside, 'Other')
    const another = await makePartner(place.manager, other)
    await givePartner(place.inside)
    await move(place.rootId, place.inside)
    expect(await place.rowsOf('partner_id', another.partnerId)).toEqual([{ level: 'full', folder_id: other }])
  })
})

describe('[PAR-3] what was in the trash while its place was moved out of a root leaves them behind when it is restored', () => {
  test.each(['on it', 'on a folder in it'])('%s', async (where) => {
    const folderId = where === 'on it' ? deep : below
    await givePartner(folderId)
    await trash(deep)
    await move(place.rootId, place.inside)
    await restore(deep)
    expect(await givenOn()).toEqual([place.company])
    expect(await taken()).toEqual([where === 'on it' ? 'Plans/Deep' : 'Plans/Deep/Below'])
    // FIL-4: the three lists say the same.
    const manager = await actorOf(place.manager)
    expect((await listFoldersOfPartner(manager, partnerId, {}))?.rows).toHaveLength(1)
    expect((await listPermissions(manager, folderId, {}))?.rows).toEqual([])
    expect((await listAccess(manager, folderId, { q: 'Pia' }))?.rows).toEqual([])
    await move(place.company, place.inside)
    // The level is List again, from the root alone.
    expect(await seenBy(pia, folderId)).not.toBeNull()
    expect((await listAccess(manager, folderId, { q: 'Pia' }))?.rows).toMatchObject([{ level: 'List' }])
  })

  test('also where it was in the trash before what it was in', async () => {
    await givePartner(below)
    await trash(below)
    await trash(deep)
    await move(place.rootId, place.inside)
    await restore(deep)
    expect(await givenOn()).toEqual([place.company, below].toSorted())
    await restore(below)
    expect(await givenOn()).toEqual([place.company])
  })

  test('of several, each by the folder it was in', async () => {
    const [kept = ''] = await makePath(place.manager, place.company, 'Kept')
    await givePartner(kept)
    await givePartner(deep)
    await trash(deep, kept)
    await move(place.rootId, place.inside)
    await restore(deep, kept)
    expect(await givenOn()).toEqual([place.company, kept].toSorted())
  })

  test('and what goes back to where it was keeps them', async () => {
    await givePartner(deep)
    await trash(deep)
    await restore(deep)
    expect(await givenOn()).toEqual([place.company, deep].toSorted())
    expect(await taken()).toEqual([])
  })
})
