import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { restoreNodes, trashNodes } from '../files/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { takePermission } from '../folder-permissions/changes'
import { cancelOperation, retryOperation } from '../operations/changes'
import { findOperation } from '../operations/queries'
import { unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { countedStorage, GiB, limit } from '../uploads/testing/uploading'
import { beginCopy, below, copyAll, copyTo, makeMany, runCopy, takeSteps } from './testing/copying'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

/** A folder of 2,500 files, two in it of 600 each, and where they are to go. */
async function makeLarge() {
  const tree = await makeTree()
  const { manager, rootId } = tree
  const [large = '', inner = ''] = await makePath(manager, rootId, 'Large', 'Inner')
  const [other = ''] = await makePath(manager, large, 'Other')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, large, 2_500)
  await makeMany(manager, inner, 600)
  await makeMany(manager, other, 600)
  return { ...tree, large, inner, archive, look: (id: string) => below(tree.organizationId, id) }
}

async function expectExact(organizationId: string) {
  const { kept, really } = await countedStorage(organizationId)
  expect(kept).toBe(really)
}

describe('[CPM-8] many things are copied in the background', () => {
  test('[CPM-8] all of them, in steps, with how far it came', async () => {
    const { organizationId, manager, large, archive, look } = await makeLarge()
    const ended = await copyAll(manager, archive, [large])
    expect(ended).toMatchObject({ state: 'done', done: 3_703, total: 3_703, reason: '' })
    const copied = (await look(archive)).map((path) => path.replace(/^Large\//, '')).filter((path) => path !== '')
    expect(copied).toEqual(await look(large))
    expect(ended?.lines.map(({ message }) => message)).toEqual([
      'Started.',
      'Copied 1. 0\u00a0B of 3.6\u00a0KiB are done.',
      expect.stringMatching(/^Copied 1,000\. 1,000\u00a0B of /),
      ...Array.from({ length: ended ? ended.lines.length - 3 : 0 }, () => expect.stringMatching(/^Copied /)),
    ])
    await expectExact(organizationId)
  })

  test('[CPM-8] as many folders as there are, a few of them in each step', async () => {
    const { manager, organizationId, rootId, archive } = await makeLarge()
    const [wide = ''] = await makePath(manager, rootId, 'Wide')
    await makeMany(manager, wide, 2_300, 'folder')
    const look = (id: string) => below(organizationId, id)
    const operationId = await beginCopy(manager, archive, [wide])
    await takeSteps(manager, operationId, 3)
    expect(await look(archive)).toHaveLength(1_001)
    expect(await runCopy(manager, operationId)).toMatchObject({ state: 'done', done: 2_301, total: 2_301 })
    const copied = await look(archive)
    expect(copied.map((path) => path.replace(/^Wide\//, '')).filter((path) => path !== '')).toEqual(await look(wide))
  })

  test('[CPM-8] whoever loses what it takes meanwhile ends it with the reason, and room it had is free again', async () => {
    const { organizationId, manager, user, large, archive, look } = await makeLarge()
    await give(manager, large, user, 'read')
    const writing = await give(manager, archive, user, 'write')
    const { operationId } = unwrap(await copyTo(user, archive, [large]))
    await takeSteps(user, operationId ?? '', 3)
    expect(await findOperation(await actorOf(user), operationId ?? '')).toMatchObject({
      done: 1_001,
      total: 3_703,
      bytes: { done: 1_000, total: 3_700 },
    })
    await expectExact(organizationId)
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: writing })))
    const ended = await runCopy(user, operationId ?? '')
    expect(ended).toMatchObject({
      state: 'failed',
      reason: 'The folder it was to go to is gone, or you may no longer use it.',
    })
    const stood = (await look(archive)).length
    expect(stood).toBeGreaterThan(1_000)
    expect(stood).toBeLessThan(3_000)
    await expectExact(organizationId)
    // With it back, it goes on where it was.
    await give(manager, archive, user, 'write')
    unwrap(await actingAs(user.claim, () => retryOperation({ operationId: operationId ?? '' })))
    expect(await runCopy(user, operationId ?? '')).toMatchObject({ state: 'done' })
    expect(await look(archive)).toHaveLength(3_703)
    await expectExact(organizationId)
  })

  test('[CPM-8] what is lost of a folder in it is left out from then on, and said', async () => {
    const { manager, user, large, inner, archive, look } = await makeLarge()
    await give(manager, large, user, 'read', { isRecursive: false })
    const reading = await give(manager, inner, user, 'read')
    await give(manager, archive, user, 'full')
    const { operationId } = unwrap(await copyTo(user, archive, [large]))
    await takeSteps(user, operationId ?? '', 5)
    await give(manager, inner, user, 'list')
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: reading })))
    const ended = await runCopy(user, operationId ?? '')
    expect(ended).toMatchObject({ state: 'done', failures: 1 })
    expect(
      ended?.lines.filter(({ message }) => /^Could not copy what is in Inner: This takes Read/.test(message)),
    ).toHaveLength(1)
    expect((await look(archive)).filter((path) => path.startsWith('Large/Inner/file'))).toEqual([])
  })

  test('[CPM-8] it is cancelled between two steps; what it made by then stays', async () => {
    const { organizationId, manager, large, archive, look } = await makeLarge()
    const { operationId } = unwrap(await copyTo(manager, archive, [large]))
    const step = await takeSteps(manager, operationId ?? '', 3)
    unwrap(await actingAs(manager.claim, () => cancelOperation({ operationId: operationId ?? '' })))
    expect(unwrap(await step())).toEqual({ isOver: true })
    expect((await look(archive)).length).toBeGreaterThan(1_000)
    await expectExact(organizationId)
  })

  test('[CPM-8] of two copies of the same into the same folder both end, and no name stands twice', async () => {
    const { organizationId, manager, large, archive, look } = await makeLarge()
    const [one, other] = [
      await copyTo(manager, archive, [large], 'skip'),
      await copyTo(manager, archive, [large], 'skip'),
    ]
    const ends = await Promise.all([one, other].map((begun) => runCopy(manager, unwrap(begun).operationId ?? '')))
    expect(ends.map((end) => end?.state)).toEqual(['done', 'done'])
    expect(await look(archive)).toHaveLength(3_703)
    await expectExact(organizationId)
  })

  test('[CPM-8] where the folder it goes to is gone it ends with the reason', async () => {
    const { manager, large, archive } = await makeLarge()
    const { operationId } = unwrap(await copyTo(manager, archive, [large]))
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [archive] })))
    expect(await runCopy(manager, operationId ?? '')).toMatchObject({
      state: 'failed',
      done: 0,
      reason: 'The folder it was to go to is gone, or you may no longer use it.',
    })
  })

  test('[CPM-8] one that failed is kept for a month to be tried again, and then forgotten', async () => {
    const { organizationId, manager, large, archive } = await makeLarge()
    const fail = async () => {
      const operationId = await beginCopy(manager, archive, [large])
      unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [archive] })))
      expect(await runCopy(manager, operationId)).toMatchObject({ state: 'failed' })
      unwrap(await actingAs(manager.claim, () => restoreNodes({ nodeIds: [archive] })))
      return operationId
    }
    const [old, young] = [await fail(), await fail()]
    await inOrganization(organizationId, async (tx) => {
      await tx.execute(sql`update operations set ended_at = now() - interval '31 days' where id = ${old}`)
      await tx.execute(sql`update operations set ended_at = now() - interval '29 days' where id = ${young}`)
    })
    unwrap(await copyTo(manager, archive, [large]))
    for (const operationId of [old, young]) unwrap(await actingAs(manager.claim, () => retryOperation({ operationId })))
    expect(await runCopy(manager, young)).toMatchObject({ state: 'done' })
    expect(await runCopy(manager, old)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('It failed more than 30 days ago'),
    })
  })

  test('[FIL-10] without room for all of it nothing is copied; with room, that is reserved', async () => {
    const { organizationId, workspaceId, manager, large, archive, look } = await makeLarge()
    await limit(manager, { key: 'workspace-storage', value: 1, workspaceId })
    const grow = (size: number) =>
      inOrganization(organizationId, (tx) =>
        tx.execute(sql`update nodes set size = ${size} where parent_id = ${large} and name = 'file 1'`),
      )
    await grow(0.625 * GiB)
    const { operationId } = unwrap(await copyTo(manager, archive, [large]))
    expect(await runCopy(manager, operationId ?? '')).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('There is no room in this workspace'),
    })
    expect(await look(archive)).toEqual([])
    await grow(0.375 * GiB)
    const second = unwrap(await copyTo(manager, archive, [large])).operationId ?? ''
    await takeSteps(manager, second, 1)
    const { kept } = await countedStorage(organizationId)
    expect(kept).toContain(` ${0.375 * GiB + 3_699}`)
    await expectExact(organizationId)
  })
})
