import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { type TestUser, unwrap } from '../test/factories'
import { actorOf, auditOf, fingerprint, inOrganization } from '../test/look'
import { race } from '../test/race'
import { addFile, makeFolder } from './changes'
import type { AddFileInput } from './input'
import { findNode } from './queries'
import { give, makePath, makeTree, seenBy } from './testing/tree'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

const hashOf = (digit: string) => digit.repeat(64)
const adding = (folderId: string, name: string, over: Partial<AddFileInput> = {}) => ({
  folderId,
  name,
  hash: hashOf('a'),
  size: 3,
  ifTaken: 'refuse' as const,
  ...over,
})
const add = (by: TestUser, ...file: Parameters<typeof adding>) => actingAs(by.claim, () => addFile(adding(...file)))

const versionsOf = (organizationId: string, fileId: string) =>
  inOrganization(organizationId, async (tx) => [
    ...(await tx.execute(sql`select version, hash, size::int as size, made_by from file_versions
      where file_id = ${fileId} order by version`)),
  ])

async function makePlans() {
  const tree = await makeTree()
  const [folderId = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  return { ...tree, folderId }
}

describe('[FIL-2] who uploads', () => {
  test.each([
    ['list', 'cannot-write'],
    ['read', 'cannot-write'],
    ['write', 'ok'],
    ['share', 'cannot-write'],
    ['history', 'cannot-write'],
    ['full', 'ok'],
    ['admin', 'ok'],
  ] as const)('with %s in the folder: %s', async (level, expected) => {
    const { manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, level)
    const answer = await add(user, folderId, 'wing.step')
    expect(answer.ok ? 'ok' : answer.code).toBe(expected)
  })

  test('[SEC-4] into a folder that does not exist for somebody, not even that it is there', async () => {
    const { organization, manager, user, folderId } = await makePlans()
    const { id } = unwrap(await add(manager, folderId, 'wing.step'))
    const before = await fingerprint(organization.organizationId)
    expect(await add(user, folderId, 'spar.step')).toMatchObject({ code: 'not-found' })
    expect(await add(manager, id, 'in a file')).toMatchObject({ code: 'not-found' })
    expect(await fingerprint(organization.organizationId)).toEqual(before)
  })

  test('[FIL-12] it is theirs, and on record with where it went', async () => {
    const { organization, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'full')
    const { id } = unwrap(await add(user, folderId, 'wing.step'))
    expect(await findNode(await actorOf(user), id)).toMatchObject({
      ownerUserId: user.userId,
      size: 3,
      version: 1,
      path: 'Plans/wing.step',
    })
    const record = (await auditOf(organization.organizationId)).at(-1)
    expect(record?.event).toBe('file.uploaded')
    expect(JSON.parse(record?.body ?? '')).toMatchObject({ after: { name: 'wing.step', size: 3, in: 'Plans' } })
  })
})

describe('[FIL-6] a name that is there already', () => {
  test('is refused at the field, whatever its case, and nothing is stored', async () => {
    const { organization, manager, folderId } = await makePlans()
    unwrap(await add(manager, folderId, 'Wing.step'))
    unwrap(await actingAs(manager.claim, () => makeFolder({ folderId, name: 'Old' })))
    const before = await fingerprint(organization.organizationId)
    for (const name of ['Wing.step', 'WING.STEP', 'old'])
      expect(await add(manager, folderId, name)).toMatchObject({
        code: 'name-taken',
        fields: { name: expect.any(String) },
      })
    expect(await add(manager, folderId, 'old', { ifTaken: 'replace' })).toMatchObject({ code: 'name-taken' })
    expect(await fingerprint(organization.organizationId)).toEqual(before)
  })

  test('keeps both, the later with the first number that is free', async () => {
    const { manager, folderId } = await makePlans()
    const names: string[] = []
    for (const name of ['wing.step', 'WING.step', 'wing (3).step', 'wing.step', 'wing.step'])
      names.push(unwrap(await add(manager, folderId, name, { ifTaken: 'keep-both' })).name)
    expect(names).toEqual(['wing.step', 'WING (2).step', 'wing (3).step', 'wing (4).step', 'wing (5).step'])
    expect((await seenBy(manager, folderId))?.toSorted()).toEqual(names.toSorted())
  })

  test('twenty at once all get a name of their own', async () => {
    const { manager, folderId } = await makePlans()
    const one = () => add(manager, folderId, 'wing.step', { ifTaken: 'keep-both' })
    expect(await race(...Array.from({ length: 20 }, () => one))).toEqual(Array.from({ length: 20 }, () => 'ok'))
    expect(new Set(await seenBy(manager, folderId)).size).toBe(20)
  })

  test('[FIL-9] is replaced with Full alone, and what it was is kept as a version', async () => {
    const { organizationId, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'write')
    const { id } = unwrap(await add(manager, folderId, 'wing.step'))
    const other = { hash: hashOf('b'), size: 5, ifTaken: 'replace' } as const
    expect(await add(user, folderId, 'wing.step', other)).toMatchObject({ code: 'cannot-change' })
    expect(await versionsOf(organizationId, id)).toEqual([])
    await give(manager, folderId, user, 'full')
    expect(unwrap(await add(user, folderId, 'WING.step', other))).toEqual({ id, name: 'wing.step', version: 2 })
    expect(await findNode(await actorOf(user), id)).toMatchObject({ size: 5, version: 2, ownerUserId: user.userId })
    expect(await versionsOf(organizationId, id)).toEqual([
      { version: 1, hash: hashOf('a'), size: 3, made_by: 'Mona Manager' },
    ])
  })

  test('[FIL-9] twenty that replace it at once leave twenty versions, each once', async () => {
    const { organizationId, manager, folderId } = await makePlans()
    const { id } = unwrap(await add(manager, folderId, 'wing.step', { size: 0 }))
    const replace = (size: number) => () => add(manager, folderId, 'wing.step', { size, ifTaken: 'replace' })
    const runs = Array.from({ length: 20 }, (_, index) => replace(index + 1))
    expect(await race(...runs)).toEqual(runs.map(() => 'ok'))
    const kept = await versionsOf(organizationId, id)
    const current = await findNode(await actorOf(manager), id)
    expect(kept.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect([...kept.map(({ size }) => size), current?.size].toSorted()).toEqual(
      Array.from({ length: 21 }, (_, size) => size).toSorted(),
    )
  })
})

test('[FIL-1] a name that cannot be one, and a path too long, store nothing', async () => {
  const { organization, manager, folderId } = await makePlans()
  const before = await fingerprint(organization.organizationId)
  for (const name of ['', '..', 'a/b', 'a\u202eb', 'x'.repeat(256)])
    expect(await add(manager, folderId, name)).toMatchObject({ code: 'invalid', fields: { name: expect.any(String) } })
  expect(await fingerprint(organization.organizationId)).toEqual(before)
  const long = Array.from({ length: 16 }, () => 'y'.repeat(250))
  const deep = (await makePath(manager, folderId, ...long)).at(-1) ?? ''
  expect(await add(manager, deep, 'x'.repeat(100))).toMatchObject({ code: 'path-too-long' })
  unwrap(await add(manager, deep, 'x.txt'))
})
