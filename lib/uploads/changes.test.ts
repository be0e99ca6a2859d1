import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { deactivateUser } from '../deactivation/changes'
import { makeFolder, trashNodes } from '../files/changes'
import { findNode } from '../files/queries'
import { give, makePath, seenBy } from '../files/testing/tree'
import { takePermission } from '../folder-permissions/changes'
import { makeUser, systemOf, type TestUser, unwrap } from '../test/factories'
import { activityOf, actorOf, asDatabaseAdmin, auditOf, fingerprint, inOrganization } from '../test/look'
import { inRounds, race } from '../test/race'
import { dropUpload, finishUpload, sweepUploads } from './changes'
import { findUpload, listTaken } from './queries'
import { begin, countedStorage, makePlans } from './testing/uploading'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

const hash = 'a'.repeat(64)
const finish = (by: TestUser, uploadId: string, size = 3) =>
  actingAs(by.claim, () => finishUpload({ uploadId, hash, size }))
const drop = (by: TestUser, uploadId: string) => actingAs(by.claim, () => dropUpload({ uploadId }))

/** Jobs that remove what had come of uploads, by the place in the store. */
const doomedBytes = () =>
  asDatabaseAdmin(async (admin) =>
    (await admin`select key from graphile_worker.jobs where task_identifier = 'upload.drop-bytes'`).map((row) =>
      String(row.key).replace('upload-bytes:', ''),
    ),
  )

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
    const answer = await begin(user, folderId)
    expect(answer.ok ? 'ok' : answer.code).toBe(expected)
  })

  test('[SEC-4] a folder that does not exist for somebody is not found, nor is a file', async () => {
    const { manager, user, folderId } = await makePlans()
    expect(await begin(user, folderId)).toMatchObject({ code: 'not-found' })
    const { id } = unwrap(await finish(manager, unwrap(await begin(manager, folderId)).id))
    expect(await begin(manager, id)).toMatchObject({ code: 'not-found' })
  })

  test('[FIL-1] a name or a path that cannot be is refused before anything is sent', async () => {
    const { organizationId, manager, folderId } = await makePlans()
    const long = Array.from({ length: 16 }, () => 'y'.repeat(250))
    const deep = (await makePath(manager, folderId, ...long)).at(-1) ?? ''
    const before = await fingerprint(organizationId)
    for (const name of ['', '..', 'a/b', 'x'.repeat(256)])
      expect(await begin(manager, folderId, { name })).toMatchObject({ fields: { name: expect.any(String) } })
    expect(await begin(manager, folderId, { size: -1 })).toMatchObject({ fields: { size: expect.any(String) } })
    expect(await fingerprint(organizationId)).toEqual(before)
    expect(await begin(manager, deep, { name: 'x'.repeat(100) })).toMatchObject({ code: 'path-too-long' })
  })
})

