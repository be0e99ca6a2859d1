import { describe, expect, test, vi } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs, type Claim } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import {
  makeInvitation,
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  systemOf,
  type TestUser,
  unwrap,
} from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import {
  acceptByLink,
  acceptInvitation,
  inviteUsers,
  issueInvitation,
  resendInvitation,
  revokeInvitation,
} from './changes'
import type { InvitedResult } from './invite'
import { findInvitation, listInvitations, listOwnInvitations } from './queries'

vi.setConfig({ testTimeout: 120_000 })

const password = 'a phrase that nobody guesses'

async function makePlaces() {
  const organization = await makeOrganization()
  const workspace = await makeWorkspace(organization, 'Lab')
  const { workspaceId } = workspace
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const groupId = crypto.randomUUID()
  await asDatabaseAdmin(
    (admin) => admin`insert into groups (organization_id, id, workspace_id, name, name_key)
      values (${organization.organizationId}, ${groupId}, ${workspaceId}, 'Crew', 'crew')`,
  )
  return { organization, admin: organization.admin, workspace, workspaceId, manager, groupId }
}

const lines = (...emails: readonly string[]) => emails.map((email, index) => ({ line: index + 1, email, name: '' }))

const invite = (by: TestUser, workspaceId: string, emails: readonly string[], more: object = {}) =>
  actingAs(by.claim, () => inviteUsers({ workspaceId, lines: lines(...emails), ...more }))

const says = (results: readonly InvitedResult[]) =>
  results.map((result) => `${result.line} ${result.email} ${result.isInvited ? 'invited' : result.code}`)

const anonymous = (organizationId: string): Claim => ({ kind: 'anonymous', organizationId })

const byLink = (organizationId: string, token: string, name = 'Lin') =>
  actingAs(anonymous(organizationId), () => acceptByLink({ token, name, password }))

/** Users of an address, as `workspace state admin? groups invited`. */
const usersOf = (organizationId: string, email: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`select w.name as workspace, u.name, u.state, u.is_workspace_admin as admin, u.invited_at,
        (select count(*)::int from group_members m where m.user_id = u.id) as groups
      from users u join workspaces w on w.id = u.workspace_id
      where u.organization_id = ${organizationId} and u.email = ${email} order by w.name`
    return rows.map(({ workspace, name, state, admin: isAdmin, groups }) => ({
      workspace,
      name,
      state,
      isAdmin,
      groups,
    }))
  })

const letExpire = (invitationId: string) =>
  asDatabaseAdmin(
    (admin) => admin`update invitations set expires_at = now() - interval '1 second' where id = ${invitationId}`,
  )

const setPolicy = (organizationId: string, key: string, value: unknown) =>
  asDatabaseAdmin(
    (admin) => admin`insert into organization_policies (organization_id, key, value, changed_by)
      values (${organizationId}, ${key}, ${admin.json(JSON.parse(JSON.stringify(value)))}, 'Ada')`,
  )

