import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeFile, type TestUser } from '../test/factories'
import { actorOf } from '../test/look'
import { listDestinations } from './destinations'
import { give, makePath, makeTree } from './testing/tree'

afterAll(closeDatabase)

async function seen(user: TestUser, folderId: string, from?: string) {
  const list = await listDestinations(await actorOf(user), folderId, { from })
  return list?.rows.map(({ name, mayHold }) => [name, mayHold.ok ? 'ok' : mayHold.code])
}

describe('[CPM-4] folders as places to put things', () => {
  test('are those with Write in them; the others stand there with the reason', async () => {
    const { manager, user, rootId } = await makeTree()
    const [, own = ''] = await makePath(manager, rootId, 'Given', 'Own')
    const [read = ''] = await makePath(manager, rootId, 'Read')
    await makePath(manager, rootId, 'Unseen')
    await makeFile(manager, rootId, 'file.txt')
    await give(manager, own, user, 'write')
    await give(manager, read, user, 'read')
    expect(await seen(user, rootId)).toEqual([
      ['Given', 'cannot-write'],
      ['Home folders', 'homes'],
      ['Read', 'cannot-write'],
    ])
    expect(await seen(manager, rootId)).toEqual([
      ['Given', 'ok'],
      ['Home folders', 'homes'],
      ['Read', 'ok'],
      ['Unseen', 'ok'],
    ])
  })

  test('[CPM-7] not where they are already, and none into itself', async () => {
    const { manager, rootId } = await makeTree()
    const [plans = ''] = await makePath(manager, rootId, 'Plans', '2026')
    const list = await listDestinations(await actorOf(manager), plans, { from: plans })
    expect(list?.folder.mayHold).toMatchObject({ code: 'there-already' })
    expect(list?.rows).toMatchObject([{ name: '2026', mayHold: { ok: true }, mayHoldItself: { code: 'into-itself' } }])
  })

  test('a folder that does not exist for the actor has none', async () => {
    const [ours, theirs] = [await makeTree(), await makeTree()]
    expect(await seen(ours.manager, theirs.rootId)).toBeUndefined()
    expect(await seen(ours.user, 'x')).toBeUndefined()
  })
})
