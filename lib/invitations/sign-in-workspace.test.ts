import { expect, test, vi } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { makeInvitation, makeSession, systemOf, type TestUser, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { acceptInvitation, issueInvitation, resendInvitation } from './changes'
import { byLink, letExpire, makePlaces } from './testing/places'

vi.setConfig({ testTimeout: 120_000 })

/** Accepts by the link, and gives the user that it made. */
async function join({ organizationId, workspaceId }: TestUser, token: string): Promise<TestUser> {
  const email = 'lin@example.org'
  const { accountId } = unwrap(await byLink(organizationId, token))
  const [row] = await asDatabaseAdmin(
    (database) => database<{ id: string }[]>`select id from users where account_id = ${accountId}`,
  )
  const userId = row?.id ?? ''
  return { organizationId, workspaceId, userId, accountId, email, claim: { kind: 'user', organizationId, userId } }
}

const accept = async (user: TestUser, invitationId: string) =>
  unwrap(await actingAs(user.claim, () => acceptInvitation({ invitationId })))

/** The workspace whose user is assumed at the next sign-in. */
async function signInWorkspace(user: TestUser) {
  const actor = await findSessionActor((await makeSession(user)).sessionId)
  return actor?.users.find((own) => own.id === actor.person.signInUserId)?.workspace.name
}

test('[SWI-3] people sign in where they were invited first, not where they accepted first', async () => {
  const { admin, manager } = await makePlaces()
  const first = await makeInvitation(manager, 'lin@example.org')
  const second = await makeInvitation(admin, 'lin@example.org')
  const lin = await join(admin, second.token)
  expect(await signInWorkspace(lin)).toBe('Default')
  await accept(lin, first.invitationId)
  expect(await signInWorkspace(lin)).toBe('Lab')
})

test('[SWI-3] an invitation that had expired is as old as its next sending; one that was pending keeps its age', async () => {
  const { organization, admin, manager } = await makePlaces()
  const { invitationId } = await makeInvitation(manager, 'lin@example.org')
  const firstSentAt = () =>
    asDatabaseAdmin(async (database) => {
      const [row] = await database<{ at: string }[]>`
        select extract(epoch from first_sent_at)::text as at from invitations where id = ${invitationId}`
      return Number(row?.at)
    })
  const resend = async () => unwrap(await actingAs(manager.claim, () => resendInvitation({ invitationId })))
  const first = await firstSentAt()
  await resend()
  expect(await firstSentAt()).toBe(first)
  unwrap(await actingAs(systemOf(organization), () => issueInvitation({ invitationId })))
  await letExpire(invitationId)
  const { token } = await makeInvitation(admin, 'lin@example.org')
  await resend()
  expect(await firstSentAt()).toBeGreaterThan(first)
  const lin = await join(admin, token)
  await accept(lin, invitationId)
  expect(await signInWorkspace(lin)).toBe('Default')
})
