import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeInvitation, makeUser, systemOf, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { issueInvitation, resendInvitation, revokeInvitation } from './changes'
import { findInvitation, listInvitations } from './queries'
import { byLink, invite, letExpire, makePlaces, says } from './testing/places'

vi.setConfig({ testTimeout: 120_000 })

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
