import { describe, expect, test, vi } from 'vitest'
import { accounts } from '../../db/schema/accounts'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { acceptInvitation } from '../invitations/changes'
import { chooseSignInUser } from '../sessions/changes'
import { makeInvitation, makeOrganization, makeSession, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { asDatabaseAdmin, auditOf, inOrganization } from '../test/look'
import { inRounds, race } from '../test/race'
import { createWorkspace } from '../workspaces/changes'
import { deactivateUser, reactivateUser } from './changes'

vi.setConfig({ testTimeout: 120_000 })

/** An organization with a workspace, its Workspace Admin, and a person who is a user there and in the Default Workspace. */
async function makePlaces() {
  const organization = await makeOrganization()
  const workspace = await makeWorkspace(organization)
  const { workspaceId } = workspace
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const there = await makeUser(organization, { workspaceId, invitedAt: new Date('2020-01-01') })
  const here = await makeUser(organization, { email: there.email, invitedAt: new Date('2021-01-01') })
  return { organization, admin: organization.admin, workspace, workspaceId, manager, there, here }
}

const rowOf = (userId: string) =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin`select state, is_organization_admin, is_workspace_admin from users where id = ${userId}`
    return row && [row.state, row.is_organization_admin, row.is_workspace_admin]
  })

describe('[DEA-8] a deactivated user is locked out', () => {
  test('[SWI-5] from the next request: browsers that act as them are signed out, the person’s others are not', async () => {
    const { manager, there, here } = await makePlaces()
    const [open, other] = [await makeSession(there), await makeSession(here)]
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: there.userId })))
    expect(await findSessionActor(open.sessionId)).toBeNull()
    expect((await findSessionActor(other.sessionId))?.user.id).toBe(here.userId)
    expect(await actingAs(there.claim, () => createWorkspace({ name: 'Mine', description: '' }))).toMatchObject({
      code: 'signed-out',
    })
  })

  test('[DEA-8] they have no role and no group any more, and what was open for their address is revoked', async () => {
    const { organization, admin, workspaceId, there } = await makePlaces()
    const { organizationId } = organization
    const carrier = await makeUser(organization, { workspaceId, isOrganizationAdmin: true, isWorkspaceAdmin: true })
    await asDatabaseAdmin(async (database) => {
      const groupId = crypto.randomUUID()
      await database`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${organizationId}, ${groupId}, ${workspaceId}, 'Crew', 'crew')`
      for (const user of [carrier, there])
        await database`insert into group_members (organization_id, group_id, user_id, workspace_id)
          values (${organizationId}, ${groupId}, ${user.userId}, ${workspaceId})`
      for (const email of [carrier.email, 'another@example.org'])
        await database`insert into invitations (organization_id, id, workspace_id, email, invited_by_name, expires_at)
          values (${organizationId}, gen_random_uuid(), ${workspaceId}, ${email}, 'Ada', now() + interval '1 day')`
    })
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: carrier.userId })))
    expect(await rowOf(carrier.userId)).toEqual(['deactivated', false, false])
    const left = await asDatabaseAdmin(async (database) => ({
      members: (await database`select user_id from group_members where organization_id = ${organizationId}`).map(
        (row) => row.user_id,
      ),
      counted: (await database`select members from group_counts where organization_id = ${organizationId}`)[0]?.members,
      open: (
        await database`select email from invitations where organization_id = ${organizationId} and revoked_at is null`
      ).map((row) => row.email),
    }))
    expect(left).toEqual({ members: [there.userId], counted: 1, open: ['another@example.org'] })
    const last = (await auditOf(organizationId)).at(-1)
    expect([last?.event, JSON.parse(last?.body ?? '')]).toMatchObject([
      'user.deactivated',
      {
        target: { label: carrier.email },
        before: { state: 'active', isOrganizationAdmin: true, isWorkspaceAdmin: true, groups: 1 },
        after: { state: 'deactivated', revokedInvitations: 1, endedSessions: 0, groups: 0 },
      },
    ])
  })

  test('[DEA-8] of the invitations to them that are over, none is touched', async () => {
    const { organization, admin, workspaceId, there } = await makePlaces()
    const { organizationId } = organization
    const over = () =>
      asDatabaseAdmin(
        (database) => database`select accepted_at is not null as accepted, revoked_by_name as by from invitations
          where organization_id = ${organizationId} and email = ${there.email} order by 1`,
      )
    await asDatabaseAdmin(
      (database) =>
        database`insert into invitations (organization_id, id, workspace_id, email, invited_by_name, expires_at,
          accepted_at, revoked_at, revoked_by_name)
        values (${organizationId}, gen_random_uuid(), ${workspaceId}, ${there.email}, 'Ada', now(), now(), null, null),
          (${organizationId}, gen_random_uuid(), ${workspaceId}, ${there.email}, 'Ada', now(), null, now(), 'Bea')`,
    )
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: there.userId })))
    expect(await over()).toEqual([
      { accepted: false, by: 'Bea' },
      { accepted: true, by: null },
    ])
  })

  test('[DEA-13] invitations they sent stay, and are accepted all the same', async () => {
    const { organization, admin, workspaceId, manager } = await makePlaces()
    const guest = await makeUser(organization)
    const { invitationId } = await makeInvitation(manager, guest.email)
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: manager.userId, isWarned: true })))
    const { userId } = unwrap(await actingAs(guest.claim, () => acceptInvitation({ invitationId })))
    const [made] = await asDatabaseAdmin(
      (database) => database`select workspace_id, account_id, state from users where id = ${userId}`,
    )
    expect(made).toEqual({ workspace_id: workspaceId, account_id: guest.accountId, state: 'active' })
  })

  test('[SWI-4] if it was the sign-in user, the oldest remaining one takes its place, and keeps it', async () => {
    const { organization, admin, there, here } = await makePlaces()
    const later = await makeUser(organization, {
      email: there.email,
      workspaceId: (await makeWorkspace(organization)).workspaceId,
      invitedAt: new Date('2022-01-01'),
    })
    const signInUser = async () => {
      const { sessionId } = await makeSession(later)
      return (await findSessionActor(sessionId))?.person.signInUserId
    }
    expect(await signInUser()).toBe(there.userId)
    unwrap(await actingAs(admin.claim, () => chooseSignInUser({ userId: here.userId })))
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: here.userId })))
    expect(await signInUser()).toBe(there.userId)
    // Chosen by hand it was, and that is over: reactivated, it does not take the place back.
    unwrap(await actingAs(admin.claim, () => reactivateUser({ userId: here.userId })))
    expect(await signInUser()).toBe(there.userId)
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: there.userId })))
    expect(await signInUser()).toBe(here.userId)
  })

  test('[SWI-4] a sign-in user chosen by hand stays when another user is deactivated', async () => {
    const { organization, admin, there, here } = await makePlaces()
    unwrap(await actingAs(admin.claim, () => chooseSignInUser({ userId: here.userId })))
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: there.userId })))
    const [account] = await inOrganization(organization.organizationId, (tx) =>
      tx
        .select({ id: accounts.id, chosen: accounts.signInUserId })
        .from(accounts)
        .then((rows) => rows.filter((row) => row.id === here.accountId)),
    )
    expect(account?.chosen).toBe(here.userId)
  })

  test('[USR-3] they are told', async () => {
    const { organization, manager, there } = await makePlaces()
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: there.userId })))
    unwrap(await actingAs(manager.claim, () => reactivateUser({ userId: there.userId })))
    const told = await asDatabaseAdmin(
      (database) =>
        database`select account_id, event from notices where organization_id = ${organization.organizationId} order by at`,
    )
    expect(told).toEqual([
      { account_id: there.accountId, event: 'user.deactivated' },
      { account_id: there.accountId, event: 'user.reactivated' },
    ])
  })
})

