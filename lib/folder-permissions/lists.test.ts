import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { trashNodes } from '../files/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { makeGroup, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { listGrantees } from './grantees'
import { listFoldersOfGroup } from './groups'
import { findFolderAccess, findPermission, listPermissions } from './queries'

afterAll(closeDatabase)

async function makePlaces() {
  const tree = await makeTree()
  const [top = '', plans = ''] = await makePath(tree.manager, tree.rootId, 'Top', 'Plans')
  const other = await makeUser(tree.organization, { workspaceId: tree.workspaceId, name: 'Otto Other' })
  const { groupId } = await makeGroup(tree.manager, 'Readers', [tree.user, other])
  return { ...tree, top, plans, other, groupId }
}

const endNow = (organizationId: string, id: string) =>
  inOrganization(organizationId, (tx) =>
    tx.execute(sql`update folder_permissions set ends_at = now() where id = ${id}`),
  )

describe('[FIL-3] the permissions of a folder', () => {
  const listed = async (by: TestUser, folderId: string) =>
    (await listPermissions(await actorOf(by), folderId, {}))?.rows.map(({ name, words, from }) => [
      name,
      words,
      from?.path ?? null,
    ])

  test('are those on it, and below them those that hold from above, the nearest first, with where from', async () => {
    const { manager, user, other, groupId, rootId, top, plans } = await makePlaces()
    await give(manager, rootId, other, 'list')
    await give(manager, top, groupId, 'read')
    await give(manager, top, user, 'full', { isRecursive: false })
    await give(manager, plans, user, 'write', { isRecursive: false })
    expect(await listed(manager, plans)).toEqual([
      ['Ugo User', 'Write', null],
      ['Readers', 'Read', 'Top'],
      ['Otto Other', 'List', ''],
    ])
    expect(await listed(manager, rootId)).toEqual([['Otto Other', 'List', null]])
  })

  test('[USR-2] what has ended stands on the folder itself, marked, and holds for nothing below', async () => {
    const { manager, user, top, plans, organizationId } = await makePlaces()
    await endNow(organizationId, await give(manager, top, user, 'read', { lastDay: '2199-12-31' }))
    expect((await listPermissions(await actorOf(manager), top, {}))?.rows).toMatchObject([{ isOver: true }])
    expect(await listed(manager, plans)).toEqual([])
  })

  test('of those from above one sees where they come from, and opens it where one administers it', async () => {
    const { manager, user, other, top, plans } = await makePlaces()
    await give(manager, top, other, 'read')
    await give(manager, plans, user, 'admin')
    const above = async (by: TestUser) => (await listPermissions(await actorOf(by), plans, {}))?.rows[1]?.from
    expect(await above(user)).toMatchObject({ folderId: top, mayOpen: { ok: false, code: 'not-administrator' } })
    expect(await above(manager)).toMatchObject({ folderId: top, mayOpen: { ok: true } })
  })

  test('are paged there and back, over the folders they are on', async () => {
    const { manager, user, other, rootId, top, plans } = await makePlaces()
    for (const [folderId, to] of [
      [rootId, user],
      [rootId, other],
      [top, user],
      [plans, user],
      [plans, other],
    ] as const)
      await give(manager, folderId, to, 'read')
    const actor = await actorOf(manager)
    const whole = await listPermissions(actor, plans, {})
    const ids = whole?.rows.map((row) => row.id)
    const first = await listPermissions(actor, plans, {}, 2)
    const second = await listPermissions(actor, plans, { after: first?.next ?? '' }, 2)
    const third = await listPermissions(actor, plans, { after: second?.next ?? '' }, 2)
    expect([first, second, third].flatMap((page) => page?.rows.map((row) => row.id))).toEqual(ids)
    expect([first?.previous, third?.next]).toEqual([null, null])
    expect(await listPermissions(actor, plans, { before: third?.previous ?? '' }, 2)).toEqual(second)
    expect(await listPermissions(actor, plans, { before: second?.previous ?? '' }, 2)).toEqual(first)
    for (const after of ['nonsense', Buffer.from(JSON.stringify(['0 x', user.userId])).toString('base64url')])
      expect(await listPermissions(actor, plans, { after }, 2)).toEqual(first)
  })

  test('[SEC-4] are found one by one on their own folder, by who administers it', async () => {
    const { manager, user, other, top, plans } = await makePlaces()
    const id = await give(manager, plans, other, 'read')
    expect(await findPermission(await actorOf(manager), plans, id)).toMatchObject({ id, name: 'Otto Other' })
    expect(await findPermission(await actorOf(manager), top, id)).toBeNull()
    expect(await findPermission(await actorOf(manager), plans, 'nonsense')).toBeNull()
    expect(await findPermission(await actorOf(user), plans, id)).toBeNull()
    await give(manager, plans, user, 'full')
    expect(await findPermission(await actorOf(user), plans, id)).toBeNull()
  })
})

