import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { takePermission } from '../folder-permissions/changes'
import { makeFile, makeUser, makeWorkspace, systemOf, type TestUser, unwrap } from '../test/factories'
import { actorOf, auditOf, fingerprint, inOrganization } from '../test/look'
import { addUsers } from '../users/changes'
import { makeFolder, moveNodes, renameNode, restoreNodes, trashNodes } from './changes'
import { findNode, findPlaces } from './queries'
import { give, makePath, makeTree, seenBy } from './testing/tree'

afterAll(closeDatabase)

const make = (by: TestUser, folderId: string, name: string) => actingAs(by.claim, () => makeFolder({ folderId, name }))
const rename = (by: TestUser, nodeId: string, name: string, revision = 1) =>
  actingAs(by.claim, () => renameNode({ nodeId, name, revision }))
const move = (by: TestUser, nodeId: string, folderId: string) =>
  actingAs(by.claim, () => moveNodes({ nodeIds: [nodeId], folderId }))
const trash = (by: TestUser, ...nodeIds: string[]) => actingAs(by.claim, () => trashNodes({ nodeIds }))
const restore = (by: TestUser, ...nodeIds: string[]) => actingAs(by.claim, () => restoreNodes({ nodeIds }))

const homeOf = async (user: TestUser, workspaceId: string) =>
  (await findPlaces(await actorOf(user), workspaceId)).homeId ?? ''

const gone = { ok: false, code: 'not-found' } as const

describe('[FIL-1] a workspace has one tree', () => {
  test('[FIL-11] each user has a home folder in it, named by their address, and Full there', async () => {
    const { user, workspaceId, rootId } = await makeTree()
    const homeId = await homeOf(user, workspaceId)
    expect(await findNode(await actorOf(user), homeId)).toMatchObject({
      level: 'Full',
      place: 'home',
      path: `Home folders/${user.email}`,
    })
    expect(await seenBy(user, rootId)).toEqual(['Home folders'])
    unwrap(await make(user, homeId, 'Drafts'))
    expect(await seenBy(user, homeId)).toEqual(['Drafts'])
  })

  test('[FIL-11] an address that has a folder there already gets another one', async () => {
    const { organization, user, workspaceId } = await makeTree()
    const other = await makeWorkspace(organization)
    // As somebody who was moved away and comes again.
    await inOrganization(organization.organizationId, async (tx) => {
      await tx.execute(sql`delete from folder_permissions where user_id = ${user.userId}`)
      await tx.execute(sql`update users set workspace_id = ${other.workspaceId} where id = ${user.userId}`)
    })
    const again = await makeUser(organization, { workspaceId, email: user.email })
    const node = await findNode(await actorOf(again), await homeOf(again, workspaceId))
    expect(node?.name).toBe(`${user.email} (2)`)
  })

  test('[FIL-11] of people who come together, one into a second workspace, each gets one of their own name', async () => {
    const { organization, user, workspaceId } = await makeTree()
    const other = await makeWorkspace(organization)
    const newcomer = { email: 'newcomer@example.org', name: 'New Comer', workspaceId }
    const users = [newcomer, { email: user.email, name: 'Ugo User', workspaceId: other.workspaceId }]
    unwrap(await actingAs(systemOf(organization), () => addUsers({ users })))
    const names = await inOrganization(organization.organizationId, async (tx) => [
      ...(await tx.execute(sql`select name from nodes where home_user_id is not null
        and name in (${newcomer.email}, ${user.email}) order by name`)),
    ])
    expect(names.map(({ name }) => name)).toEqual([newcomer.email, user.email, user.email].toSorted())
  })

  test.each(['README', 'readme', 'ReadMe'])('a name is there once, whatever its case: %s', async (name) => {
    const { manager, rootId } = await makeTree()
    unwrap(await make(manager, rootId, 'ReadMe'))
    expect(await make(manager, rootId, name)).toMatchObject({
      code: 'name-taken',
      fields: { name: expect.any(String) },
    })
  })

  test.each(['', '.', '..', 'a/b', 'a\u202eb', 'a\ud800', 'x'.repeat(256), 'a '])(
    'a name that cannot be one has its message at the field, and nothing is stored: %j',
    async (name) => {
      const { manager, rootId, organizationId } = await makeTree()
      const before = await fingerprint(organizationId)
      expect(await make(manager, rootId, name)).toMatchObject({ code: 'invalid', fields: { name: expect.any(String) } })
      expect(await fingerprint(organizationId)).toEqual(before)
    },
  )

  test('[FIL-12] whoever makes a folder owns it, and by that alone may do nothing in it', async () => {
    const { manager, user, rootId } = await makeTree()
    const [folder = ''] = await makePath(manager, rootId, 'Plans')
    const permissionId = await give(manager, folder, user, 'write')
    const { id } = unwrap(await make(user, folder, 'Mine'))
    expect(await findNode(await actorOf(user), id)).toMatchObject({ ownerUserId: user.userId, level: 'Write' })
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId })))
    expect(await findNode(await actorOf(user), id)).toBeNull()
  })
})

