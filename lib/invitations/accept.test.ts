import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import { makeInvitation, makeUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { deleteWorkspace } from '../workspaces/changes'
import { acceptByLink, acceptInvitation, resendInvitation, revokeInvitation } from './changes'
import { findInvitation, listOwnInvitations } from './queries'
import { anonymous, byLink, letExpire, makePlaces, password, setPolicy, usersOf } from './testing/places'

vi.setConfig({ testTimeout: 120_000 })

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

  test('[INV-3] in the product nobody is offered what was revoked or has expired', async () => {
    const { organization, manager } = await makePlaces()
    const lin = await makeUser(organization)
    const offered = async () => (await listOwnInvitations(await actorOf(lin))).map(({ id }) => id)
    const first = await makeInvitation(manager, lin.email)
    expect(await offered()).toEqual([first.invitationId])
    unwrap(await actingAs(manager.claim, () => revokeInvitation({ invitationId: first.invitationId })))
    expect(await offered()).toEqual([])
    const second = await makeInvitation(manager, lin.email)
    expect(await offered()).toEqual([second.invitationId])
    await letExpire(second.invitationId)
    expect(await offered()).toEqual([])
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

  test('[WSP-5] into a deleted workspace nobody comes, by the link or signed in', async () => {
    const { organization, manager, workspaceId, workspace } = await makePlaces()
    const lin = await makeUser(organization)
    const { invitationId, token } = await makeInvitation(manager, lin.email)
    const { token: another } = await makeInvitation(manager, 'new@example.org')
    const deleted = { workspaceId, typedName: workspace.name }
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace(deleted)))
    const signedIn = await actingAs(lin.claim, () => acceptInvitation({ invitationId }))
    expect(signedIn).toMatchObject({ code: 'not-found' })
    expect(await listOwnInvitations(await actorOf(lin))).toEqual([])
    expect(await findInvitation(organization.organizationId, another, null)).toBeNull()
    for (const link of [token, another])
      expect(await byLink(organization.organizationId, link)).toMatchObject({ code: 'link-gone' })
    expect(await usersOf(organization.organizationId, lin.email)).toHaveLength(1)
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
