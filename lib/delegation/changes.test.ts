import { describe, expect, test, vi } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import {
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  unwrap,
} from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { setRoles } from './changes'
import { previewRoles } from './queries'

vi.setConfig({ testTimeout: 120_000 })

type Role = 'organization-admin' | 'workspace-admin'

const wish = (userIds: readonly string[], role: Role, isGranted: boolean, isWarned = false) => ({
  chosen: { userIds: [...userIds] },
  role,
  isGranted,
  isWarned,
})

const rolesOf = (userId: string) =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin`select is_organization_admin, is_workspace_admin from users where id = ${userId}`
    return [row?.is_organization_admin, row?.is_workspace_admin]
  })

const countAdmins = ({ organizationId }: TestOrganization) =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin`select count(*)::int as held from users
      where organization_id = ${organizationId} and is_organization_admin and state = 'active'`
    return row?.held
  })

describe('giving and taking roles', () => {
  test('[DEL-1] one for each user separately: another user of the same person keeps theirs', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const { workspaceId, code, name } = await makeWorkspace(organization)
    const there = await makeUser(organization, { workspaceId })
    const here = await makeUser(organization, { email: there.email })
    const give = (role: Role) => actingAs(admin.claim, () => setRoles(wish([there.userId], role, true)))
    expect(unwrap(await give('workspace-admin'))).toEqual({
      changed: 1,
      refused: 0,
      unwarned: 0,
      lines: [
        {
          userId: there.userId,
          isActor: false,
          name: `Person ${there.email.split('@')[0]}`,
          email: there.email,
          workspaceName: name,
          reason: null,
        },
      ],
    })
    unwrap(await give('organization-admin'))
    expect(await rolesOf(there.userId)).toEqual([true, true])
    expect(await rolesOf(here.userId)).toEqual([false, false])
    unwrap(await actingAs(admin.claim, () => setRoles(wish([there.userId], 'organization-admin', false))))
    expect(await rolesOf(there.userId)).toEqual([false, true])
    const records = (await auditOf(organization.organizationId))
      .slice(-3)
      .map(({ event, body }) => [event, JSON.parse(body)])
    expect(records).toMatchObject([
      ['user.role-granted', { workspace: { code }, target: { label: there.email }, after: { isWorkspaceAdmin: true } }],
      ['user.role-granted', { before: { isOrganizationAdmin: false }, after: { isOrganizationAdmin: true } }],
      ['user.role-revoked', { before: { isOrganizationAdmin: true }, after: { isOrganizationAdmin: false } }],
    ])
  })

  test('[DEL-2] a Workspace Admin is told that only an Organization Admin may, a member finds nothing', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const member = await makeUser(organization, { workspaceId })
    const ask = wish([member.userId], 'workspace-admin', true)
    expect(await actingAs(manager.claim, () => setRoles(ask))).toMatchObject({ code: 'not-organization-admin' })
    expect(await actingAs(member.claim, () => setRoles(ask))).toMatchObject({ code: 'not-found' })
    const elsewhere = wish([organization.admin.userId], 'workspace-admin', true)
    expect(await actingAs(manager.claim, () => setRoles(elsewhere))).toMatchObject({ code: 'not-found' })
    expect(await rolesOf(member.userId)).toEqual([false, false])
  })

  test('[DEL-5] holds from the next request, in a browser that is open', async () => {
    const organization = await makeOrganization()
    const user = await makeUser(organization)
    const { sessionId } = await makeSession(user)
    const isAdmin = async () => (await findSessionActor(sessionId))?.isOrganizationAdmin
    expect(await isAdmin()).toBe(false)
    unwrap(await actingAs(organization.admin.claim, () => setRoles(wish([user.userId], 'organization-admin', true))))
    expect(await isAdmin()).toBe(true)
    unwrap(await actingAs(organization.admin.claim, () => setRoles(wish([user.userId], 'organization-admin', false))))
    expect(await isAdmin()).toBe(false)
  })

  test('[WSP-10] the one who leaves a workspace without a Workspace Admin is warned first', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const take = (isWarned: boolean) =>
      actingAs(organization.admin.claim, () => setRoles(wish([manager.userId], 'workspace-admin', false, isWarned)))
    expect(await take(false)).toMatchObject({ code: 'leaves-no-workspace-admin' })
    expect(await rolesOf(manager.userId)).toEqual([false, true])
    expect(await take(true)).toMatchObject({ ok: true })
    expect(await rolesOf(manager.userId)).toEqual([false, false])
  })

  test('[USR-3] whom it is about is told, and nobody else', async () => {
    const organization = await makeOrganization()
    const user = await makeUser(organization)
    const { organizationId, admin } = organization
    unwrap(await actingAs(admin.claim, () => setRoles(wish([user.userId, admin.userId], 'workspace-admin', true))))
    const told = await asDatabaseAdmin(
      (database) => database`select account_id, event from notices where organization_id = ${organizationId}`,
    )
    expect(told).toEqual([{ account_id: user.accountId, event: 'user.role-granted' }])
  })
})