describe('who may', () => {
  test('[DEL-6] a Workspace Admin is sent to an Organization Admin for who carries a role', async () => {
    const { organization, workspaceId, manager } = await makePlaces()
    const carrier = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    expect(await actingAs(manager.claim, () => deactivateUser({ userId: carrier.userId }))).toEqual({
      ok: false,
      code: 'carries-role',
      reason: 'Ask an Organization Admin to remove the role first.',
    })
    expect(await rowOf(carrier.userId)).toEqual(['active', false, true])
  })

  test('[DEA-10] nobody deactivates themselves', async () => {
    const { admin } = await makePlaces()
    expect(await actingAs(admin.claim, () => deactivateUser({ userId: admin.userId }))).toMatchObject({
      code: 'yourself',
    })
  })

  test('[DEL-3] the last Organization Admin is not deactivated, whichever of their users asks', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const { workspaceId } = await makeWorkspace(organization)
    const second = await makeUser(organization, { email: admin.email, workspaceId, isOrganizationAdmin: true })
    unwrap(await actingAs(second.claim, () => deactivateUser({ userId: admin.userId })))
    const third = await makeUser(organization, { isOrganizationAdmin: true })
    const tally = await inRounds(1, async () =>
      (
        await race(
          () => actingAs(second.claim, () => deactivateUser({ userId: third.userId })),
          () => actingAs(third.claim, () => deactivateUser({ userId: second.userId })),
        )
      )
        .toSorted()
        .join(' '),
    )
    expect(tally).toEqual({ 'ok signed-out': 1 })
  })

  test('[WSP-10] the last Workspace Admin is deactivated by who knows what that means', async () => {
    const { admin, manager } = await makePlaces()
    expect(await actingAs(admin.claim, () => deactivateUser({ userId: manager.userId }))).toMatchObject({
      code: 'leaves-no-workspace-admin',
    })
    expect(await actingAs(admin.claim, () => deactivateUser({ userId: manager.userId, isWarned: true }))).toEqual({
      ok: true,
      value: null,
    })
  })

  test('[DEA-9] reactivated they are back, without roles and groups', async () => {
    const { organization, admin, workspaceId, manager } = await makePlaces()
    unwrap(await actingAs(admin.claim, () => deactivateUser({ userId: manager.userId, isWarned: true })))
    expect(await actingAs(manager.claim, () => createWorkspace({ name: 'Mine', description: '' }))).toMatchObject({
      code: 'signed-out',
    })
    const other = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    unwrap(await actingAs(other.claim, () => reactivateUser({ userId: manager.userId })))
    expect(await rowOf(manager.userId)).toEqual(['active', false, false])
    expect((await auditOf(organization.organizationId)).at(-1)?.event).toBe('user.reactivated')
    expect(await actingAs(other.claim, () => reactivateUser({ userId: manager.userId }))).toMatchObject({
      code: 'active',
    })
  })
})

test('[DEL-3] two Organization Admins deactivate each other, and always one is left', async () => {
  const tally = await inRounds(60, async () => {
    const organization = await makeOrganization()
    const other = await makeUser(organization, { isOrganizationAdmin: true })
    const answers = await race(
      () => actingAs(organization.admin.claim, () => deactivateUser({ userId: other.userId })),
      () => actingAs(other.claim, () => deactivateUser({ userId: organization.admin.userId })),
    )
    return answers.toSorted().join(' ')
  })
  expect(tally).toEqual({ 'ok signed-out': 60 })
})
