import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { makeInvitation, makeUser, systemOf, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { inRounds } from '../test/race'
import { inviteUsers, issueInvitation, resendInvitation } from './changes'
import { listInvitations } from './queries'
import { byLink, invite, lines, makePlaces, says, setPolicy, usersOf } from './testing/places'

vi.setConfig({ testTimeout: 120_000 })

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

  test('[INV-3] one that was accepted stands in nobody’s way once its user is gone', async () => {
    const { organization, manager, workspaceId } = await makePlaces()
    const { organizationId } = organization
    const email = 'lin@example.org'
    const { token } = await makeInvitation(manager, email)
    unwrap(await byLink(organizationId, token))
    await asDatabaseAdmin(
      (admin) => admin`delete from users where organization_id = ${organizationId} and email = ${email}`,
    )
    expect(says(unwrap(await invite(manager, workspaceId, [email])).results)).toEqual([`1 ${email} invited`])
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