describe('inviting', () => {
  test('[INV-1] each line gets its own result, and good ones are not held back', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const active = await makeUser(organization, { workspaceId })
    const gone = await makeUser(organization, { workspaceId })
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: gone.userId })))
    const ended = await makeUser(organization, { workspaceId })
    await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${ended.userId}`)
    await makeInvitation(manager, 'pending@example.org')
    const emails = [
      'new@example.org',
      active.email,
      gone.email,
      ended.email,
      'pending@example.org',
      ' NEW@Example.org ',
      'ｌin@example.org',
      'lın@example.org',
      '"lin"@example.org',
      'lin@example.org\n',
      `${'l'.repeat(320)}@example.org`,
      'nobody',
      '',
    ]
    const { results } = unwrap(await invite(manager, workspaceId, emails))
    expect(says(results)).toEqual([
      '1 new@example.org invited',
      `2 ${active.email} active-user`,
      `3 ${gone.email} deactivated`,
      `4 ${ended.email} ended`,
      '5 pending@example.org pending',
      '6 new@example.org twice',
      '7 ｌin@example.org not-an-address',
      '8 lın@example.org not-an-address',
      '9 "lin"@example.org not-an-address',
      '10 lin@example.org invited',
      `11 ${'l'.repeat(320)}@example.org not-an-address`,
      '12 nobody not-an-address',
      '13  not-an-address',
    ])
  })

  test('[INV-2] of other workspaces the inviter learns nothing: the answer is the same for who is there', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const elsewhere = await makeUser(organization)
    await actingAs(organization.admin.claim, () =>
      inviteUsers({ workspaceId: organization.defaultWorkspaceId, lines: lines('asked@example.org') }),
    )
    const { results } = unwrap(
      await invite(manager, workspaceId, [elsewhere.email, 'asked@example.org', 'unknown@example.org']),
    )
    expect(results.map(({ line: _, email: __, ...rest }) => rest)).toEqual(results.map(() => ({ isInvited: true })))
  })

  test('[INV-4] the allowed domains hold at sending', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    await setPolicy(organization.organizationId, 'allowed-email-domains', ['one.example'])
    const { results } = unwrap(
      await invite(manager, workspaceId, ['a@one.example', 'a@two.example', 'a@sub.one.example']),
    )
    expect(says(results)).toEqual([
      '1 a@one.example invited',
      '2 a@two.example domain-not-allowed',
      '3 a@sub.one.example domain-not-allowed',
    ])
  })

  test('[INV-5] without local users nobody is invited, and no invitation is sent again', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { invitationId, token } = await makeInvitation(manager, 'lin@example.org')
    await setPolicy(organization.organizationId, 'local-users', false)
    const refusal = {
      code: 'provisioning-only',
      reason: 'This organization takes users only from its identity provider.',
    }
    expect(await invite(manager, workspaceId, ['a@one.example'])).toMatchObject(refusal)
    expect(await actingAs(manager.claim, () => resendInvitation({ invitationId }))).toMatchObject(refusal)
    expect(await byLink(organization.organizationId, token)).toMatchObject(refusal)
  })

  test('[INV-6] only an Organization Admin ticks Workspace Admin, and it holds on acceptance', async () => {
    const { organization, admin, manager, workspaceId } = await makePlaces()
    const { organizationId } = organization
    const tick = { isWorkspaceAdmin: true }
    expect(await invite(manager, workspaceId, ['lin@example.org'], tick)).toMatchObject({
      code: 'not-organization-admin',
    })
    unwrap(await invite(admin, workspaceId, ['lin@example.org'], tick))
    const [row] = (await listInvitations(await actorOf(manager), workspaceId, { q: '', state: 'all' })).rows
    const issued = unwrap(
      await actingAs(systemOf(organization), () => issueInvitation({ invitationId: row?.id ?? '' })),
    )
    unwrap(await byLink(organizationId, issued.token))
    expect(await usersOf(organizationId, 'lin@example.org')).toMatchObject([{ isAdmin: true }])
  })

  test('a member, and an administrator of another workspace, find nobody to invite to', async () => {
    const { organization, workspaceId } = await makePlaces()
    const member = await makeUser(organization, { workspaceId })
    const other = await makeUser(organization, { isWorkspaceAdmin: true })
    expect(await invite(member, workspaceId, ['a@one.example'])).toMatchObject({ code: 'not-administrator' })
    expect(await invite(other, workspaceId, ['a@one.example'])).toMatchObject({ code: 'not-found' })
  })

  test('a group of another workspace is not found, and nobody is invited', async () => {
    const { manager, workspaceId, admin } = await makePlaces()
    const elsewhere = await makePlaces()
    for (const by of [manager, admin])
      expect(await invite(by, workspaceId, ['a@one.example'], { groupIds: [elsewhere.groupId] })).toMatchObject({
        code: 'not-found',
      })
    expect((await listInvitations(await actorOf(manager), workspaceId, { q: '', state: 'all' })).rows).toEqual([])
  })

  test('two who invite the same address at once: one invitation, and the other is told', async () => {
    const { organization, admin, manager, workspaceId } = await makePlaces()
    const tally = await inRounds(40, async (index) => {
      const email = `round-${index}@example.org`
      const answers = await Promise.all([invite(admin, workspaceId, [email]), invite(manager, workspaceId, [email])])
      return answers
        .flatMap((answer) =>
          answer.ok ? answer.value.results.map((line) => (line.isInvited ? 'invited' : line.code)) : answer.code,
        )
        .toSorted()
        .join(' ')
    })
    expect(tally).toEqual({ 'invited pending': 40 })
    const [row] = await asDatabaseAdmin(
      (database) =>
        database`select count(*)::int as open from invitations where organization_id = ${organization.organizationId}`,
    )
    expect(row?.open).toBe(40)
  })
})

describe('[INV-3] sending again and revoking', () => {
  test('[INV-3] sent again, the old link is dead and the new one is not', async () => {
    const { organization, manager } = await makePlaces()
    const { organizationId } = organization
    const { invitationId, token } = await makeInvitation(manager, 'lin@example.org')
    expect(await findInvitation(organizationId, token, null)).toMatchObject({ email: 'lin@example.org' })
    unwrap(await actingAs(manager.claim, () => resendInvitation({ invitationId })))
    expect(await findInvitation(organizationId, token, null)).toBeNull()
    const again = unwrap(await actingAs(systemOf(organization), () => issueInvitation({ invitationId })))
    expect(await byLink(organizationId, token)).toMatchObject({ code: 'link-gone' })
    expect(await byLink(organizationId, again.token)).toMatchObject({ ok: true })
  })

  test('[INV-3] revoked, its link is dead; it stays to be seen with who did it, and the address can be invited anew', async () => {
    const { organization, admin, manager, workspaceId } = await makePlaces()
    const { invitationId, token } = await makeInvitation(manager, 'lin@example.org')
    unwrap(await actingAs(admin.claim, () => revokeInvitation({ invitationId })))
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'link-gone' })
    const sent = await actingAs(systemOf(organization), () => issueInvitation({ invitationId }))
    expect(sent).toMatchObject({ code: 'not-pending' })
    expect(await actingAs(manager.claim, () => revokeInvitation({ invitationId }))).toMatchObject({ code: 'revoked' })
    expect(await actingAs(manager.claim, () => resendInvitation({ invitationId }))).toMatchObject({ code: 'revoked' })
    await makeInvitation(manager, 'lin@example.org')
    const { rows } = await listInvitations(await actorOf(manager), workspaceId, { q: 'lin', state: 'all' })
    expect(rows.map(({ state, invitedByName, revokedByName }) => [state, invitedByName, revokedByName])).toEqual([
      ['pending', `Person ${manager.email.split('@')[0]}`, null],
      ['revoked', `Person ${manager.email.split('@')[0]}`, `Person ${admin.email.split('@')[0]}`],
    ])
  })

  test('[INV-3] expired after seven days, it stays to be seen and can be sent again', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { organizationId } = organization
    const { invitationId, token } = await makeInvitation(manager, 'lin@example.org')
    const [days] = await asDatabaseAdmin(
      (admin) =>
        admin`select round(extract(epoch from expires_at - now()) / 86400)::int as days from invitations where id = ${invitationId}`,
    )
    expect(days).toEqual({ days: 7 })
    await letExpire(invitationId)
    expect(await byLink(organizationId, token)).toMatchObject({ code: 'link-gone' })
    const state = async () =>
      (await listInvitations(await actorOf(manager), workspaceId, { q: '', state: 'all' })).rows.map((row) => row.state)
    expect(await state()).toEqual(['expired'])
    expect(says(unwrap(await invite(manager, workspaceId, ['lin@example.org'])).results)).toEqual([
      '1 lin@example.org pending',
    ])
    unwrap(await actingAs(manager.claim, () => resendInvitation({ invitationId })))
    expect(await state()).toEqual(['pending'])
  })

  test('[INV-3] only the administrators of the workspace see, send and revoke them', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { invitationId } = await makeInvitation(manager, 'lin@example.org')
    const member = await makeUser(organization, { workspaceId })
    const other = await makeUser(organization, { isWorkspaceAdmin: true })
    for (const user of [member, other]) {
      expect(await actingAs(user.claim, () => resendInvitation({ invitationId }))).toMatchObject({ code: 'not-found' })
      expect(await actingAs(user.claim, () => revokeInvitation({ invitationId }))).toMatchObject({ code: 'not-found' })
      expect((await listInvitations(await actorOf(user), workspaceId, { q: '', state: 'all' })).rows).toEqual([])
    }
  })
})

describe('accepting', () => {
  test('[INV-1] by the link: an account, a user, their groups, and a password that signs in', async () => {
    const { organization, manager, groupId, workspace } = await makePlaces()
    const { organizationId, slug } = organization
    const { token } = await makeInvitation(manager, 'lin@example.org', [groupId])
    expect(await findInvitation(organizationId, token, null)).toMatchObject({
      workspaceName: 'Lab',
      mayAccept: { ok: true },
      organization: { slug },
    })
    expect(await byLink(organizationId, token, 'Lin Yun')).toMatchObject({
      ok: true,
      value: { slug, email: 'lin@example.org' },
    })
    expect(await usersOf(organizationId, 'lin@example.org')).toEqual([
      { workspace: 'Lab', name: 'Lin Yun', state: 'active', isAdmin: false, groups: 1 },
    ])
    const last = (await auditOf(organizationId)).at(-1)
    expect([last?.event, JSON.parse(last?.body ?? '')]).toMatchObject([
      'invitation.accepted',
      { workspace: { code: workspace.code }, target: { label: 'lin@example.org' }, after: { groups: 1 } },
    ])
    const told = await asDatabaseAdmin(
      (admin) => admin`select account_id, event from notices where organization_id = ${organizationId}`,
    )
    expect(told).toEqual([{ account_id: manager.accountId, event: 'invitation.accepted' }])
  })

  test('[INV-2] in the product: a member elsewhere becomes a second user of the same member', async () => {
    const { organization, manager, groupId } = await makePlaces()
    const lin = await makeUser(organization, { name: 'Lin', password })
    const { invitationId, token } = await makeInvitation(manager, lin.email, [groupId])
    expect(await findInvitation(organization.organizationId, token, null)).toMatchObject({
      mayAccept: { code: 'sign-in-first' },
    })
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'sign-in-first' })
    expect(await listOwnInvitations(await actorOf(lin))).toMatchObject([
      { id: invitationId, workspace: { name: 'Lab' }, mayAccept: { ok: true } },
    ])
    unwrap(await actingAs(lin.claim, () => acceptInvitation({ invitationId })))
    expect(await usersOf(organization.organizationId, lin.email)).toMatchObject([
      { workspace: 'Default', groups: 0 },
      { workspace: 'Lab', name: 'Lin', groups: 1 },
    ])
    expect((await actorOf(lin)).users).toHaveLength(2)
    expect(await listOwnInvitations(await actorOf(lin))).toEqual([])
  })

  test('[INV-3] needs the invited address: with another one it is not even found', async () => {
    const { organization, manager } = await makePlaces()
    const { invitationId } = await makeInvitation(manager, 'lin@example.org')
    const other = await makeUser(organization)
    for (const user of [other, organization.admin, manager])
      expect(await actingAs(user.claim, () => acceptInvitation({ invitationId }))).toMatchObject({ code: 'not-found' })
    expect(await listOwnInvitations(await actorOf(other))).toEqual([])
  })

  test('[INV-3] once: not twice, not after revocation, not after expiry', async () => {
    const { organization, manager } = await makePlaces()
    const lin = await makeUser(organization)
    const asLin = (invitationId: string) => actingAs(lin.claim, () => acceptInvitation({ invitationId }))
    const first = await makeInvitation(manager, lin.email)
    await letExpire(first.invitationId)
    expect(await asLin(first.invitationId)).toMatchObject({ code: 'link-gone' })
    unwrap(await actingAs(manager.claim, () => revokeInvitation({ invitationId: first.invitationId })))
    expect(await asLin(first.invitationId)).toMatchObject({ code: 'link-gone' })
    const second = await makeInvitation(manager, lin.email)
    expect(await asLin(second.invitationId)).toMatchObject({ ok: true })
    expect(await asLin(second.invitationId)).toMatchObject({ code: 'accepted' })
    expect(await byLink(organization.organizationId, second.token)).toMatchObject({ code: 'link-gone' })
  })

  test('[INV-3] twenty times at once makes one user', async () => {
    const tally = await inRounds(
      6,
      async () => {
        const { organization, manager } = await makePlaces()
        const { token } = await makeInvitation(manager, 'lin@example.org')
        const answers = await race(
          ...Array.from({ length: 20 }, () => () => byLink(organization.organizationId, token)),
        )
        const users = await usersOf(organization.organizationId, 'lin@example.org')
        return `${answers.filter((answer) => answer === 'ok').length} ok, ${users.length} user`
      },
      1,
    )
    expect(tally).toEqual({ '1 ok, 1 user': 6 })
  })

  test('[INV-4] the allowed domains hold at acceptance', async () => {
    const { organization, manager } = await makePlaces()
    const { token } = await makeInvitation(manager, 'lin@two.example')
    await setPolicy(organization.organizationId, 'allowed-email-domains', ['one.example'])
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'domain-not-allowed' })
  })

  test('[DEA-8] a deactivated user’s invitation is revoked, and an older link brings nobody back', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { invitationId, token } = await makeInvitation(manager, 'lin@example.org')
    // Added meanwhile by a roster, and deactivated.
    const lin = await makeUser(organization, { workspaceId, email: 'lin@example.org' })
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'active-user' })
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: lin.userId })))
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'link-gone' })
    expect(await actingAs(manager.claim, () => resendInvitation({ invitationId }))).toMatchObject({ code: 'revoked' })
    unwrap(await actingAs(manager.claim, () => reactivateUser({ userId: lin.userId })))
    expect(await usersOf(organization.organizationId, 'lin@example.org')).toHaveLength(1)
  })

  test('[INV-3] a user who is locked there is not brought back by a link', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { token } = await makeInvitation(manager, 'lin@example.org')
    const lin = await makeUser(organization, { workspaceId, email: 'lin@example.org' })
    await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${lin.userId}`)
    expect(await byLink(organization.organizationId, token)).toMatchObject({ code: 'locked-there' })
  })

  test('[INV-1] a group that was deleted meanwhile is not joined', async () => {
    const { organization, manager, groupId } = await makePlaces()
    const { token } = await makeInvitation(manager, 'lin@example.org', [groupId])
    await asDatabaseAdmin((admin) => admin`delete from groups where id = ${groupId}`)
    unwrap(await byLink(organization.organizationId, token))
    expect(await usersOf(organization.organizationId, 'lin@example.org')).toMatchObject([{ groups: 0 }])
  })

  test('[SEC-5] who came by a roster and has no password sets one with the link; a common one is refused', async () => {
    const { organization, manager } = await makePlaces()
    const lin = await makeUser(organization)
    const { token } = await makeInvitation(manager, lin.email)
    const easy = await actingAs(anonymous(organization.organizationId), () =>
      acceptByLink({ token, name: 'Lin', password: 'password1234' }),
    )
    expect(easy).toMatchObject({ code: 'common-password', fields: { password: expect.any(String) } })
    unwrap(await byLink(organization.organizationId, token))
    const [row] = await asDatabaseAdmin(
      (admin) => admin`select password_hash from accounts where id = ${lin.accountId}`,
    )
    expect(row?.password_hash).toMatch(/^\$argon2id\$/)
  })
})

