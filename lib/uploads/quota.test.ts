import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { trashNodes } from '../files/changes'
import { give } from '../files/testing/tree'
import { SetPolicy } from '../policies/input'
import { previewPolicy } from '../policies/queries'
import { makeHugeFile, makeOrganization, makeUser, type TestUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, inOrganization } from '../test/look'
import { inRounds, race } from '../test/race'
import { dropUpload, finishUpload } from './changes'
import { findStorage, findUserStorage } from './queries'
import { begin, countedStorage, GiB, limit, makePlans } from './testing/uploading'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 180_000 })

const finish = (by: TestUser, uploadId: string, size: number) =>
  actingAs(by.claim, () => finishUpload({ uploadId, hash: 'b'.repeat(64), size }))
const put = async (
  by: TestUser,
  folderId: string,
  name: string,
  size: number,
  ifTaken: 'refuse' | 'replace' = 'refuse',
) => unwrap(await finish(by, unwrap(await begin(by, folderId, { name, size, ifTaken })).id, size))

async function expectExact(organizationId: string) {
  const { kept, really } = await countedStorage(organizationId)
  expect(kept).toBe(really)
  return kept
}

describe('[FIL-10] what a workspace and a user take is kept exactly', () => {
  test('through uploads, replacements by another, the trash, and what is removed', async () => {
    const { organizationId, workspaceId, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'full')
    const { id } = await put(user, folderId, 'wing.step', 100)
    for (const line of [`${workspaceId} ${user.userId} 100 0`, `${workspaceId} 100 0`])
      expect(await expectExact(organizationId)).toContain(line)
    // What it was still counts for whose it was.
    await put(manager, folderId, 'wing.step', 40, 'replace')
    expect(await expectExact(organizationId)).toContain(`${workspaceId} ${user.userId} 100 0`)
    expect(await expectExact(organizationId)).toContain(`${workspaceId} 140 0`)
    const { id: open } = unwrap(await begin(user, folderId, { name: 'spar.step', size: 7 }))
    expect(await expectExact(organizationId)).toContain(`${workspaceId} 140 7`)
    unwrap(await actingAs(user.claim, () => dropUpload({ uploadId: open })))
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [id] })))
    expect(await expectExact(organizationId)).toContain(`${workspaceId} 140 0`)
    // A purge takes the file, and its versions go along.
    await inOrganization(organizationId, (tx) => tx.execute(sql`delete from nodes where id = ${id}`))
    expect(await expectExact(organizationId)).toBe('')
  })

  test('through statements of many rows, and when an owner goes', async () => {
    const { organization, organizationId, workspaceId, manager, folderId } = await makePlans()
    const leaver = await makeUser(organization, { workspaceId })
    await give(manager, folderId, leaver, 'full')
    for (const [index, by] of [manager, leaver, leaver, manager].entries())
      await put(by, folderId, `${index}.step`, 10 ** index)
    await put(manager, folderId, '2.step', 5, 'replace')
    unwrap(await begin(leaver, folderId, { size: 9 }))
    for (const change of [
      sql`update nodes set size = size * 2 where kind = 'file'`,
      sql`update nodes set owner_user_id = ${leaver.userId} where size > 100`,
      sql`update nodes set name = name || 'x', revision = revision + 1 where kind = 'file'`,
      sql`update uploads set size = size + 1`,
      sql`delete from users where id = ${leaver.userId}`,
      sql`delete from nodes where kind = 'file' and size > 100`,
      sql`delete from nodes where kind = 'file'`,
    ]) {
      await inOrganization(organizationId, (tx) => tx.execute(change))
      await expectExact(organizationId)
    }
    expect(await expectExact(organizationId)).toBe('')
  })

  test('and nobody but the database writes it', async () => {
    const { organizationId } = await makeOrganization()
    for (const table of ['workspace_storage', 'user_storage'])
      await expect(
        inOrganization(organizationId, (tx) => tx.execute(sql.raw(`update ${table} set bytes = 0`))),
      ).rejects.toThrow()
  })
})

