import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import { chooseEndDate } from '../end-dates/changes'
import { findPlaces } from '../files/queries'
import { give, makePath, makeTree, seenBy } from '../files/testing/tree'
import { makeGroup, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, inOrganization } from '../test/look'
import { listAccess } from './access'

afterAll(closeDatabase)

/** A user with a home folder, a folder of their own and one by a group. */
async function makeGiven() {
  const tree = await makeTree()
  const { manager, user, rootId } = tree
  const [own = ''] = await makePath(manager, rootId, 'Own')
  const [shared = ''] = await makePath(manager, rootId, 'Shared')
  const { groupId } = await makeGroup(manager, 'Readers', [user])
  await give(manager, own, user, 'full')
  await give(manager, shared, groupId, 'read')
  const { homeId } = await findPlaces(await actorOf(user), tree.workspaceId)
  return { ...tree, own, shared, groupId, homeId: homeId ?? '' }
}

/** How many nodes of the workspace a user reaches, whatever state they are in. */
const reachOf = ({ organizationId, userId, workspaceId }: TestUser) =>
  inOrganization(organizationId, async (tx) => {
    const rows = await tx.execute(sql`select from reach_of(${userId}::uuid,
      array(select id from nodes where workspace_id = ${workspaceId})) where mask <> 0 or is_way`)
    return rows.length
  })

const idsIn = async (by: TestUser, folderId: string) =>
  (await listAccess(await actorOf(by), folderId, { q: '' }))?.rows.map((row) => row.userId)

describe('whoever is deactivated', () => {
  test('[DEA-8] reaches nothing from then on, not even at home, and is not among those with access', async () => {
    const { manager, user, own, homeId } = await makeGiven()
    expect(await reachOf(user)).toBe(5)
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    expect(await reachOf(user)).toBe(0)
    for (const folder of [own, homeId]) expect(await idsIn(manager, folder)).not.toContain(user.userId)
  })

  test('[DEA-9] and reactivated has what they were given themselves, and nothing of a group', async () => {
    const { manager, user, own, homeId, rootId } = await makeGiven()
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    unwrap(await actingAs(manager.claim, () => reactivateUser({ userId: user.userId })))
    expect(await seenBy(user, rootId)).toEqual(['Home folders', 'Own'])
    for (const folder of [own, homeId]) expect(await idsIn(manager, folder)).toContain(user.userId)
  })
})

test('[USR-2] whoever is ended reaches nothing, and with a later last day all that they and their groups have', async () => {
  const { manager, user, rootId } = await makeGiven()
  await asDatabaseAdmin((admin) => admin`update users set ends_at = now(), state = 'ended' where id = ${user.userId}`)
  expect(await reachOf(user)).toBe(0)
  unwrap(await actingAs(manager.claim, () => chooseEndDate({ userId: user.userId, lastDay: '2199-12-31' })))
  expect(await seenBy(user, rootId)).toEqual(['Home folders', 'Own', 'Shared'])
})

describe('whoever is gone', () => {
  const rowsAndWays = (organizationId: string, folderIds: readonly string[]) =>
    asDatabaseAdmin(async (admin) => {
      const rows = await admin`select is_given, home_user_id,
          (select count(*)::int from folder_permissions p where p.organization_id = n.organization_id and p.folder_id = n.id) as rows,
          (select count(*)::int from folder_ways w where w.organization_id = n.organization_id and w.folder_id = n.id) as ways
        from nodes n where organization_id = ${organizationId} and id = any(${[...folderIds]}) order by array_position(${[...folderIds]}::uuid[], id)`
      return rows.map((row) => [row.is_given, row.home_user_id, row.rows, row.ways])
    })

  test('leaves no permission behind, and no way: the folders stay', async () => {
    const { organizationId, user, own, shared, homeId } = await makeGiven()
    const folders = [own, shared, homeId]
    expect(await rowsAndWays(organizationId, folders)).toEqual([
      [true, null, 1, 1],
      [true, null, 1, 1],
      [true, user.userId, 1, 2],
    ])
    await asDatabaseAdmin((admin) => admin`delete from users where id = ${user.userId}`)
    expect(await rowsAndWays(organizationId, folders)).toEqual([
      [false, null, 0, 0],
      [true, null, 1, 1],
      [false, null, 0, 0],
    ])
  })

  test('[MOV-3] to another workspace takes no permission along: the database refuses it until there are none', async () => {
    const { organization, user } = await makeGiven()
    const { workspaceId } = await makeWorkspace(organization)
    const move = () =>
      asDatabaseAdmin((admin) =>
        admin.begin(async (tx) => {
          await tx`delete from group_members where user_id = ${user.userId}`
          await tx`update users set workspace_id = ${workspaceId} where id = ${user.userId}`
        }),
      )
    await expect(move()).rejects.toThrow('folder_permissions_user')
    await asDatabaseAdmin((admin) => admin`delete from folder_permissions where user_id = ${user.userId}`)
    await move()
    expect(await reachOf(user)).toBe(0)
  })
})
