import { describe, expect, test } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import {
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  systemOf,
  type TestUser,
  unwrap,
} from '../test/factories'
import { asDatabaseAdmin, auditOf } from '../test/look'
import { createWorkspace, deleteWorkspace } from '../workspaces/changes'
import { chooseEndDate, endUser, warnOfEnd } from './changes'

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10)

async function makePlaces() {
  const organization = await makeOrganization()
  const workspace = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId: workspace.workspaceId, isWorkspaceAdmin: true })
  const user = await makeUser(organization, { workspaceId: workspace.workspaceId })
  return { organization, workspace, manager, user, admin: organization.admin }
}

/** As if the day had come. */
const letPass = (user: TestUser) =>
  asDatabaseAdmin((admin) => admin`update users set ends_at = now() - interval '1 second' where id = ${user.userId}`)

const stateOf = (user: TestUser) =>
  asDatabaseAdmin(async (admin) => (await admin`select state, ends_at from users where id = ${user.userId}`)[0])

/** What waits for the user in the queue: when, and what. */
const waiting = (user: TestUser) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`select task_identifier as task, run_at from graphile_worker.jobs
      where key like ${`%${user.userId}`} order by run_at`
    return rows.map((row) => [row.task, row.run_at.toISOString()])
  })

const toldTo = (organizationId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows =
      await admin`select account_id, event from notices where organization_id = ${organizationId} order by event`
    return rows.map((row) => [row.account_id, row.event])
  })

describe('[USR-2] a user with an end date', () => {
  test('[USR-2] may act to the end of that day, in UTC, and not at the first request after it', async () => {
    const { manager, user } = await makePlaces()
    const { sessionId } = await makeSession(user)
    unwrap(await actingAs(manager.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(0) })))
    expect((await stateOf(user))?.ends_at.toISOString()).toBe(`${inDays(1)}T00:00:00.000Z`)
    expect(await findSessionActor(sessionId)).not.toBeNull()
    await letPass(user)
    expect(await findSessionActor(sessionId)).toBeNull()
    expect(await actingAs(user.claim, () => createWorkspace({ name: 'Mine', description: '' }))).toMatchObject({
      code: 'signed-out',
    })
  })

  test('[USR-2] is locked and not deleted: a later day unlocks them with what they had', async () => {
    const { organization, manager, user, admin } = await makePlaces()
    const { sessionId } = await makeSession(user)
    const asAdmin = <T>(run: () => Promise<T>) => actingAs(admin.claim, run)
    const grant = { chosen: { userIds: [user.userId] }, role: 'workspace-admin' as const, isGranted: true }
    unwrap(await asAdmin(() => setRoles(grant)))
    unwrap(await asAdmin(() => chooseEndDate({ userId: user.userId, lastDay: inDays(1) })))
    await letPass(user)
    unwrap(await actingAs(systemOf(organization), () => endUser({ userId: user.userId })))
    expect((await stateOf(user))?.state).toBe('ended')
    expect((await auditOf(organization.organizationId)).at(-1)?.event).toBe('user.ended')
    expect(await toldTo(organization.organizationId)).toContainEqual([user.accountId, 'user.ended'])
    expect(await actingAs(systemOf(organization), () => endUser({ userId: user.userId }))).toMatchObject({
      code: 'not-due',
    })
    expect(await actingAs(manager.claim, () => chooseEndDate({ userId: user.userId, lastDay: '' }))).toMatchObject({
      code: 'carries-role',
    })
    unwrap(await asAdmin(() => chooseEndDate({ userId: user.userId, lastDay: inDays(3) })))
    expect(await findSessionActor(sessionId)).toMatchObject({ isWorkspaceAdmin: true })
    expect(await stateOf(user)).toMatchObject({ state: 'active' })
  })

  test('[USR-2] is ended and warned by the clock: the last date that was chosen counts, and none forgets both', async () => {
    const { manager, user } = await makePlaces()
    const choose = (lastDay: string) => actingAs(manager.claim, () => chooseEndDate({ userId: user.userId, lastDay }))
    unwrap(await choose(inDays(100)))
    unwrap(await choose(inDays(30)))
    expect(await waiting(user)).toEqual([
      ['user.warn-of-end', `${inDays(24)}T00:00:00.000Z`],
      ['user.end', `${inDays(31)}T00:00:00.000Z`],
    ])
    unwrap(await choose(''))
    expect(await waiting(user)).toEqual([])
    expect(await stateOf(user)).toEqual({ state: 'active', ends_at: null })
  })

  test('[USR-2] both sides are warned: the user, and the administrators of their own workspace alone', async () => {
    const { organization, manager, user, admin } = await makePlaces()
    await makeUser(organization, { isWorkspaceAdmin: true })
    unwrap(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(5) })))
    const warn = () => actingAs(systemOf(organization), () => warnOfEnd({ userId: user.userId }))
    unwrap(await warn())
    const told = async (event: string) =>
      (await toldTo(organization.organizationId)).filter((line) => line[1] === event).map((line) => line[0])
    expect((await told('user.ends-soon')).toSorted()).toEqual([user, manager].map((to) => to.accountId).toSorted())
    expect(await told('user.end-date-chosen')).toEqual([user.accountId])
    unwrap(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(50) })))
    expect(await warn()).toMatchObject({ code: 'not-due' })
  })

  test('[USR-2] [WSP-5] of a deleted workspace is neither warned nor ended', async () => {
    const { organization, workspace, admin, user } = await makePlaces()
    unwrap(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(5) })))
    const deleted = { workspaceId: workspace.workspaceId, typedName: workspace.name }
    unwrap(await actingAs(admin.claim, () => deleteWorkspace(deleted)))
    const asSystem = (run: typeof endUser) => actingAs(systemOf(organization), () => run({ userId: user.userId }))
    expect(await asSystem(warnOfEnd)).toMatchObject({ code: 'not-found' })
    await letPass(user)
    expect(await asSystem(endUser)).toMatchObject({ code: 'not-found' })
  })

  test('[USR-2] deactivated, has no end date any more', async () => {
    const { admin, user } = await makePlaces()
    unwrap(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(5) })))
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: user.userId })))
    expect(await waiting(user)).toEqual([])
    expect(await stateOf(user)).toEqual({ state: 'deactivated', ends_at: null })
  })
})

describe('a day that cannot be one', () => {
  test.each([inDays(-1), '2026-02-30', 'tomorrow', '2200-01-01', '31.12.2030'])('%s', async (lastDay) => {
    const { admin, user } = await makePlaces()
    expect(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay }))).toMatchObject({
      code: 'invalid',
      fields: { lastDay: expect.any(String) },
    })
  })
})