describe('[FIL-10] a quota', () => {
  test('of a workspace is reserved before anything is sent, and what is open counts', async () => {
    const { workspaceId, manager, folderId } = await makePlans()
    await limit(manager, { key: 'workspace-storage', value: 2, workspaceId })
    const { id } = unwrap(await begin(manager, folderId, { name: 'a', size: 1.5 * GiB }))
    const refused = await begin(manager, folderId, { name: 'b', size: GiB })
    expect(refused).toMatchObject({ code: 'workspace-full' })
    expect(refused.ok || refused.reason).toContain('512\u00a0MiB of 2\u00a0GiB are left, and this takes 1\u00a0GiB')
    unwrap(await actingAs(manager.claim, () => dropUpload({ uploadId: id })))
    unwrap(await begin(manager, folderId, { name: 'b', size: GiB }))
  })

  test('of a user counts theirs alone, versions and trash among it', async () => {
    const { organizationId, workspaceId, manager, user, folderId } = await makePlans()
    await give(manager, folderId, user, 'full')
    await limit(manager, { key: 'user-storage', value: 1, workspaceId })
    await makeHugeFile({ organizationId, folderId, name: 'nobody’s', size: 5 * GiB })
    const { id } = await put(user, folderId, 'wing.step', 0.5 * GiB)
    unwrap(await actingAs(user.claim, () => trashNodes({ nodeIds: [id] })))
    await put(user, folderId, 'wing.step', 0.25 * GiB)
    await put(user, folderId, 'wing.step', 0.25 * GiB, 'replace')
    expect(await begin(user, folderId, { name: 'b', size: 1 })).toMatchObject({ code: 'user-full' })
    unwrap(await begin(manager, folderId, { name: 'b', size: GiB }))
  })

  test('is nobody’s where none is set', async () => {
    const { manager, folderId } = await makePlans()
    unwrap(await begin(manager, folderId, { size: 2 ** 50 }))
  })

  test('is never exceeded, however many begin at once', async () => {
    const { organizationId, workspaceId, manager, folderId } = await makePlans()
    await limit(manager, { key: 'workspace-storage', value: 1, workspaceId })
    const tally = await inRounds(
      25,
      async (round) => {
        const starts = Array.from(
          { length: 6 },
          (_, index) => () => begin(manager, folderId, { name: `${round} ${index}`, size: Math.floor(0.4 * GiB) }),
        )
        const ends = (await race(...starts)).toSorted().join(' ')
        await asDatabaseAdmin((admin) => admin`delete from uploads where organization_id = ${organizationId}`)
        return ends
      },
      1,
    )
    const two = ['ok', 'ok', ...Array.from({ length: 4 }, () => 'workspace-full')].join(' ')
    expect(tally).toEqual({ [two]: 25 })
  })

  test('[POL-2] that is tightened says who has more already, before it holds', async () => {
    const { organization, organizationId, workspaceId, folderId, manager } = await makePlans()
    await makeHugeFile({ organizationId, folderId, name: 'wing.step', size: 3 * GiB })
    await put(manager, folderId, 'spar.step', 2 * GiB)
    const hitsOf = async (key: string, value: number, within: string | null) => {
      const actor = await actorOf(within === null ? organization.admin : manager)
      const preview = await previewPolicy(actor, SetPolicy.parse({ workspaceId: within, key, value, revision: 0 }))
      return preview.ok ? preview.value.hits : preview.code
    }
    const stays = 'more already. All of it stays; nothing is added.'
    for (const within of [null, workspaceId]) {
      expect(await hitsOf('workspace-storage', 4, within)).toEqual([`One workspace takes ${stays}`])
      expect(await hitsOf('workspace-storage', 5, within)).toEqual([])
      expect(await hitsOf('user-storage', 1, within)).toEqual([`One user takes ${stays}`])
      expect(await hitsOf('user-storage', 2, within)).toEqual([])
    }
    await asDatabaseAdmin((admin) => admin`update workspaces set deleted_at = now() where id = ${workspaceId}`)
    expect(await hitsOf('workspace-storage', 4, null)).toEqual([])
    expect(await hitsOf('user-storage', 1, null)).toEqual([])
  })

  test('of a user is shown to who administers them', async () => {
    const { organization, workspaceId, manager, user, folderId } = await makePlans()
    await limit(manager, { key: 'user-storage', value: 1, workspaceId })
    await give(manager, folderId, user, 'full')
    await put(user, folderId, 'wing.step', 100)
    await put(manager, folderId, 'wing.step', 40, 'replace')
    for (const by of [manager, organization.admin])
      expect(await findUserStorage(await actorOf(by), user.userId)).toEqual({ taken: 100, limit: GiB })
    for (const by of [user, await makeUser(organization)])
      expect(await findUserStorage(await actorOf(by), user.userId)).toBeNull()
  })

  test('is shown to who may open the workspace', async () => {
    const { organization, workspaceId, manager, folderId } = await makePlans()
    await limit(manager, { key: 'workspace-storage', value: 2, workspaceId })
    await put(manager, folderId, 'wing.step', 100)
    expect(await findStorage(await actorOf(organization.admin), workspaceId)).toEqual({ taken: 100, limit: 2 * GiB })
    expect(await findStorage(await actorOf(await makeUser(organization)), workspaceId)).toBeNull()
  })
})
