import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { trashNodes } from '../files/changes'
import { give, makePath, makeTree, type Tree } from '../files/testing/tree'
import { makeGroup, makeUser, type TestUser, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { listAccess } from './access'
import { PreviewPermission } from './input'
import { previewPermission } from './queries'
import { listReach } from './reach'

afterAll(closeDatabase)

async function makePlaces() {
  const tree = await makeTree()
  const [top = '', plans = ''] = await makePath(tree.manager, tree.rootId, 'Top', 'Plans')
  const other = await makeUser(tree.organization, { workspaceId: tree.workspaceId, name: 'Otto Other' })
  const { groupId } = await makeGroup(tree.manager, 'Readers', [tree.user, other])
  return { ...tree, top, plans, other, group: groupId }
}

/** Names with levels and where those come from: the folder, and the group where it is one. */
async function accessTo(by: TestUser, folderId: string) {
  const list = await listAccess(await actorOf(by), folderId, { q: '' })
  return list?.rows.map(({ name, level, sources }) => [
    name,
    level,
    ...sources.map((from) => `${from.level} ${from.folderName ?? 'role'}${from.groupName ? ' by group' : ''}`),
  ])
}

const deactivate = ({ organizationId }: Tree, user: TestUser) =>
  inOrganization(organizationId, (tx) =>
    tx.execute(sql`update users set state = 'deactivated', is_workspace_admin = false where id = ${user.userId}`),
  )

describe('[FIL-4] who has access', () => {
  test('each person, with their level and every row it comes from', async () => {
    const { manager, user, other, group, top, plans } = await makePlaces()
    await give(manager, top, group, 'read')
    await give(manager, top, other, 'admin', { isRecursive: false })
    await give(manager, plans, user, 'write')
    expect(await accessTo(manager, plans)).toEqual([
      ['Mona Manager', 'Admin', 'Admin role'],
      ['Otto Other', 'Read', 'Read Top by group'],
      ['Ugo User', 'Read/Write', 'Write Plans', 'Read Top by group'],
    ])
    expect((await accessTo(manager, top))?.map(([name, level]) => [name, level])).toEqual([
      ['Mona Manager', 'Admin'],
      ['Otto Other', 'Admin'],
      ['Ugo User', 'Read'],
    ])
  })

  test('[USR-2] not who is locked, nor by a row that has ended', async () => {
    const places = await makePlaces()
    const { manager, user, other, plans, organizationId } = places
    await give(manager, plans, user, 'read')
    const id = await give(manager, plans, other, 'read', { lastDay: '2199-12-31' })
    await deactivate(places, user)
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update folder_permissions set ends_at = now() where id = ${id}`),
    )
    expect(await accessTo(manager, plans)).toEqual([['Mona Manager', 'Admin', 'Admin role']])
  })

  test('[INV-2] Organization Admins of elsewhere are named to their like alone', async () => {
    const { organization, manager, plans } = await makePlaces()
    expect(await accessTo(manager, plans)).toHaveLength(1)
    const names = (await accessTo(organization.admin, plans))?.map(([name]) => name)
    expect(names).toHaveLength(2)
    expect(names).toContain(`Person ${organization.admin.email.split('@')[0]}`)
  })

  test('is told to who administers the folder, and is paged by name', async () => {
    const { manager, user, other, plans } = await makePlaces()
    await give(manager, plans, user, 'full')
    expect(await accessTo(user, plans)).toBeUndefined()
    await give(manager, plans, user, 'admin')
    await give(manager, plans, other, 'read')
    const actor = await actorOf(user)
    const first = await listAccess(actor, plans, { q: '' }, 2)
    const second = await listAccess(actor, plans, { q: '', after: first?.next ?? undefined }, 2)
    const names = [...(first?.rows ?? []), ...(second?.rows ?? [])].map((row) => row.name)
    expect(names).toEqual(['Mona Manager', 'Otto Other', 'Ugo User'])
    expect(second?.next).toBeNull()
    const back = await listAccess(actor, plans, { q: '', before: second?.previous ?? undefined }, 2)
    expect(back).toEqual(first)
  })

  test('is searched by a part of a name or an address', async () => {
    const { manager, other, plans } = await makePlaces()
    await give(manager, plans, other, 'read')
    const namesOf = async (q: string) =>
      (await listAccess(await actorOf(manager), plans, { q }))?.rows.map((row) => row.name)
    expect(await namesOf('  OTHER ')).toEqual(['Otto Other'])
    expect(await namesOf(other.email)).toEqual(['Otto Other'])
    expect(await namesOf('o')).toEqual(['Mona Manager', 'Otto Other'])
    expect(await namesOf('%')).toEqual([])
  })
})

describe('[FIL-4] what a user can reach', () => {
  const reach = async (by: TestUser, user: TestUser) => {
    const list = await listReach(await actorOf(by), user.userId, {})
    return list?.rows.map((row) => [row.path, row.level, ...row.sources.map((from) => from.level)]) ?? null
  }

  test('every folder they or their groups were given, with the effective level, for them and their administrators', async () => {
    const { manager, user, other, group, top, plans } = await makePlaces()
    await give(manager, top, group, 'read')
    await give(manager, plans, user, 'write')
    const expected = [
      ['Top/Plans', 'Read/Write', 'Write'],
      ['Top', 'Read', 'Read'],
      [`Home folders/${user.email}`, 'Full', 'Full'],
    ]
    const inOrder = (rows: typeof expected | null) =>
      rows?.toSorted((one, two) => String(one[0]).localeCompare(String(two[0])))
    expect(inOrder((await reach(manager, user)) ?? null)).toEqual(inOrder(expected))
    expect(inOrder((await reach(user, user)) ?? null)).toEqual(inOrder(expected))
    expect(await reach(other, user)).toBeNull()
  })

  test('says when a role opens everything, leaves out what is in the trash, and is paged', async () => {
    const { manager, user, top, plans } = await makePlaces()
    await give(manager, top, user, 'read')
    await give(manager, plans, user, 'write')
    expect((await listReach(await actorOf(manager), manager.userId, {}))?.role).toBe('workspace-admin')
    expect((await listReach(await actorOf(manager), user.userId, {}))?.role).toBeNull()
    const pages: string[] = []
    for (let after: string | undefined, more = true; more; ) {
      const page = await listReach(await actorOf(manager), user.userId, { after }, 1)
      pages.push(...(page?.rows.map((row) => row.path) ?? []))
      after = page?.next ?? undefined
      more = after !== undefined
    }
    expect(pages.toSorted()).toEqual([`Home folders/${user.email}`, 'Top', 'Top/Plans'])
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [plans] })))
    expect(await reach(manager, user)).toHaveLength(2)
  })
})

describe('[FIL-3] what a change of permissions adds and takes, before it is made', () => {
  const preview = async (by: TestUser, asked: unknown) =>
    previewPermission(await actorOf(by), PreviewPermission.parse(asked))

  test('giving to a group: what each of its people would gain', async () => {
    const { manager, user, other, group, top, plans } = await makePlaces()
    await give(manager, top, other, 'full')
    const wish = {
      wish: 'give',
      folderId: plans,
      grantee: { kind: 'group', id: group },
      level: 'read',
      isRecursive: true,
    }
    expect(await preview(manager, wish)).toEqual({
      ok: true,
      value: {
        people: 2,
        gaining: 1,
        losing: 0,
        lines: [
          {
            userId: user.userId,
            name: 'Ugo User',
            email: user.email,
            before: '',
            after: 'Read',
            belowBefore: '',
            belowAfter: 'Read',
          },
          {
            userId: other.userId,
            name: 'Otto Other',
            email: other.email,
            before: 'Full',
            after: 'Full',
            belowBefore: 'Full',
            belowAfter: 'Full',
          },
        ],
      },
    })
  })

  test('changing: who gains one thing can lose another, also below the folder alone', async () => {
    const { manager, user, plans } = await makePlaces()
    const permissionId = await give(manager, plans, user, 'read')
    const wish = { wish: 'change', permissionId, level: 'write', isRecursive: true }
    expect(await preview(manager, wish)).toMatchObject({
      value: { people: 1, gaining: 1, losing: 1, lines: [{ before: 'Read', after: 'Write' }] },
    })
    expect(await preview(manager, { ...wish, level: 'read', isRecursive: false })).toMatchObject({
      value: { gaining: 0, losing: 1, lines: [{ before: 'Read', after: 'Read', belowBefore: 'Read', belowAfter: '' }] },
    })
  })

  test('taking: what others still give stays', async () => {
    const { manager, user, other, group, top, plans } = await makePlaces()
    await give(manager, top, user, 'list')
    const permissionId = await give(manager, plans, group, 'read')
    expect(await preview(manager, { wish: 'take', permissionId })).toMatchObject({
      value: {
        people: 2,
        gaining: 0,
        losing: 2,
        lines: [
          { userId: other.userId, before: 'Read', after: '' },
          { userId: user.userId, before: 'Read', after: 'List' },
        ],
      },
    })
  })

  test('of an administrator nothing changes, and who is locked does not count', async () => {
    const places = await makePlaces()
    const { manager, user, plans } = places
    const { groupId: group } = await makeGroup(manager, 'Crew', [manager, user])
    await deactivate(places, user)
    const wish = {
      wish: 'give',
      folderId: plans,
      grantee: { kind: 'group', id: group },
      level: 'read',
      isRecursive: true,
    }
    expect(await preview(manager, wish)).toMatchObject({
      value: { people: 1, gaining: 0, losing: 0, lines: [{ before: 'Admin', after: 'Admin' }] },
    })
  })

  test('says why it may not be done, and of what may not be known that it is not found', async () => {
    const { manager, user, top, plans } = await makePlaces()
    const grantee = { kind: 'user', id: user.userId }
    const wish = { wish: 'give', folderId: plans, grantee, level: 'read', isRecursive: true }
    expect(await preview(user, wish)).toMatchObject({ code: 'not-found' })
    const permissionId = await give(manager, top, user, 'full')
    expect(await preview(user, wish)).toMatchObject({ code: 'not-administrator' })
    expect(await preview(user, { wish: 'take', permissionId })).toMatchObject({ code: 'not-administrator' })
    expect(await preview(user, { wish: 'change', permissionId, level: 'read', isRecursive: true })).toMatchObject({
      code: 'not-administrator',
    })
  })
})
