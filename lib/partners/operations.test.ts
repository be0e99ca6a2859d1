import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { cancelOperation } from '../operations/changes'
import { ListOperations } from '../operations/input'
import { findOperation, listOperations } from '../operations/queries'
import { makePartner, type TestUser, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { takeUpOperation } from '../worker/changes'
import type { Task } from '../worker/task'
import { idleTask, patience, startProbing } from '../worker/testing/probing'
import { linkUser, unlinkUser } from './changes'
import { makePlace, type Place } from './testing/place'

const task = vi.hoisted((): { current?: Task } => ({}))
vi.mock('../worker/tasks', () => ({
  tasks: {
    get 'workspace.purge'() {
      return task.current
    },
  },
}))

afterAll(closeDatabase)

let place: Place
let partnerId: string
beforeEach(async () => {
  task.current = idleTask
  place = await makePlace()
  partnerId = (await makePartner(place.manager, place.company)).partnerId
})

const start = (isCancellable = true) => startProbing(place.organization, isCancellable, place.user)
type Started = Awaited<ReturnType<typeof start>>
const takeUp = async ({ operationId, asAtrium }: Started) =>
  unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
const byManager = <T>(run: () => Promise<T>) => actingAs(place.manager.claim, run)
const link = async () => unwrap(await byManager(() => linkUser({ partnerId, userId: place.user.userId })))
const unlink = async () => unwrap(await byManager(() => unlinkUser({ partnerId, userId: place.user.userId })))

/** How many operations a user is told are open, and those that they see. */
async function seenBy(user: TestUser) {
  const actor = await actorOf(user)
  const { rows } = await listOperations(actor, ListOperations.parse({ state: 'all' }))
  return { open: actor.openOperations, ids: rows.map(({ id }) => id).toSorted() }
}
const none = { open: 0, ids: [] }

describe('[PAR-1] [PAR-2] what a user began before they were linked', () => {
  test('is cancelled while it can be taken back: at once where it waits, before its next step where it runs', async () => {
    const [waiting, running, lasting] = [await start(), await start(), await start(false)]
    await takeUp(running)
    await takeUp(lasting)
    await link()
    expect((await waiting.look()).state).toBe('cancelled')
    for (const { run } of [running, lasting]) await run()
    expect((await running.look()).state).toBe('cancelled')
    expect((await lasting.look()).state).toBe('done')
    expect((await place.lastRecords(100)).find(({ event }) => event === 'partner.user-linked')).toMatchObject({
      after: { cancelledOperations: 2 },
    })
  })

  test('and is seen by them no more, nor is its log, until they are a plain user again', async () => {
    const { operationId } = await start(false)
    expect(await seenBy(place.user)).toEqual({ open: 1, ids: [operationId] })
    await link()
    expect(await seenBy(place.user)).toEqual(none)
    expect(await findOperation(await actorOf(place.user), operationId)).toBeNull()
    expect(await actingAs(place.user.claim, () => cancelOperation({ operationId }))).toMatchObject({
      code: 'not-found',
    })
    expect((await seenBy(place.organization.admin)).ids).toEqual([operationId])
    await unlink()
    expect(await seenBy(place.user)).toEqual({ open: 1, ids: [operationId] })
  })
})

test('[PAR-2] what a user of a partner began is theirs as long as they are of it, and ends with that', async () => {
  await link()
  const { operationId, look } = await start()
  expect(await seenBy(place.user)).toEqual({ open: 1, ids: [operationId] })
  await unlink()
  expect(await seenBy(place.user)).toEqual(none)
  expect((await look()).state).toBe('cancelled')
})
