import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { trashNodes } from '../files/changes'
import { give, makePath, makeTree, type Tree } from '../files/testing/tree'
import { toldBy, waiting } from '../notices/testing/told'
import { makeGroup, makeUser, systemOf, type TestUser, unwrap } from '../test/factories'
import { asDatabaseAdmin, inOrganization } from '../test/look'
import { changePermission, givePermission, takePermission, warnOfPermissionEnd } from './changes'
import { folderPermissionTasks } from './tasks'

afterAll(closeDatabase)

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function makePlaces() {
  const tree = await makeTree()
  const [, plans = ''] = await makePath(tree.manager, tree.rootId, 'Top', 'Plans')
  const { groupId } = await makeGroup(tree.manager, 'Readers', [tree.user])
  const told = (run: () => Promise<unknown>) => toldBy(tree.organizationId, run)
  return { ...tree, plans, groupId, told }
}

const terms = { level: 'read', isRecursive: true, lastDay: '' } as const
const change = (by: TestUser, permissionId: string, over: Partial<Parameters<typeof changePermission>[0]>) =>
  actingAs(by.claim, () => changePermission({ permissionId, ...terms, revision: 1, ...over }))
const warn = async (tree: Tree, permissionId: string) =>
  actingAs(systemOf(tree.organization), () => warnOfPermissionEnd({ permissionId }))

/** When Atrium is to warn of a permission. */
const warnings = (permissionId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows =
      await admin`select run_at from graphile_worker.jobs where key = ${`permission-end-warning:${permissionId}`}`
    return rows.map((row) => row.run_at.toISOString())
  })

describe('[USR-3] of a folder', () => {
  test('given, changed or taken, the user is told by whom, where and until when, in the product and by mail', async () => {
    const { manager, user, plans, told } = await makePlaces()
    let id = ''
    const given = await told(async () => {
      id = await give(manager, plans, user, 'read', { lastDay: '2199-12-31' })
    })
    expect(given).toMatchObject([{ to: user.accountId, event: 'permission.given', path: `/files/${plans}` }])
    expect(given[0]?.text).toMatch(
      /^You have access to Plans in .+ now\. Mona Manager gave you Read until 31 December 2199 \(UTC\) in Top\/Plans in .+ \(\d\d-\d{7}\)\.$/,
    )
    expect(await waiting(given.map((notice) => notice.id))).toHaveLength(1)
    const changed = await told(() => change(manager, id, { level: 'full' }))
    expect(changed).toMatchObject([{ to: user.accountId, event: 'permission.changed', path: `/files/${plans}` }])
    expect(changed[0]?.text).toContain('gave you Full instead of Read until 31 December 2199 (UTC) in Top/Plans')
    const taken = await told(() => actingAs(manager.claim, () => takePermission({ permissionId: id })))
    expect(taken).toMatchObject([{ to: user.accountId, event: 'permission.taken', path: '' }])
    expect(taken[0]?.text).toContain('Mona Manager took Full in Top/Plans')
  })

  test('nobody is told of what is a group’s, of what they did themselves, or of what was refused', async () => {
    const { manager, user, plans, groupId, told } = await makePlaces()
    expect(await told(() => give(manager, plans, groupId, 'read'))).toEqual([])
    await give(manager, plans, user, 'admin')
    expect(await told(() => give(user, plans, user, 'read'))).toEqual([])
    const grantee = { kind: 'user', id: user.userId } as const
    const again = () => actingAs(manager.claim, () => givePermission({ folderId: plans, grantee, ...terms }))
    expect(await told(again)).toEqual([])
  })

  test('[SEC-7] by an Organization Admin of elsewhere it is told without their name', async () => {
    const { organization, user, plans, told } = await makePlaces()
    const [given] = await told(() => give(organization.admin, plans, user, 'read'))
    expect(given?.text).toContain('An Organization Admin gave you Read')
  })
})

describe('[USR-2] the end of a permission', () => {
  test('is warned of a week before; the day that was chosen last counts, and none forgets it', async () => {
    const { manager, user, plans } = await makePlaces()
    const id = await give(manager, plans, user, 'read', { lastDay: inDays(100) })
    expect(await warnings(id)).toEqual([`${inDays(94)}T00:00:00.000Z`])
    unwrap(await change(manager, id, { lastDay: inDays(30) }))
    expect(await warnings(id)).toEqual([`${inDays(24)}T00:00:00.000Z`])
    unwrap(await change(manager, id, { revision: 2 }))
    expect(await warnings(id)).toEqual([])
    unwrap(await change(manager, id, { lastDay: inDays(30), revision: 3 }))
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: id })))
    expect(await warnings(id)).toEqual([])
  })

  test('is told to both sides: the user, and the administrators of the workspace alone', async () => {
    const places = await makePlaces()
    const { organization, code, manager, user, plans, told } = places
    await makeUser(organization, { isWorkspaceAdmin: true })
    const id = await give(manager, plans, user, 'read', { lastDay: inDays(5) })
    const payload = { organizationId: places.organizationId, permissionId: id }
    const notices = await told(() => folderPermissionTasks['permission.warn-of-end'](payload))
    expect(notices).toHaveLength(2)
    expect(notices).toContainEqual(
      expect.objectContaining({ to: user.accountId, event: 'permission.ends-soon', path: `/files/${plans}` }),
    )
    const toManager = notices.find((notice) => notice.to === manager.accountId)
    expect(toManager?.path).toBe(`/workspaces/${code}/files/${plans}/access`)
    expect(toManager?.text).toContain('Ugo User has Read in Top/Plans')
  })

  test('of a group’s it is told to the administrators', async () => {
    const places = await makePlaces()
    const { manager, plans, groupId, told } = places
    const id = await give(manager, plans, groupId, 'read', { lastDay: inDays(5) })
    const notices = await told(() => warn(places, id))
    expect(notices.map((notice) => notice.to)).toEqual([manager.accountId])
    expect(notices[0]?.text).toContain('Access of Readers to Plans ends soon')
  })

  test('nobody is warned too early, too late, of nothing, or of what is in the trash', async () => {
    const places = await makePlaces()
    const { organizationId, manager, user, plans, told } = places
    const id = await give(manager, plans, user, 'read', { lastDay: inDays(50) })
    expect(await warn(places, id)).toMatchObject({ code: 'not-due' })
    const endsIn = (interval: string) =>
      inOrganization(organizationId, (tx) =>
        tx.execute(sql`update folder_permissions set ends_at = now() + ${interval}::interval where id = ${id}`),
      )
    await endsIn('-1 second')
    expect(await warn(places, id)).toMatchObject({ code: 'not-due' })
    await endsIn('1 day')
    expect(await told(() => warn(places, id))).toHaveLength(2)
    unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [plans] })))
    expect(await warn(places, id)).toMatchObject({ code: 'not-due' })
    expect(await warn(places, crypto.randomUUID())).toMatchObject({ code: 'not-found' })
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update workspaces set deleted_at = now() where id = ${places.workspaceId}`),
    )
    expect(await warn(places, id)).toMatchObject({ code: 'not-found' })
  })
})