describe('[SWI-3] where people sign in', () => {
  const signInUser = async (user: TestUser) => {
    const { sessionId } = await makeSession(user)
    const actor = await findSessionActor(sessionId)
    return actor?.users.find((own) => own.id === actor.person.signInUserId)?.workspace.name
  }
  const accept = (user: TestUser, invitationId: string) =>
    unwrapLater(actingAs(user.claim, () => acceptInvitation({ invitationId })))
  const unwrapLater = async <T>(answer: Promise<import('../result').Result<T>>) => unwrap(await answer)

  test('[SWI-3] is where they were invited first, not where they accepted first', async () => {
    const { organization, admin, manager } = await makePlaces()
    const { organizationId } = organization
    const first = await makeInvitation(manager, 'lin@example.org')
    const second = await makeInvitation(admin, 'lin@example.org')
    const { accountId } = unwrap(await byLink(organizationId, second.token))
    const [row] = await asDatabaseAdmin(
      (database) => database`select id, workspace_id from users where account_id = ${accountId}`,
    )
    const lin = {
      ...admin,
      userId: row?.id,
      workspaceId: row?.workspace_id,
      accountId,
      email: 'lin@example.org',
      claim: { kind: 'user', organizationId, userId: row?.id } as const,
    }
    expect(await signInUser(lin)).toBe('Default')
    await accept(lin, first.invitationId)
    expect(await signInUser(lin)).toBe('Lab')
  })

  test('[SWI-3] expired ones do not count: sent again, an invitation is as old as that', async () => {
    const { organization, admin, manager } = await makePlaces()
    const { organizationId } = organization
    const old = await makeInvitation(manager, 'lin@example.org')
    await letExpire(old.invitationId)
    const firstSent = async () =>
      (
        await asDatabaseAdmin(
          (database) => database`select first_sent_at from invitations where id = ${old.invitationId}`,
        )
      )[0]?.first_sent_at
    const before = await firstSent()
    const lin = await makeInvitation(admin, 'lin@example.org')
    unwrap(await actingAs(manager.claim, () => resendInvitation({ invitationId: old.invitationId })))
    expect((await firstSent()) > before).toBe(true)
    const later = await firstSent()
    // One that is pending keeps its age.
    unwrap(await actingAs(manager.claim, () => resendInvitation({ invitationId: old.invitationId })))
    expect(await firstSent()).toEqual(later)
    const { accountId } = unwrap(await byLink(organizationId, lin.token))
    const [row] = await asDatabaseAdmin(
      (database) => database`select id, workspace_id from users where account_id = ${accountId}`,
    )
    const user = {
      ...admin,
      userId: row?.id,
      workspaceId: row?.workspace_id,
      accountId,
      claim: { kind: 'user', organizationId, userId: row?.id } as const,
    }
    await accept({ ...user, email: 'lin@example.org' }, old.invitationId)
    expect(await signInUser({ ...user, email: 'lin@example.org' })).toBe('Default')
  })
})