describe('[FIL-6] an upload', () => {
  test('leaves nothing visible until it is finished, and then is a file of who sent it', async () => {
    const { organizationId, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'full')
    const { id } = unwrap(await begin(user, folderId))
    expect(await seenBy(user, folderId)).toEqual([])
    expect(await findUpload(await actorOf(user), id)).toMatchObject({ size: 3, file: null, mayGoOn: { ok: true } })
    const file = unwrap(await finish(user, id))
    expect(await seenBy(user, folderId)).toEqual(['wing.step'])
    expect(await findNode(await actorOf(user), file.id)).toMatchObject({ size: 3, ownerUserId: user.userId })
    expect(await findUpload(await actorOf(user), id)).toMatchObject({ file: { id: file.id, name: 'wing.step' } })
    expect((await auditOf(organizationId)).at(-1)?.event).toBe('file.uploaded')
    expect((await activityOf(organizationId)).at(-1)?.detail).toBe('Began to upload “wing.step” (3\u00a0B) to Plans')
  })

  test('[SEC-4] is found by its own user alone', async () => {
    const { organization, workspaceId, manager, folderId } = await makePlans()
    const other = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const { id } = unwrap(await begin(manager, folderId))
    for (const stranger of [other, organization.admin]) {
      expect(await findUpload(await actorOf(stranger), id)).toBeNull()
      expect(await finish(stranger, id)).toMatchObject({ code: 'not-found' })
      expect(await drop(stranger, id)).toMatchObject({ code: 'not-found' })
    }
    unwrap(await finish(manager, id))
    for (const again of [finish, drop]) expect(await again(manager, id)).toMatchObject({ code: 'not-found' })
  })

  test('of another length than was announced makes no file', async () => {
    const { manager, folderId } = await makePlans()
    const { id } = unwrap(await begin(manager, folderId))
    expect(await finish(manager, id, 4)).toMatchObject({ code: 'length-differs' })
    expect(await seenBy(manager, folderId)).toEqual([])
  })

  test('[SEC-3] of somebody who may no more is refused at its end, and on the way', async () => {
    const { manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'list')
    const permissionId = await give(manager, folderId, user, 'write')
    const { id } = unwrap(await begin(user, folderId))
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
    expect(await findUpload(await actorOf(user), id)).toMatchObject({ mayGoOn: { code: 'cannot-write' } })
    expect(await finish(user, id)).toMatchObject({ code: 'cannot-write' })
    expect(await seenBy(manager, folderId)).toEqual([])
  })

  test('into a folder that went to the trash meanwhile is not found', async () => {
    const { manager, folderId } = await makePlans()
    const { id } = unwrap(await begin(manager, folderId))
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [folderId] })))
    expect(await findUpload(await actorOf(manager), id)).toBeNull()
    expect(await finish(manager, id)).toMatchObject({ code: 'not-found' })
    unwrap(await drop(manager, id))
  })

  test('that is dropped is gone, with what it reserved and what had come of it', async () => {
    const { organizationId, manager, folderId } = await makePlans()
    const storeId = crypto.randomUUID()
    const { id } = unwrap(await begin(manager, folderId, { storeId, size: 500 }))
    expect((await countedStorage(organizationId)).kept).toContain('500')
    unwrap(await drop(manager, id))
    expect(await countedStorage(organizationId)).toEqual({ kept: '', really: '' })
    expect(await findUpload(await actorOf(manager), id)).toBeNull()
    expect(await doomedBytes()).toContain(storeId)
    expect((await activityOf(organizationId)).at(-1)?.detail).toBe('Gave up the upload of “wing.step” (500\u00a0B)')
  })

  test('[DEA-13] ends when its user is deactivated, and others’ do not', async () => {
    const { organizationId, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'write')
    const storeId = crypto.randomUUID()
    unwrap(await begin(user, folderId, { storeId }))
    const { id } = unwrap(await begin(manager, folderId))
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    const left = await inOrganization(organizationId, async (tx) => [...(await tx.execute('select id from uploads'))])
    expect(left).toEqual([{ id }])
    expect(await doomedBytes()).toContain(storeId)
    const record = (await auditOf(organizationId)).findLast(({ event }) => event === 'user.deactivated')
    expect(JSON.parse(record?.body ?? '')).toMatchObject({ after: { endedUploads: 1 } })
  })

  test('that nobody goes on with is ended by Atrium; one that is done leaves its file', async () => {
    const { organization, organizationId, manager, folderId } = await makePlans()
    const storeId = crypto.randomUUID()
    const { id: open } = unwrap(await begin(manager, folderId, { name: 'spar.step', storeId }))
    const { id: done } = unwrap(await begin(manager, folderId))
    unwrap(await finish(manager, done))
    const uploadIds = [open, done]
    expect(await actingAs(organization.admin.claim, () => sweepUploads({ uploadIds }))).toMatchObject({
      code: 'not-atrium',
    })
    const sweepThem = () => actingAs(systemOf(organization), () => sweepUploads({ uploadIds }))
    unwrap(await sweepThem())
    expect(await sweepThem()).toMatchObject({ code: 'not-found' })
    for (const id of uploadIds) expect(await findUpload(await actorOf(manager), id)).not.toBeNull()
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update uploads set ended_at = now() - interval '25 hours'`),
    )
    unwrap(await sweepThem())
    for (const id of uploadIds) expect(await findUpload(await actorOf(manager), id)).toBeNull()
    expect(await seenBy(manager, folderId)).toEqual(['wing.step'])
    expect(await doomedBytes()).toContain(storeId)
    const { kept, really } = await countedStorage(organizationId)
    expect(kept).toBe(really)
  })
})

describe('[FIL-6] a name that is there already', () => {
  test('is refused before anything is sent, or replaced with Full alone, or kept beside it', async () => {
    const { manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'write')
    unwrap(await actingAs(manager.claim, () => makeFolder({ folderId, name: 'Old' })))
    unwrap(await finish(manager, unwrap(await begin(manager, folderId)).id))
    expect(await begin(user, folderId, { name: 'WING.step' })).toMatchObject({ code: 'name-taken' })
    expect(await begin(user, folderId, { ifTaken: 'replace' })).toMatchObject({ code: 'cannot-change' })
    expect(await begin(manager, folderId, { ifTaken: 'replace', name: 'old' })).toMatchObject({ code: 'name-taken' })
    const { id: both } = unwrap(await begin(user, folderId, { ifTaken: 'keep-both' }))
    expect(unwrap(await finish(user, both)).name).toBe('wing (2).step')
    const { id: over } = unwrap(await begin(manager, folderId, { ifTaken: 'replace' }))
    expect(unwrap(await finish(manager, over))).toMatchObject({ name: 'wing.step', version: 2 })
  })

  test('is told beforehand, with whether it may be replaced; of folders out of reach nothing', async () => {
    const { manager, user, folderId, rootId } = await makePlans()
    await give(manager, folderId, user, 'write')
    unwrap(await actingAs(manager.claim, () => makeFolder({ folderId, name: 'Old' })))
    unwrap(await finish(manager, unwrap(await begin(manager, folderId)).id))
    const wanted = [{ folderId, names: ['Wing.STEP', 'spar.step', 'old'] }]
    const taken = await listTaken(await actorOf(user), { wanted })
    expect(taken?.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      { folderId, name: 'Wing.STEP', kind: 'file', mayReplace: { code: 'cannot-change' } },
      { folderId, name: 'old', kind: 'folder' },
    ])
    const beyond = [...wanted, { folderId: rootId, names: ['Plans'] }]
    const stranger = await actorOf(await makeUser(await makePlans().then(({ organization }) => organization)))
    expect(await listTaken(stranger, { wanted: beyond })).toBeNull()
  })

  test('of two that were begun at once one has it', async () => {
    const { manager, folderId } = await makePlans()
    const tally = await inRounds(30, async (round) => {
      const name = `wing ${round}.step`
      const ids = await Promise.all([1, 2].map(async () => unwrap(await begin(manager, folderId, { name })).id))
      return (await race(...ids.map((id) => () => finish(manager, id)))).toSorted().join(' ')
    })
    expect(tally).toEqual({ 'name-taken ok': 30 })
  })

  test('one that is finished twice at once is one file', async () => {
    const { manager, folderId } = await makePlans()
    const tally = await inRounds(30, async (round) => {
      const { id } = unwrap(await begin(manager, folderId, { name: `${round}`, ifTaken: 'keep-both' }))
      return (
        await race(
          () => finish(manager, id),
          () => finish(manager, id),
        )
      )
        .toSorted()
        .join(' ')
    })
    expect(tally).toEqual({ 'not-found ok': 30 })
    expect((await seenBy(manager, folderId))?.length).toBe(30)
  })
})