describe('many at once', () => {
  test('[DEL-3] all of them are asked to go, and the last one stays; the dry run says the same', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const others = await Promise.all([1, 2, 3].map(() => makeUser(organization, { isOrganizationAdmin: true })))
    const all = wish(
      [admin, ...others].map((user) => user.userId),
      'organization-admin',
      false,
    )
    const preview = unwrap(await previewRoles(await actorOf(admin), all))
    expect(preview).toMatchObject({ changed: 3, refused: 1 })
    // One's own line stands first, whatever comes of it.
    expect(preview.lines.map((line) => line.isActor)).toEqual([true, false, false, false])
    const reasons = preview.lines.flatMap((line) => line.reason ?? [])
    expect(reasons).toEqual(['This is the last Organization Admin. Make somebody else one first.'])
    const result = await actingAs(admin.claim, () => setRoles(all))
    expect(result).toEqual({ ok: true, value: preview })
    expect(await countAdmins(organization)).toBe(1)
  })

  test('[WSP-10] the last one of each workspace stays, until whoever asks knows', async () => {
    const organization = await makeOrganization()
    const places = [await makeWorkspace(organization), await makeWorkspace(organization)]
    const managers = await Promise.all(
      [...places, ...places].map(({ workspaceId }) => makeUser(organization, { workspaceId, isWorkspaceAdmin: true })),
    )
    const ids = managers.map((user) => user.userId)
    const actor = await actorOf(organization.admin)
    const unwarned = unwrap(await previewRoles(actor, wish(ids, 'workspace-admin', false)))
    expect(unwarned).toMatchObject({ changed: 2, refused: 2, unwarned: 2 })
    const warned = unwrap(await previewRoles(actor, wish(ids, 'workspace-admin', false, true)))
    expect(warned).toMatchObject({ changed: 4, refused: 0, unwarned: 0 })
  })

  test('good ones are not held back by others, and each has a line', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const [member, has, gone] = await Promise.all([
      makeUser(organization),
      makeUser(organization, { isWorkspaceAdmin: true }),
      makeUser(organization),
    ])
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: gone.userId })))
    const report = unwrap(
      await actingAs(admin.claim, () =>
        setRoles(wish([member.userId, has.userId, gone.userId], 'workspace-admin', true)),
      ),
    )
    expect(report).toMatchObject({ changed: 1, refused: 2 })
    expect(new Map(report.lines.map((line) => [line.userId, line.reason]))).toEqual(
      new Map([
        [has.userId, 'They are a Workspace Admin already.'],
        [gone.userId, 'Reactivate the user first.'],
        [member.userId, null],
      ]),
    )
    expect(await rolesOf(member.userId)).toEqual([false, true])
  })

  test('all that match a filter, as the list shows them', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const { workspaceId, code } = await makeWorkspace(organization)
    const inside = await Promise.all([1, 2, 3].map(() => makeUser(organization, { workspaceId })))
    await makeUser(organization)
    const chosen = { filter: { workspace: code, role: 'none' as const } }
    const ask = { chosen, role: 'workspace-admin', isGranted: true } as const
    expect(unwrap(await actingAs(admin.claim, () => setRoles(ask)))).toMatchObject({ changed: 3, refused: 0 })
    expect(await Promise.all(inside.map((user) => rolesOf(user.userId)))).toEqual(inside.map(() => [false, true]))
    expect(await rolesOf(admin.userId)).toEqual([true, false])
    const unknown = { ...ask, chosen: { filter: { workspace: '99-9999999' } } }
    expect(await actingAs(admin.claim, () => setRoles(unknown))).toMatchObject({ code: 'not-found' })
  })

  test('more than one change takes is refused as a whole, in the dry run too', async () => {
    const organization = await makeOrganization()
    const { organizationId, defaultWorkspaceId, admin } = organization
    await asDatabaseAdmin(async (database) => {
      await database`insert into accounts (organization_id, id, email, name)
        select ${organizationId}, gen_random_uuid(), 'many-' || n || '@example.org', 'Many' from generate_series(1, 5000) n`
      await database`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
        select organization_id, gen_random_uuid(), id, ${defaultWorkspaceId}, email, name, 'many' from accounts
        where organization_id = ${organizationId} and name = 'Many'`
    })
    const ask = { chosen: { filter: { q: '' } }, role: 'workspace-admin', isGranted: true } as const
    expect(await actingAs(admin.claim, () => setRoles(ask))).toMatchObject({ code: 'too-many' })
    const filter = { q: '', state: 'active' } as const
    expect(await previewRoles(await actorOf(admin), { ...ask, chosen: { filter }, isWarned: false })).toMatchObject({
      code: 'too-many',
    })
    const fewer = { ...ask, chosen: { filter: { q: 'many' } } }
    expect(unwrap(await actingAs(admin.claim, () => setRoles(fewer)))).toMatchObject({ changed: 5_000 })
  })
})

describe('[DEL-3] two changes at once', () => {
  const pair = async () => {
    const organization = await makeOrganization()
    return { organization, one: organization.admin, other: await makeUser(organization, { isOrganizationAdmin: true }) }
  }
  test('[DEL-3] two Organization Admins untick each other, and always one is left', async () => {
    const tally = await inRounds(40, async () => {
      const { organization, one, other } = await pair()
      await race(
        () => actingAs(one.claim, () => setRoles(wish([other.userId], 'organization-admin', false))),
        () => actingAs(other.claim, () => setRoles(wish([one.userId], 'organization-admin', false))),
      )
      return `${await countAdmins(organization)} left`
    })
    expect(tally).toEqual({ '1 left': 40 })
  })
  test('[DEL-3] each takes it from themselves, or deactivates the other: one is left', async () => {
    const tally = await inRounds(60, async (index) => {
      const { organization, one, other } = await pair()
      const takeOwn = (user: typeof one) => () =>
        actingAs(user.claim, () => setRoles(wish([user.userId], 'organization-admin', false)))
      await race(
        takeOwn(one),
        index % 2 === 0 ? takeOwn(other) : () => actingAs(one.claim, () => deactivateUser({ userId: other.userId })),
      )
      return `${await countAdmins(organization)} left`
    })
    expect(tally).toEqual({ '1 left': 60 })
  })
})
