import { afterAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { deactivateUser } from '../deactivation/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { toldBy } from '../notices/testing/told'
import { makeGroup, makeUser, systemOf, type TestUser, unwrap } from '../test/factories'
import { activityOf, asDatabaseAdmin } from '../test/look'
import { changePermission, takePermission, warnOfPermissionEnd } from './changes'
import { folderPermissionTasks } from './tasks'

afterAll(closeDatabase)

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

async function makePlans() {
  const tree = await makeTree()
  const [plans = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  return { ...tree, plans }
}

/** When a permission is to be warned of, by the queue. */
const waiting = (permissionId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`select task_identifier as task, run_at from graphile_worker.jobs
      where key like ${`%${permissionId}`}`
    return rows.map((row) => [row.task, row.run_at.toISOString()])
  })

const change = (by: TestUser, permissionId: string, revision: number, lastDay: string) =>
  actingAs(by.claim, () => changePermission({ permissionId, level: 'read', isRecursive: true, lastDay, revision }))

describe('[USR-2] of the end of a permission', () => {
  test('[USR-2] is warned a week before: by the last date that was chosen, and of none that is taken', async () => {
    const { manager, user, plans } = await makePlans()
    const id = await give(manager, plans, user, 'read', { lastDay: inDays(100) })
    expect(await waiting(id)).toEqual([['permission.warn-of-end', `${inDays(94)}T00:00:00.000Z`]])
    unwrap(await change(manager, id, 1, inDays(30)))
    expect(await waiting(id)).toEqual([['permission.warn-of-end', `${inDays(24)}T00:00:00.000Z`]])
    unwrap(await change(manager, id, 2, ''))
    expect(await waiting(id)).toEqual([])
    unwrap(await change(manager, id, 3, inDays(30)))
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: id })))
    expect(await waiting(id)).toEqual([])
    const forever = await give(manager, plans, user, 'write')
    expect(await waiting(forever)).toEqual([])
  })

  test('[USR-2] both sides are warned: the user, and the administrators of this very workspace', async () => {
    const { organization, organizationId, manager, user, plans } = await makePlans()
    await makeUser(organization, { isWorkspaceAdmin: true })
    const permissionId = await give(manager, plans, user, 'read', { lastDay: '2199-12-31' })
    await asDatabaseAdmin(
      (admin) => admin`update folder_permissions set ends_at = now() + interval '5 days' where id = ${permissionId}`,
    )
    const told = await toldBy(organizationId, () =>
      folderPermissionTasks['permission.warn-of-end']({ organizationId, permissionId }),
    )
    expect(told.map(({ to, event }) => [to, event]).toSorted()).toEqual(
      [user, manager].map(({ accountId }) => [accountId, 'permission.ends-soon']).toSorted(),
    )
    const textTo = ({ accountId }: TestUser) => told.find(({ to }) => to === accountId)?.text
    expect(textTo(user)).toContain('you have Read in the folder Plans in ')
    expect(textTo(manager)).toContain('Ugo User has Read in the folder Plans in ')
    expect((await activityOf(organizationId)).map(({ event }) => event)).toContain('end-warned')
  })

  test('[USR-2] of a group’s the administrators alone: who is in it changes by the day', async () => {
    const { organizationId, manager, user, plans } = await makePlans()
    const { groupId } = await makeGroup(manager, 'Crew', [user])
    const permissionId = await give(manager, plans, groupId, 'full', { lastDay: inDays(2) })
    const told = await toldBy(organizationId, () =>
      folderPermissionTasks['permission.warn-of-end']({ organizationId, permissionId }),
    )
    expect(told).toMatchObject([{ to: manager.accountId, text: expect.stringContaining('Crew has Full') }])
  })

  test('[USR-2] nobody too early, nor too late, nor of somebody who is locked, nor by anybody but Atrium', async () => {
    const { organization, manager, user, plans } = await makePlans()
    const permissionId = await give(manager, plans, user, 'read', { lastDay: inDays(8) })
    const warn = () => actingAs(systemOf(organization), () => warnOfPermissionEnd({ permissionId }))
    expect(await warn()).toMatchObject({ code: 'not-due' })
    unwrap(await change(manager, permissionId, 1, inDays(6)))
    expect(await actingAs(organization.admin.claim, () => warnOfPermissionEnd({ permissionId }))).toMatchObject({
      code: 'not-atrium',
    })
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    expect(await warn()).toMatchObject({ code: 'not-due' })
    await asDatabaseAdmin((admin) => admin`update users set state = 'active' where id = ${user.userId}`)
    unwrap(await warn())
    await asDatabaseAdmin((admin) => admin`update folder_permissions set ends_at = now() where id = ${permissionId}`)
    expect(await warn()).toMatchObject({ code: 'not-due' })
  })
})