test('[FIL-2] a folder says who may see and give its permissions; who may not know of it does not find it', async () => {
  const { manager, user, plans } = await makePlaces()
  const found = async (by: TestUser) => findFolderAccess(await actorOf(by), plans)
  expect(await found(user)).toBeNull()
  await give(manager, plans, user, 'full')
  expect(await found(user)).toMatchObject({ name: 'Plans', mayListPermissions: { code: 'not-administrator' } })
  await give(manager, plans, user, 'admin', { isRecursive: false })
  expect(await found(user)).toMatchObject({ mayGive: { ok: true }, mayGiveBelow: { code: 'not-below' } })
  expect(await found(manager)).toMatchObject({ mayGiveBelow: { ok: true } })
})

describe('[FIL-2] whom a permission could be given to', () => {
  const choices = async (by: TestUser, folderId: string, q = '') =>
    (await listGrantees(await actorOf(by), folderId, q))?.rows.map((row) => row.name)

  test('groups and active users of the workspace, for whoever administers the folder', async () => {
    const { organization, organizationId, manager, user, other, plans } = await makePlaces()
    const elsewhere = await makeWorkspace(organization)
    const stranger = await makeUser(organization, {
      workspaceId: elsewhere.workspaceId,
      isWorkspaceAdmin: true,
      name: 'Sam Stranger',
    })
    await makeGroup(stranger, 'Strangers')
    expect(await choices(user, plans)).toBeUndefined()
    await give(manager, plans, user, 'full')
    expect(await choices(user, plans)).toBeUndefined()
    await give(manager, plans, user, 'admin', { isRecursive: false })
    const everybody = ['Readers', 'Mona Manager', 'Otto Other', 'Ugo User']
    for (const by of [user, manager, organization.admin]) expect(await choices(by, plans)).toEqual(everybody)
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update users set state = 'deactivated' where id = ${other.userId}`),
    )
    expect(await choices(user, plans)).not.toContain('Otto Other')
  })

  test('by a part of a name or an address; who has ended is shown with the reason', async () => {
    const { organizationId, manager, other, plans } = await makePlaces()
    expect(await choices(manager, plans, 'read')).toEqual(['Readers'])
    expect(await choices(manager, plans, other.email)).toEqual(['Otto Other'])
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update users set ends_at = now() where id = ${other.userId}`),
    )
    const [row] = (await listGrantees(await actorOf(manager), plans, 'otto'))?.rows ?? []
    expect(row).toMatchObject({ name: 'Otto Other', mayGive: { ok: false, code: 'ended' } })
  })
})

test('[GRP-2] the folders given to a group, by name, those that count now, for its administrators', async () => {
  const { organizationId, manager, user, groupId, top, plans } = await makePlaces()
  const [gone = ''] = await makePath(manager, top, 'Archive')
  await give(manager, plans, groupId, 'read', { lastDay: '2199-12-31' })
  await give(manager, top, groupId, 'list', { isRecursive: false })
  await give(manager, gone, groupId, 'read')
  await endNow(organizationId, await give(manager, plans, groupId, 'write', { lastDay: '2199-12-31' }))
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [gone] })))
  const actor = await actorOf(manager)
  const list = await listFoldersOfGroup(actor, groupId, {})
  expect(list?.rows.map(({ path, level, isRecursive, lastDay }) => [path, level, isRecursive, lastDay])).toEqual([
    ['Top/Plans', 'Read', true, '2199-12-31'],
    ['Top', 'List', false, null],
  ])
  const first = await listFoldersOfGroup(actor, groupId, {}, 1)
  const second = await listFoldersOfGroup(actor, groupId, { after: first?.next ?? '' }, 1)
  expect([...(first?.rows ?? []), ...(second?.rows ?? [])]).toEqual(list?.rows)
  expect(second?.next).toBeNull()
  expect(await listFoldersOfGroup(actor, groupId, { before: second?.previous ?? '' }, 1)).toEqual(first)
  expect(await listFoldersOfGroup(await actorOf(user), groupId, {})).toBeNull()
})
