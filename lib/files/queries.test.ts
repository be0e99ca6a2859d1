import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { listPermissions } from '../folder-permissions/queries'
import { deleteGroup, removeFromGroup } from '../groups/changes'
import { makeFile, makeGroup, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { trashNodes } from './changes'
import { ListFolder, type ListFolderInput } from './input'
import { findNode, findPlaces, listFolder } from './queries'
import { listNodesFound } from './search'
import { foundBy, pagesOf } from './testing/pages'
import { give, makePath, makeTree, seenBy, type Tree } from './testing/tree'

afterAll(closeDatabase)

/** A folder with folders B, a and files of three sizes and dates; beside it a folder that nobody was given. */
async function fill({ organizationId, manager, rootId }: Tree) {
  const [folder = '', b = ''] = await makePath(manager, rootId, 'Plans', 'B')
  const [a = ''] = await makePath(manager, folder, 'a')
  const file = (name: string, size: number) => makeFile(manager, folder, name, 'x'.repeat(size))
  const files = [await file('Zeta.txt', 1), await file('alpha.txt', 3), await file('mid.txt', 2)]
  for (const [index, id] of files.entries())
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update nodes set changed_at = ${`2026-0${3 - index}-01`} where id = ${id}`),
    )
  await inOrganization(organizationId, (tx) =>
    tx.execute(sql`update nodes set changed_at = case id when ${a}::uuid then timestamptz '2026-01-01' else '2026-02-01' end
      where id in (${a}, ${b})`),
  )
  return { folder, a, b, files }
}

/** All pages of `size`, one after the other. */
async function paged(
  tree: Tree,
  folder: string,
  sort: ListFolderInput['sort'],
  size: number,
  kind?: ListFolderInput['kind'],
) {
  const actor = await actorOf(tree.manager)
  const names: string[] = []
  for (let after: string | undefined, more = true; more; ) {
    const list = await listFolder(actor, folder, { sort, kind, after }, size)
    names.push(...(list?.rows.map((row) => row.name) ?? []))
    after = list?.next ?? undefined
    more = after !== undefined
  }
  return names
}

describe('[FIL-3] a list of what is in a folder', () => {
  test.each([
    ['name', ['a', 'B', 'alpha.txt', 'mid.txt', 'Zeta.txt']],
    ['-name', ['B', 'a', 'Zeta.txt', 'mid.txt', 'alpha.txt']],
    ['size', ['a', 'B', 'Zeta.txt', 'mid.txt', 'alpha.txt']],
    ['-size', ['B', 'a', 'alpha.txt', 'mid.txt', 'Zeta.txt']],
    ['date', ['a', 'B', 'mid.txt', 'alpha.txt', 'Zeta.txt']],
    ['-date', ['B', 'a', 'Zeta.txt', 'alpha.txt', 'mid.txt']],
  ] as const)('by %s: folders first, and the same in pages of any size', async (sort, names) => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    expect(await seenBy(tree.manager, folder, { sort })).toEqual(names)
    for (const size of [1, 2, 3, 5]) expect(await paged(tree, folder, sort, size)).toEqual(names)
  })

  test.each([
    ['folder', 'name', ['a', 'B']],
    ['folder', '-size', ['B', 'a']],
    ['file', 'name', ['alpha.txt', 'mid.txt', 'Zeta.txt']],
    ['file', '-size', ['alpha.txt', 'mid.txt', 'Zeta.txt']],
    ['file', 'date', ['mid.txt', 'alpha.txt', 'Zeta.txt']],
  ] as const)('of kind %s alone, by %s: the same in pages of any size', async (kind, sort, names) => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    for (const size of [1, 2, 3, 5]) expect(await paged(tree, folder, sort, size, kind)).toEqual(names)
  })

  test('says of each what this actor may do', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    await give(tree.manager, folder, tree.user, 'read')
    const list = await listFolder(await actorOf(tree.user), folder, { sort: 'name' })
    expect(list?.folder).toMatchObject({ name: 'Plans', level: 'Read', mayUpload: { code: 'cannot-write' } })
    expect(list?.rows.map((row) => [row.name, row.level, row.mayRead.ok, row.mayTrash.ok])).toEqual([
      ['a', 'Read', true, false],
      ['B', 'Read', true, false],
      ['alpha.txt', 'Read', true, false],
      ['mid.txt', 'Read', true, false],
      ['Zeta.txt', 'Read', true, false],
    ])
  })

  test('whatever an address says as a cursor, it throws nothing', async () => {
    const tree = await makeTree()
    const { folder, a } = await fill(tree)
    const actor = await actorOf(tree.manager)
    const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const sort of ['name', 'size', 'date'] as const)
      for (const after of [
        '',
        'x',
        write(['file:x', a]),
        write(['folder:9999-99-99', a]),
        write(['other:1', a]),
        write([1, a]),
      ])
        expect((await listFolder(actor, folder, ListFolder.parse({ sort, after })))?.rows).toBeDefined()
    expect(await listFolder(actor, 'no id', { sort: 'name' })).toBeNull()
  })

  test('is none of a file', async () => {
    const tree = await makeTree()
    const { files } = await fill(tree)
    expect(await seenBy(tree.manager, files[0] ?? '')).toBeNull()
  })
})

describe('[FIL-2] what is seen in a folder by whom', () => {
  test('with Write: folders to write to, and no file', async () => {
    const tree = await makeTree()
    const { folder, files } = await fill(tree)
    await give(tree.manager, folder, tree.user, 'write')
    expect(await seenBy(tree.user, folder)).toEqual(['a', 'B'])
    expect(await findNode(await actorOf(tree.user), files[0] ?? '')).toBeNull()
  })

  test('with a permission for the folder alone: its files, and none of its folders', async () => {
    const tree = await makeTree()
    const { folder, a } = await fill(tree)
    await give(tree.manager, folder, tree.user, 'list', { isRecursive: false })
    expect(await seenBy(tree.user, folder)).toEqual(['alpha.txt', 'mid.txt', 'Zeta.txt'])
    expect(await seenBy(tree.user, a)).toBeNull()
  })

  test('[FIL-5] a way through shows what it leads to and nothing else', async () => {
    const tree = await makeTree()
    const { folder, b, files } = await fill(tree)
    const [deep = ''] = await makePath(tree.manager, b, 'Deep')
    await give(tree.manager, deep, tree.user, 'read')
    expect(await seenBy(tree.user, tree.rootId)).toEqual(['Home folders', 'Plans'])
    const list = await listFolder(await actorOf(tree.user), folder, { sort: 'name' })
    expect(list?.folder).toMatchObject({ level: '', mayList: { code: 'cannot-list' } })
    expect(list?.rows).toMatchObject([{ name: 'B', level: '' }])
    expect(await findNode(await actorOf(tree.user), files[0] ?? '')).toBeNull()
    expect(await findNode(await actorOf(tree.user), deep)).toMatchObject({
      way: [{}, {}, { name: 'B' }, { name: 'Deep' }],
    })
  })

  test('[FIL-3] levels of a user and of their groups add up', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    const writers = await makeGroup(tree.manager, 'Writers', [tree.user])
    const readers = await makeGroup(tree.manager, 'Readers', [tree.user])
    await give(tree.manager, folder, writers.groupId, 'write')
    await give(tree.manager, tree.rootId, readers.groupId, 'read')
    expect((await listFolder(await actorOf(tree.user), folder, { sort: 'name' }))?.folder.level).toBe('Read/Write')
  })

  test('[GRP-1] whoever leaves a group has nothing of it from then on', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    const { groupId } = await makeGroup(tree.manager, 'Readers', [tree.user])
    await give(tree.manager, folder, groupId, 'read')
    expect(await seenBy(tree.user, folder)).not.toBeNull()
    const chosen = { userIds: [tree.user.userId] }
    unwrap(await actingAs(tree.manager.claim, () => removeFromGroup({ groupId, chosen })))
    expect(await seenBy(tree.user, folder)).toBeNull()
    expect(await seenBy(tree.user, tree.rootId)).toEqual(['Home folders'])
  })

  test('[GRP-1] a group deleted and made again has nothing of the old one', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    const { groupId, name } = await makeGroup(tree.manager, 'Readers', [tree.user])
    await give(tree.manager, folder, groupId, 'read')
    expect(await seenBy(tree.user, folder)).not.toBeNull()
    unwrap(await actingAs(tree.manager.claim, () => deleteGroup({ groupId })))
    const seesNothing = async () => {
      expect(await seenBy(tree.user, folder)).toBeNull()
      expect(await seenBy(tree.user, tree.rootId)).toEqual(['Home folders'])
    }
    await seesNothing()
    await makeGroup(tree.manager, name, [tree.user])
    await seesNothing()
    expect((await listPermissions(await actorOf(tree.manager), folder, {}))?.rows).toEqual([])
  })

  test('[USR-2] after its end date a permission counts for nothing', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    const id = await give(tree.manager, folder, tree.user, 'read', { lastDay: '2199-12-31' })
    const { groupId } = await makeGroup(tree.manager, 'Readers', [tree.user])
    const ofGroup = await give(tree.manager, folder, groupId, 'read', { lastDay: '2199-12-31' })
    expect(await seenBy(tree.user, folder)).not.toBeNull()
    await inOrganization(tree.organizationId, (tx) =>
      tx.execute(sql`update folder_permissions set ends_at = now() where id in (${id}, ${ofGroup})`),
    )
    expect(await seenBy(tree.user, folder)).toBeNull()
    expect(await seenBy(tree.user, tree.rootId)).toEqual(['Home folders'])
  })

  test('[FIL-3] administrators of the workspace and of the organization see all, those of others nothing', async () => {
    const tree = await makeTree()
    const { organization } = tree
    const { folder } = await fill(tree)
    const other = await makeWorkspace(organization)
    const outsider = await makeUser(organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true })
    expect(await seenBy(organization.admin, folder)).toHaveLength(5)
    expect(await seenBy(tree.manager, folder)).toHaveLength(5)
    expect(await seenBy(outsider, folder)).toBeNull()
    expect(await findPlaces(await actorOf(outsider), tree.workspaceId)).toEqual({ rootId: null, homeId: null })
  })

  test('[WSP-5] of a deleted workspace nobody sees anything', async () => {
    const tree = await makeTree()
    const { folder } = await fill(tree)
    const { admin } = tree.organization
    const { name } = (await findNode(await actorOf(admin), folder))?.workspace ?? { name: '' }
    unwrap(await actingAs(admin.claim, () => deleteWorkspace({ workspaceId: tree.workspaceId, typedName: name })))
    expect(await seenBy(admin, folder)).toBeNull()
    expect(await findNode(await actorOf(admin), folder)).toBeNull()
    expect(await listNodesFound(await actorOf(admin), tree.workspaceId, { q: 'alpha' })).toBeNull()
  })
})

describe('[FIL-1] search by name inside a workspace', () => {
  test('finds anywhere in a name, in any case, with where it is', async () => {
    const tree = await makeTree()
    await fill(tree)
    const found = async (q: string) => (await foundBy(tree.manager, tree.workspaceId, { q })).rows
    expect((await found('LPHA')).map((row) => row.path)).toEqual(['Plans/alpha.txt'])
    expect((await found('.txt')).map((row) => row.name)).toEqual(['alpha.txt', 'mid.txt', 'Zeta.txt'])
    expect(await found('a%b')).toEqual([])
    expect(await found('')).toEqual([])
    expect((await found('al')).map((row) => row.name)).toEqual(['alpha.txt'])
  })

  test('[FIL-2] what may not be listed never comes up, and a page goes on behind it', async () => {
    const tree = await makeTree()
    const { folder, files } = await fill(tree)
    const found = (q: string) => foundBy(tree.user, tree.workspaceId, { q })
    expect(await found('.txt')).toEqual({ rows: [], next: null })
    await give(tree.manager, folder, tree.user, 'write')
    expect((await found('.txt')).rows).toEqual([])
    await give(tree.manager, folder, tree.user, 'list')
    const pages = await pagesOf((after) => foundBy(tree.user, tree.workspaceId, { q: '.txt', after }, 2))
    expect(pages).toEqual([['alpha.txt', 'mid.txt'], ['Zeta.txt']])
    unwrap(await actingAs(tree.manager.claim, () => trashNodes({ nodeIds: [files[0] ?? ''] })))
    expect((await found('zeta')).rows).toEqual([])
    unwrap(await actingAs(tree.manager.claim, () => trashNodes({ nodeIds: [folder] })))
    expect((await found('.txt')).rows).toEqual([])
  })

  test('among thousands of names, those of others between them, finds the one that may be seen', async () => {
    const tree = await makeTree()
    const { folder, a } = await fill(tree)
    await inOrganization(tree.organizationId, (tx) =>
      tx.execute(sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, hash)
        select ${tree.organizationId}, gen_random_uuid(), ${tree.workspaceId}, ${folder}, 'file', 'report ' || n, 'report ' || n,
          ${'0'.repeat(64)} from generate_series(10000, 12500) n`),
    )
    await makeFile(tree.manager, a, 'report 99999')
    await give(tree.manager, a, tree.user, 'read')
    const { rows, next } = await foundBy(tree.user, tree.workspaceId, { q: 'report' })
    expect([rows.map((row) => row.name), next]).toEqual([['report 99999'], null])
  })
})