describe('[FIL-2] what a level lets people do, by the changes', () => {
  test('with Write they make folders, and rename, move and delete nothing', async () => {
    const { manager, user, rootId } = await makeTree()
    const [plans = '', old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
    await give(manager, plans, user, 'write')
    const { id } = unwrap(await make(user, plans, 'New'))
    expect(await rename(user, old, 'Other')).toMatchObject({ code: 'cannot-change' })
    expect(await move(user, old, id)).toMatchObject({ code: 'cannot-change' })
    expect(await trash(user, old)).toMatchObject({ code: 'cannot-change' })
  })

  test('with Full they rename, move, delete and restore in it, and not the folder itself', async () => {
    const { manager, user, rootId } = await makeTree()
    const [plans = '', old = '', older = ''] = await makePath(manager, rootId, 'Plans', 'Old', 'Older')
    await give(manager, plans, user, 'full')
    unwrap(await rename(user, old, 'Past'))
    unwrap(await move(user, older, plans))
    unwrap(await trash(user, older))
    unwrap(await restore(user, older))
    expect(await seenBy(user, plans)).toEqual(['Older', 'Past'])
    for (const answer of [await rename(user, plans, 'Other'), await trash(user, plans)])
      expect(answer).toMatchObject({ code: 'cannot-change' })
  })

  test('[CPM-4] they move only to where they may write', async () => {
    const { manager, user, rootId } = await makeTree()
    const [plans = '', old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
    const [shown = ''] = await makePath(manager, rootId, 'Shown')
    await give(manager, plans, user, 'full')
    await give(manager, shown, user, 'read')
    expect(await move(user, old, shown)).toMatchObject({ code: 'cannot-write' })
    expect(await make(user, shown, 'New')).toMatchObject({ code: 'cannot-write' })
  })

  test('[SEC-4] what may not be known is not found, whatever is asked', async () => {
    const { manager, user, rootId, workspaceId } = await makeTree()
    const [hidden = ''] = await makePath(manager, rootId, 'Hidden')
    const home = await homeOf(user, workspaceId)
    const [mine = ''] = await makePath(user, home, 'Mine')
    for (const answer of [
      await make(user, hidden, 'New'),
      await rename(user, hidden, 'New'),
      await move(user, hidden, home),
      await move(user, mine, hidden),
      await trash(user, hidden),
      await trash(user, mine, hidden),
      await restore(user, hidden),
    ])
      expect(answer).toMatchObject(gone)
    // A file is nothing that something could be put into.
    const file = await makeFile(user, home, 'a.txt')
    expect(await make(user, file, 'New')).toMatchObject(gone)
    expect(await move(user, mine, file)).toMatchObject(gone)
  })
})

describe('[FIL-11] home folders', () => {
  test('stay where they are, and nothing is put among them, not even by administrators', async () => {
    const { manager, user, rootId, workspaceId } = await makeTree()
    const home = await homeOf(user, workspaceId)
    const homes = (await findNode(await actorOf(manager), home))?.way.at(-2)?.id ?? ''
    for (const [id, place] of [
      [home, 'home'],
      [homes, 'homes'],
      [rootId, 'root'],
    ] as const) {
      expect(await trash(manager, id)).toMatchObject({ code: place })
      expect(await move(manager, id, rootId)).toMatchObject({ code: place })
      expect(await rename(manager, id, 'Other')).toMatchObject({ code: place })
    }
    expect(await make(manager, homes, 'Other')).toMatchObject({ code: 'homes' })
  })
})

describe('renaming', () => {
  test('[SEC-9] over somebody else’s change is refused with what they made of it', async () => {
    const { manager, rootId } = await makeTree()
    const [folder = ''] = await makePath(manager, rootId, 'Plans')
    expect(unwrap(await rename(manager, folder, 'Drawings')).revision).toBe(2)
    expect(await rename(manager, folder, 'Sketches')).toMatchObject({
      code: 'changed-meanwhile',
      theirs: { revision: 2, values: { name: 'Drawings' } },
    })
  })

  test('[FIL-1] to its own name in other letters is none of another, to a sibling’s is', async () => {
    const { manager, rootId } = await makeTree()
    const [folder = ''] = await makePath(manager, rootId, 'plans')
    await makePath(manager, rootId, 'Sketches')
    unwrap(await rename(manager, folder, 'PLANS'))
    expect(await rename(manager, folder, 'sketches', 2)).toMatchObject({ code: 'name-taken' })
  })
})

describe('[CPM-7] moving', () => {
  test('a folder goes neither into itself nor below itself', async () => {
    const { manager, rootId } = await makeTree()
    const [top = '', , bottom = ''] = await makePath(manager, rootId, 'Top', 'Middle', 'Bottom')
    for (const into of [top, bottom]) expect(await move(manager, top, into)).toMatchObject({ code: 'into-itself' })
  })

  test('nothing goes into another workspace this way', async () => {
    const { organization, manager, rootId } = await makeTree()
    const { admin, defaultWorkspaceId } = organization
    const [folder = ''] = await makePath(manager, rootId, 'Plans')
    const elsewhere = (await findPlaces(await actorOf(admin), defaultWorkspaceId)).rootId ?? ''
    expect(await move(admin, folder, elsewhere)).toMatchObject({ code: 'other-workspace' })
  })

  test('two of the same name do not end in one folder', async () => {
    const { manager, rootId } = await makeTree()
    const [one = ''] = await makePath(manager, rootId, 'One', 'Plans')
    const [, plans = ''] = await makePath(manager, rootId, 'Two', 'Plans')
    const [, others = ''] = await makePath(manager, rootId, 'Three', 'PLANS')
    expect(await move(manager, plans, one)).toMatchObject({
      code: 'name-taken',
      fields: { folderId: expect.any(String) },
    })
    const both = await actingAs(manager.claim, () => moveNodes({ nodeIds: [plans, others], folderId: rootId }))
    expect(both).toMatchObject({ code: 'name-taken' })
  })

  test('[CPM-6] a folder keeps its permissions and gets those from above it', async () => {
    const { manager, user, rootId } = await makeTree()
    const [from = '', plans = '', deep = ''] = await makePath(manager, rootId, 'From', 'Plans', 'Deep')
    const [to = ''] = await makePath(manager, rootId, 'To')
    await give(manager, deep, user, 'read')
    expect(await seenBy(user, from)).toEqual(['Plans'])
    unwrap(await move(manager, plans, to))
    expect(await seenBy(user, from)).toBeNull()
    expect(await seenBy(user, to)).toEqual(['Plans'])
    expect(await seenBy(user, rootId)).toEqual(['Home folders', 'To'])
    expect(await findNode(await actorOf(user), deep)).toMatchObject({ level: 'Read', path: 'To/Plans/Deep' })
  })
})

test('[SEC-2] each of these is in the chain, with where it was and where it is', async () => {
  const { organizationId, manager, rootId } = await makeTree()
  const [, old = ''] = await makePath(manager, rootId, 'Plans', 'Old')
  const [to = ''] = await makePath(manager, rootId, 'To')
  unwrap(await move(manager, old, to))
  unwrap(await rename(manager, old, 'Past', 2))
  unwrap(await trash(manager, old))
  unwrap(await restore(manager, old))
  const records = (await auditOf(organizationId)).slice(-4).map((record) => JSON.parse(record.body))
  expect(records.map(({ event, before, after }) => [event, before?.in ?? before?.name, after?.in ?? null])).toEqual([
    ['folder.moved', 'Plans', 'To'],
    ['folder.renamed', 'Old', 'To'],
    ['folder.trashed', 'To', null],
    ['folder.restored', undefined, 'To'],
  ])
})
