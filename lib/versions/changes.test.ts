import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { findContents } from '../downloads/queries'
import { findNode } from '../files/queries'
import { give, makePath, makeTree } from '../files/testing/tree'
import { setPolicy } from '../policies/changes'
import { hashOf } from '../storage/testing/bytes'
import { makeFile, makeHugeFile, makeOrganization, replaceFile, type TestUser, unwrap } from '../test/factories'
import { actorOf, auditOf, fingerprint } from '../test/look'
import { race } from '../test/race'
import { restoreVersion } from './changes'
import { listVersions } from './queries'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

async function makeVersions() {
  const tree = await makeTree()
  const [folderId = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  const fileId = await makeFile(tree.manager, folderId, 'wing.step', 'one')
  await replaceFile(tree.manager, folderId, 'wing.step', 'second')
  return { ...tree, folderId, fileId }
}

const restore = (by: TestUser, fileId: string, version: number, revision = 2) =>
  actingAs(by.claim, () => restoreVersion({ fileId, version, revision }))
const list = async (by: TestUser, fileId: string, before?: number, size?: number) =>
  listVersions(await actorOf(by), fileId, { before }, size)
const versionsOf = async (by: TestUser, fileId: string) =>
  (await list(by, fileId))?.rows.map(({ version, size, madeBy, isCurrent }) => [version, size, madeBy, isCurrent])

describe('[FIL-9] the versions of a file', () => {
  test('are listed from the current one down, each with who made it', async () => {
    const { manager, user, folderId, fileId } = await makeVersions()
    await give(manager, folderId, user, 'full')
    await replaceFile(user, folderId, 'wing.step', 'third!!')
    expect(await versionsOf(manager, fileId)).toEqual([
      [3, 7, 'Ugo User', true],
      [2, 6, 'Mona Manager', false],
      [1, 3, 'Mona Manager', false],
    ])
    const first = await list(manager, fileId, undefined, 1)
    expect(first?.rows.map(({ version }) => version)).toEqual([3, 2])
    expect(first?.next).toBe(2)
    const last = await list(manager, fileId, 2, 1)
    expect([last?.rows.map(({ version }) => version), last?.next]).toEqual([[1], null])
  })

  test.each([
    ['list', null],
    ['write', null],
    ['read', [true, false]],
    ['share', [true, false]],
    ['history', [false, false]],
    ['full', [true, true]],
    ['admin', [true, true]],
  ] as const)('[FIL-2] with %s: seen, and whether they are read and restored: %o', async (level, expected) => {
    const { manager, user, folderId, fileId } = await makeVersions()
    await give(manager, folderId, user, level)
    const found = await list(user, fileId)
    expect(found && [found.mayRead.ok, found.mayRestore.ok]).toEqual(expected)
  })

  test('[SEC-4] of a folder, of what is not there and of others’ there are none', async () => {
    const { manager, user, folderId, fileId } = await makeVersions()
    const stranger = (await makeOrganization()).admin
    expect(await list(manager, folderId)).toBeNull()
    expect(await list(manager, crypto.randomUUID())).toBeNull()
    expect(await list(manager, 'no-id')).toBeNull()
    for (const by of [user, stranger]) expect(await list(by, fileId)).toBeNull()
  })
})

describe('[FIL-9] an older version restored', () => {
  test('is the newest one, whose it is who restored it, and what was there is kept', async () => {
    const { organizationId, manager, user, folderId, fileId } = await makeVersions()
    await give(manager, folderId, user, 'full')
    expect(unwrap(await restore(user, fileId, 1))).toEqual({ version: 3, revision: 3 })
    const actor = await actorOf(user)
    expect(await findContents(actor, fileId)).toMatchObject({ hash: hashOf(Buffer.from('one')), size: 3, version: 3 })
    expect(await findNode(actor, fileId)).toMatchObject({ ownerUserId: user.userId, revision: 3 })
    expect(await versionsOf(manager, fileId)).toEqual([
      [3, 3, 'Ugo User', true],
      [2, 6, 'Mona Manager', false],
      [1, 3, 'Mona Manager', false],
    ])
    const record = (await auditOf(organizationId)).at(-1)
    expect(record?.event).toBe('file.version-restored')
    expect(JSON.parse(record?.body ?? '')).toMatchObject({
      before: { size: 6, version: 2 },
      after: { size: 3, version: 3, restored: 1, in: 'Plans' },
    })
  })

  test.each(['list', 'read', 'share', 'history'] as const)('[FIL-2] takes Full: not with %s', async (level) => {
    const { organizationId, manager, user, folderId, fileId } = await makeVersions()
    await give(manager, folderId, user, level)
    expect(await restore(user, fileId, 1)).toMatchObject({ code: 'cannot-change' })
    expect((await auditOf(organizationId)).at(-1)?.event).toBe('permission.given')
  })

  test('[SEC-4] of a file or a version that does not exist for somebody is not found', async () => {
    const { organizationId, manager, user, folderId, fileId } = await makeVersions()
    const before = await fingerprint(organizationId)
    for (const answer of [
      await restore(user, fileId, 1),
      await restore(manager, folderId, 1),
      await restore(manager, crypto.randomUUID(), 1),
      await restore(manager, fileId, 3),
      await restore(manager, fileId, 2),
    ])
      expect(answer).toMatchObject({ code: 'not-found' })
    expect(await fingerprint(organizationId)).toEqual(before)
  })

  test('[FIL-10] is refused where there is no room for it', async () => {
    const { organizationId, workspaceId, manager, folderId, fileId } = await makeVersions()
    const limit = { workspaceId, key: 'workspace-storage', value: 1, revision: 0 }
    unwrap(await actingAs(manager.claim, () => setPolicy(limit)))
    await makeHugeFile({ organizationId, folderId, name: 'large.bin', size: 1024 ** 3 })
    expect(await restore(manager, fileId, 1)).toMatchObject({ code: 'workspace-full' })
    expect((await versionsOf(manager, fileId))?.length).toBe(2)
  })

  test('[SEC-9] is refused when somebody replaced the file meanwhile', async () => {
    const { manager, folderId, fileId } = await makeVersions()
    await replaceFile(manager, folderId, 'wing.step', 'third!!')
    expect(await restore(manager, fileId, 1)).toMatchObject({
      code: 'changed-meanwhile',
      theirs: { revision: 3, values: { version: '3' } },
    })
  })

  test('[SEC-9] of ten at once one is, and nothing is kept twice', async () => {
    const { manager, fileId } = await makeVersions()
    const outcomes = await race(...Array.from({ length: 10 }, () => () => restore(manager, fileId, 1)))
    expect(outcomes.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'changed-meanwhile'), 'ok'])
    expect((await versionsOf(manager, fileId))?.map(([version]) => version)).toEqual([3, 2, 1])
  })
})
