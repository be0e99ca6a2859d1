import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { findNode, findPlaces } from '../files/queries'
import { give, makePath, makeTree, seenBy } from '../files/testing/tree'
import { makeGroup, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, auditOf, inOrganization } from '../test/look'
import { changePermission, givePermission, takePermission } from './changes'
import { listPermissions } from './queries'

afterAll(closeDatabase)

const terms = { level: 'read', isRecursive: true, lastDay: '' } as const
const giveTo = (
  by: TestUser,
  folderId: string,
  to: TestUser | string,
  over: Partial<{ isRecursive: boolean }> = {},
) => {
  const grantee = typeof to === 'string' ? { kind: 'group' as const, id: to } : { kind: 'user' as const, id: to.userId }
  return actingAs(by.claim, () => givePermission({ folderId, grantee, ...terms, ...over }))
}
const take = (by: TestUser, permissionId: string) => actingAs(by.claim, () => takePermission({ permissionId }))
const change = (by: TestUser, permissionId: string, over: Partial<Parameters<typeof changePermission>[0]> = {}) =>
  actingAs(by.claim, () => changePermission({ permissionId, ...terms, revision: 1, ...over }))

const levelOf = async (user: TestUser, nodeId: string) => (await findNode(await actorOf(user), nodeId))?.level ?? null

describe('[FIL-3] a folder permission', () => {
  test('is given, changed and taken, and holds from the next request', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const { id } = unwrap(await giveTo(manager, plans, user))
    expect(await levelOf(user, plans)).toBe('Read')
    expect(unwrap(await change(manager, id, { level: 'full' })).revision).toBe(2)
    expect(await levelOf(user, plans)).toBe('Full')
    unwrap(await take(manager, id))
    expect(await levelOf(user, plans)).toBeNull()
    expect(await take(manager, id)).toMatchObject({ code: 'not-found' })
  })

  test('[SEC-2] each is in the chain, with who has it, where, and what it was', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const { id } = unwrap(await giveTo(manager, plans, user))
    unwrap(await change(manager, id, { level: 'write', isRecursive: false, lastDay: '2199-12-31' }))
    unwrap(await take(manager, id))
    const records = (await auditOf(tree.organizationId)).slice(-3).map((record) => JSON.parse(record.body))
    const [first, second] = [
      { folder: 'Plans', level: 'Read', isRecursive: true, lastDay: null },
      { folder: 'Plans', level: 'Write', isRecursive: false, lastDay: '2199-12-31' },
    ]
    expect(records.map(({ event, before, after }) => ({ event, before, after }))).toEqual([
      { event: 'permission.given', before: null, after: first },
      { event: 'permission.changed', before: first, after: second },
      { event: 'permission.taken', before: second, after: null },
    ])
    expect(records[0].target).toEqual({ kind: 'user', id: user.userId, label: user.email })
  })

  test('is given once: a second of the same level is refused, and so is a change that would make one', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    unwrap(await giveTo(manager, plans, user))
    expect(await giveTo(manager, plans, user)).toMatchObject({
      code: 'has-level',
      fields: { level: expect.any(String) },
    })
    const write = await give(manager, plans, user, 'write')
    expect(await levelOf(user, plans)).toBe('Read/Write')
    expect(await change(manager, write, { level: 'read' })).toMatchObject({ code: 'has-level' })
  })

  test('[SEC-9] changed over somebody else’s change is refused', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const id = await give(manager, plans, user, 'read')
    unwrap(await change(manager, id, { level: 'full' }))
    expect(await change(manager, id, { level: 'list' })).toMatchObject({
      code: 'changed-meanwhile',
      theirs: { revision: 2 },
    })
  })

  test('[FIL-11] in a home folder stays its user’s', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const { homeId } = await findPlaces(await actorOf(user), tree.workspaceId)
    const list = await listPermissions(await actorOf(manager), homeId ?? '', {})
    const [row] = list?.rows ?? []
    expect(row).toMatchObject({ level: 'full', givenBy: null, mayTake: { code: 'home' }, mayChange: { code: 'home' } })
    expect(await take(manager, row?.id ?? '')).toMatchObject({ code: 'home' })
    expect(await change(manager, row?.id ?? '')).toMatchObject({ code: 'home' })
    // What others were given there is no part of that.
    const other = await makeUser(tree.organization, { workspaceId: tree.workspaceId })
    unwrap(await take(manager, await give(manager, homeId ?? '', other, 'read')))
  })
})

