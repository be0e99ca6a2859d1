import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { addFile } from '../files/changes'
import { give, makePath, seenBy } from '../files/testing/tree'
import { type TestUser, unwrap } from '../test/factories'
import { auditOf, fingerprint } from '../test/look'
import { inRounds, race } from '../test/race'
import { makeFolders } from './folders'
import { makePlans } from './testing/uploading'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

const make = (by: TestUser, folderId: string, ...paths: string[][]) =>
  actingAs(by.claim, () => makeFolders({ folderId, paths }))

describe('[FIL-6] folders that are uploaded', () => {
  test('are each made once, with those above them, and join those that are there', async () => {
    const { organizationId, manager, folderId } = await makePlans()
    const [there] = await makePath(manager, folderId, 'Old')
    const before = (await auditOf(organizationId)).length
    const { ids } = unwrap(await make(manager, folderId, ['2026', 'June'], ['2026', 'July'], ['OLD'], ['2026']))
    expect(ids[2]).toBe(there)
    expect(await seenBy(manager, folderId)).toEqual(['2026', 'Old'])
    expect(await seenBy(manager, ids[3] ?? '')).toEqual(['July', 'June'])
    const made = (await auditOf(organizationId)).slice(before).map(({ event }) => event)
    expect(made).toEqual(['folder.made', 'folder.made', 'folder.made'])
  })

  test('do not replace a file, and then none of them is made', async () => {
    const { organizationId, manager, folderId } = await makePlans()
    const file = { folderId, name: '2026', hash: 'a'.repeat(64), size: 1, ifTaken: 'refuse' } as const
    unwrap(await actingAs(manager.claim, () => addFile(file)))
    const { activity: _, ...before } = await fingerprint(organizationId)
    expect(await make(manager, folderId, ['2025'], ['2026', 'June'])).toMatchObject({ code: 'file-in-the-way' })
    const { activity: __, ...after } = await fingerprint(organizationId)
    expect(after).toEqual(before)
  })

  test('[FIL-2] take Write in the folder, and in those that they join', async () => {
    const { manager, user, folderId } = await makePlans()
    await makePath(manager, folderId, 'Old')
    await give(manager, folderId, user, 'read')
    expect(await make(user, folderId, ['2026'])).toMatchObject({ code: 'cannot-write' })
    await give(manager, folderId, user, 'write', { isRecursive: false })
    expect(await make(user, folderId, ['Old', '2026'])).toMatchObject({ code: 'cannot-write' })
    unwrap(await make(user, folderId, ['2026']))
  })

  test('twice at once are one', async () => {
    const { manager, folderId } = await makePlans()
    const tally = await inRounds(20, async (round) => {
      const one = () => make(manager, folderId, [`${round}`, 'June'])
      return (await race(one, one, one)).join(' ')
    })
    expect(tally).toEqual({ 'ok ok ok': 20 })
    expect((await seenBy(manager, folderId))?.length).toBe(20)
  })
})
