import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { makeUser, type TestUser, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { makeFolder, restoreNodes, trashNodes } from './changes'
import { findNode } from './queries'
import { pagesOf, trashOf } from './testing/pages'
import { give, makePath, makeTree, seenBy } from './testing/tree'

afterAll(closeDatabase)

const make = (by: TestUser, folderId: string, name: string) => actingAs(by.claim, () => makeFolder({ folderId, name }))
const trash = (by: TestUser, ...nodeIds: string[]) => actingAs(by.claim, () => trashNodes({ nodeIds }))
const restore = (by: TestUser, ...nodeIds: string[]) => actingAs(by.claim, () => restoreNodes({ nodeIds }))

const gone = { ok: false, code: 'not-found' } as const

describe('[FIL-8] the trash', () => {
  test('what is deleted is nowhere but there, with all below it, and comes back where it was', async () => {
    const { manager, user, rootId, workspaceId } = await makeTree()
    const [plans = '', old = '', deep = ''] = await makePath(manager, rootId, 'Plans', 'Old', 'Deep')
    await give(manager, plans, user, 'full')
    unwrap(await trash(user, old))
    expect(await seenBy(user, plans)).toEqual([])
    expect(await findNode(await actorOf(user), deep)).toBeNull()
    expect(await make(user, deep, 'New')).toMatchObject(gone)
    const { rows } = await trashOf(user, workspaceId)
    expect(rows).toMatchObject([
      { id: old, name: 'Old', from: 'Plans', trashedBy: 'Ugo User', mayRestore: { ok: true } },
    ])
    unwrap(await restore(user, old))
    expect(await findNode(await actorOf(user), deep)).toMatchObject({ path: 'Plans/Old/Deep' })
    expect((await trashOf(user, workspaceId)).rows).toEqual([])
  })

  test('is seen by who has Full where it was, and by nobody else', async () => {
    const { organization, manager, user, rootId, workspaceId } = await makeTree()
    const [plans = '', old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
    const reader = await makeUser(organization, { workspaceId })
    await give(manager, plans, reader, 'share')
    unwrap(await trash(manager, old))
    for (const one of [user, reader]) {
      expect((await trashOf(one, workspaceId)).rows).toEqual([])
      expect(await restore(one, old)).toMatchObject(gone)
    }
    expect((await trashOf(manager, workspaceId)).rows).toHaveLength(1)
  })

  test('says why something cannot come back: its folder is there too, or its name stands there again', async () => {
    const { manager, rootId, workspaceId } = await makeTree()
    const [plans = '', old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
    unwrap(await trash(manager, old))
    unwrap(await trash(manager, plans))
    const { rows } = await trashOf(manager, workspaceId)
    expect(rows.map((row) => [row.name, row.mayRestore.ok])).toEqual([
      ['Plans', true],
      ['Old', false],
    ])
    expect(await restore(manager, old)).toMatchObject({ code: 'parent-trashed' })
    unwrap(await restore(manager, plans))
    await makePath(manager, plans, 'OLD')
    expect(await restore(manager, old)).toMatchObject({ code: 'name-taken', fields: { nodeIds: expect.any(String) } })
  })

  test('two of the same name, deleted one after the other, do not both come back', async () => {
    const { manager, rootId } = await makeTree()
    const [first = ''] = await makePath(manager, rootId, 'Plans')
    unwrap(await trash(manager, first))
    const [second = ''] = await makePath(manager, rootId, 'Plans')
    unwrap(await trash(manager, second))
    expect(await restore(manager, first, second)).toMatchObject({ code: 'name-taken' })
    unwrap(await restore(manager, second))
    expect(await restore(manager, first)).toMatchObject({ code: 'name-taken' })
  })

  test('is paged, the latest first', async () => {
    const { manager, rootId, workspaceId } = await makeTree()
    for (const name of ['One', 'Two', 'Three']) {
      const [id = ''] = await makePath(manager, rootId, name)
      unwrap(await trash(manager, id))
    }
    const pages = await pagesOf((after) => trashOf(manager, workspaceId, { after }, 2))
    expect(pages).toEqual([['Three', 'Two'], ['One']])
  })
})