describe('[FIL-2] who gives them', () => {
  test('with Admin on a folder somebody gives there and below, and nowhere above', async () => {
    const tree = await makeTree()
    const { manager, user, organization } = tree
    const [top = '', plans = '', deep = ''] = await makePath(manager, tree.rootId, 'Top', 'Plans', 'Deep')
    const other = await makeUser(organization, { workspaceId: tree.workspaceId })
    await give(manager, top, user, 'full')
    await give(manager, plans, user, 'admin')
    expect(await giveTo(user, top, other)).toMatchObject({ code: 'not-administrator' })
    for (const folder of [plans, deep]) {
      const { id } = unwrap(await giveTo(user, folder, other))
      unwrap(await change(user, id, { level: 'admin' }))
      unwrap(await take(user, id))
    }
    const above = await give(manager, top, other, 'read')
    expect(await take(user, above)).toMatchObject({ code: 'not-administrator' })
  })

  test('with Admin on a folder alone, for that folder alone', async () => {
    const tree = await makeTree()
    const { manager, user, organization } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const other = await makeUser(organization, { workspaceId: tree.workspaceId })
    await give(manager, plans, user, 'admin', { isRecursive: false })
    expect(await giveTo(user, plans, other)).toMatchObject({ code: 'not-below' })
    const { id } = unwrap(await giveTo(user, plans, other, { isRecursive: false }))
    expect(await change(user, id, { isRecursive: true })).toMatchObject({ code: 'not-below' })
    unwrap(await take(user, id))
  })

  test('[SEC-4] of what they may not know of, nothing is found', async () => {
    const tree = await makeTree()
    const { manager, user, organization } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const id = await give(manager, plans, await makeUser(organization, { workspaceId: tree.workspaceId }), 'read')
    for (const answer of [await giveTo(user, plans, user), await take(user, id), await change(user, id)])
      expect(answer).toMatchObject({ code: 'not-found' })
    expect(await listPermissions(await actorOf(user), plans, {})).toBeNull()
  })

  test('to users and groups of the workspace, and no others', async () => {
    const tree = await makeTree()
    const { manager, organization } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const elsewhere = await makeWorkspace(organization)
    const stranger = await makeUser(organization, { workspaceId: elsewhere.workspaceId, isWorkspaceAdmin: true })
    const { groupId } = await makeGroup(stranger, 'Readers', [stranger])
    for (const to of [stranger, groupId]) expect(await giveTo(manager, plans, to)).toMatchObject({ code: 'not-found' })
    const locked = await makeUser(organization, { workspaceId: tree.workspaceId })
    await inOrganization(tree.organizationId, (tx) =>
      tx.execute(sql`update users set state = 'deactivated' where id = ${locked.userId}`),
    )
    expect(await giveTo(manager, plans, locked)).toMatchObject({ code: 'not-active' })
  })
})

describe('[USR-2] a permission with an end', () => {
  test('names its last day; after it the row counts for nothing', async () => {
    const tree = await makeTree()
    const { manager, user } = tree
    const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
    const id = await give(manager, plans, user, 'read', { lastDay: '2199-12-31' })
    const [row] = (await listPermissions(await actorOf(manager), plans, {}))?.rows ?? []
    expect(row).toMatchObject({ id, lastDay: '2199-12-31', words: 'Read', name: 'Ugo User', givenBy: 'Mona Manager' })
    await inOrganization(tree.organizationId, (tx) =>
      tx.execute(sql`update folder_permissions set ends_at = now() where id = ${id}`),
    )
    expect(await levelOf(user, plans)).toBeNull()
    expect(await seenBy(user, tree.rootId)).toEqual(['Home folders'])
    unwrap(await change(manager, id))
    expect(await levelOf(user, plans)).toBe('Read')
  })
  test.each(['2020-01-01', '2200-01-01', 'soon'])('not a day like %s', async (lastDay) => {
    const tree = await makeTree()
    const grantee = { kind: 'user' as const, id: tree.user.userId }
    const given = await actingAs(tree.manager.claim, () =>
      givePermission({ folderId: tree.rootId, grantee, ...terms, lastDay }),
    )
    expect(given).toMatchObject({ code: 'invalid', fields: { lastDay: expect.any(String) } })
  })
})

test('the permissions of a folder are paged, in the order they were given', async () => {
  const tree = await makeTree()
  const { manager, user } = tree
  const [plans = ''] = await makePath(manager, tree.rootId, 'Plans')
  const { groupId } = await makeGroup(manager, 'Readers', [user])
  const ids = [
    await give(manager, plans, user, 'read'),
    await give(manager, plans, user, 'write'),
    await give(manager, plans, groupId, 'list'),
  ]
  const actor = await actorOf(manager)
  const first = await listPermissions(actor, plans, {}, 2)
  const second = await listPermissions(actor, plans, { after: first?.next ?? undefined }, 2)
  expect([...(first?.rows ?? []), ...(second?.rows ?? [])].map((row) => row.id)).toEqual(ids)
  expect(second?.next).toBeNull()
})
