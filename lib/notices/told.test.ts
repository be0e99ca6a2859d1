import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import { chooseEndDate, endUser, warnOfEnd } from '../end-dates/changes'
import { acceptByLink, acceptInvitation, inviteUsers } from '../invitations/changes'
import { sendPasswordLink } from '../members/changes'
import type { Result } from '../result'
import { applyRoster, bringRoster } from '../rosters/changes'
import { chooseSignInUser, endSessionsOfMember, endSessionsOfUser } from '../sessions/changes'
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
import { asDatabaseAdmin } from '../test/look'
import { runOperation } from '../worker/run-operation'
import { firstRun } from '../worker/testing/probing'
import { deleteWorkspace } from '../workspaces/changes'
import { noticeTasks } from './tasks'
import { farewellsTo, toldBy, waiting } from './testing/told'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Ada runs the organization; Mia runs Lab and Lin works there; Fay runs another workspace, where Lin works too. */
async function makePlaces() {
  const organization = await makeOrganization({ name: 'Ada' })
  const { organizationId, admin: ada } = organization
  const lab = await makeWorkspace(organization, 'Lab')
  const far = await makeWorkspace(organization, 'Faraway')
  const inLab = { workspaceId: lab.workspaceId } as const
  const mia = await makeUser(organization, { ...inLab, name: 'Mia', isWorkspaceAdmin: true })
  const lin = await makeUser(organization, { ...inLab, name: 'Lin' })
  const fay = await makeUser(organization, { workspaceId: far.workspaceId, isWorkspaceAdmin: true })
  const linAway = await makeUser(organization, { workspaceId: far.workspaceId, email: lin.email })
  const told = (by: TestUser | 'Atrium', run: () => Promise<Result<unknown>>) =>
    toldBy(organizationId, async () => unwrap(await actingAs(by === 'Atrium' ? systemOf(organization) : by.claim, run)))
  return { organization, organizationId, ada, lab, far, mia, lin, linAway, fay, told }
}

const setRole = (user: TestUser, role: 'organization-admin' | 'workspace-admin', isGranted: boolean) => () =>
  setRoles({ chosen: { userIds: [user.userId] }, role, isGranted, isWarned: true })

describe('[USR-3] of a role', () => {
  test('[USR-3] given or taken, who has it is told and nobody else, and the portal it opens', async () => {
    const { ada, lin, lab, told } = await makePlaces()
    const [given, ...others] = await told(ada, setRole(lin, 'workspace-admin', true))
    expect(others).toEqual([])
    expect(given).toMatchObject({ to: lin.accountId, event: 'user.role-granted', path: `/workspaces/${lab.code}` })
    expect(given?.text).toContain(`An Organization Admin gave you the role Workspace Admin.`)
    expect(await told(ada, setRole(lin, 'workspace-admin', false))).toMatchObject([
      { to: lin.accountId, event: 'user.role-revoked', path: '' },
    ])
    expect(await told(ada, setRole(lin, 'organization-admin', true))).toMatchObject([
      { to: lin.accountId, path: '/organization' },
    ])
  })

  test('[USR-3] given by a colleague of the same workspace, they are named', async () => {
    const { organization, ada, told } = await makePlaces()
    const kai = await makeUser(organization, {})
    const [given] = await told(ada, setRole(kai, 'organization-admin', true))
    expect(given?.text).toContain('Ada gave you the role Organization Admin.')
  })

  test('[USR-3] one’s own doing is told to nobody', async () => {
    const { ada, told } = await makePlaces()
    expect(await told(ada, setRole(ada, 'workspace-admin', true))).toEqual([])
  })

  test('[USR-3] that came with an invitation: who accepts and who sent it', async () => {
    const { ada, lab, organizationId } = await makePlaces()
    const lines = [{ line: 1, email: 'kai@example.org', name: 'Kai' }]
    const invite = { workspaceId: lab.workspaceId, lines, isWorkspaceAdmin: true }
    unwrap(await actingAs(ada.claim, () => inviteUsers(invite)))
    const { token } = await issue(organizationId, 'kai@example.org')
    const accept = { token, name: 'Kai', password: 'a quiet wind tunnel' }
    const all = await toldBy(organizationId, async () =>
      unwrap(await actingAs({ kind: 'anonymous', organizationId }, () => acceptByLink(accept))),
    )
    expect(all.map(({ event, text }) => [event, text])).toEqual(
      expect.arrayContaining([
        ['invitation.accepted', expect.stringContaining('and is Workspace Admin there')],
        ['user.role-granted', expect.stringContaining('Ada gave you the role Workspace Admin')],
      ]),
    )
    expect(all).toHaveLength(2)
    expect(all.find((notice) => notice.event === 'invitation.accepted')?.to).toBe(ada.accountId)
    expect(all.find((notice) => notice.event === 'user.role-granted')?.to).not.toBe(ada.accountId)
  })

  test('[USR-3] by a roster: who was there already is told, who was added is not; who started it is, of its end', async () => {
    const { organization, organizationId, ada, lin, told } = await makePlaces()
    const csv = `workspace,email,name,role,groups\nLab,${lin.email},Lin,workspace_admin,\nLab,new@example.org,New,workspace_admin,\n`
    const bytes = new TextEncoder().encode(csv)
    const { rosterId } = unwrap(await actingAs(ada.claim, () => bringRoster({ fileName: 'roster.csv', bytes })))
    const { operationId } = unwrap(await actingAs(ada.claim, () => applyRoster({ rosterId })))
    const all = await toldBy(organizationId, () => runOperation({ organizationId, operationId }, firstRun()))
    expect(all.map(({ to, event, path }) => [to, event, path])).toEqual([
      [lin.accountId, 'user.role-granted', expect.stringContaining('/workspaces/')],
      [ada.accountId, 'roster.imported', `/organization/members/import/${rosterId}`],
    ])
    const again = unwrap(await actingAs(ada.claim, () => bringRoster({ fileName: 'more.csv', bytes: more })))
    const next = unwrap(await actingAs(ada.claim, () => applyRoster({ rosterId: again.rosterId })))
    const other = await makeUser(organization, { isOrganizationAdmin: true })
    await told(other, setRole(ada, 'organization-admin', false))
    const failed = await toldBy(organizationId, () =>
      runOperation({ organizationId, operationId: next.operationId }, firstRun()),
    )
    expect(failed).toMatchObject([{ to: ada.accountId, event: 'roster.failed' }])
    expect(failed[0]?.text).toMatch(/Only an Organization Admin .+\. What was done until then stays/)
  })
})

const more = new TextEncoder().encode('workspace,email,name,role,groups\nLab,more@example.org,More,member,\n')

/** The link of an open invitation, as the mail has it. */
async function issue(organizationId: string, email: string) {
  const { issueInvitation } = await import('../invitations/changes')
  const [row] = await asDatabaseAdmin(
    (admin) => admin`select id from invitations where organization_id = ${organizationId} and email = ${email}`,
  )
  return unwrap(
    await actingAs({ kind: 'system', organizationId }, () => issueInvitation({ invitationId: row?.id ?? '' })),
  )
}

describe('[USR-3] of an invitation that was accepted', () => {
  test('[USR-3] whoever sent it is told while they still administer the workspace, and not after', async () => {
    const { organization, organizationId, mia, ada, told } = await makePlaces()
    const [kai, noor] = [await makeUser(organization), await makeUser(organization)]
    const first = await makeInvitation(mia, kai.email)
    const second = await makeInvitation(mia, noor.email)
    expect(await told(kai, () => acceptInvitation({ invitationId: first.invitationId }))).toMatchObject([
      { to: mia.accountId, event: 'invitation.accepted' },
    ])
    await told(ada, setRole(mia, 'workspace-admin', false))
    expect(await told(noor, () => acceptInvitation({ invitationId: second.invitationId }))).toEqual([])
    expect(organizationId).toBe(organization.organizationId)
  })
})

describe('[USR-3] of a workspace, through a user who is not there any more', () => {
  const makeInviter = async (where: 'hall' | 'lab') => {
    const places = await makePlaces()
    const hall = await makeWorkspace(places.organization, 'Hall')
    const una = await makeUser(
      places.organization,
      where === 'hall'
        ? { workspaceId: hall.workspaceId, isOrganizationAdmin: true }
        : { workspaceId: places.lab.workspaceId, isWorkspaceAdmin: true },
    )
    const kai = await makeUser(places.organization)
    const accept = async () => {
      const { invitationId } = await makeInvitation(places.mia, kai.email)
      await asDatabaseAdmin(
        (admin) => admin`update invitations set invited_by_account_id = ${una.accountId} where id = ${invitationId}`,
      )
      return places.told(kai, () => acceptInvitation({ invitationId }))
    }
    return { ...places, hall, una, accept }
  }

  test('[USR-3] while their user stands they are told', async () => {
    const { una, accept } = await makeInviter('hall')
    expect(await accept()).toMatchObject([{ to: una.accountId, event: 'invitation.accepted' }])
  })

  test('[USR-3] not with a role of a workspace that was deleted', async () => {
    const { ada, hall, accept } = await makeInviter('hall')
    const gone = { workspaceId: hall.workspaceId, typedName: 'Hall' }
    unwrap(await actingAs(ada.claim, () => deleteWorkspace(gone)))
    expect(await accept()).toEqual([])
  })

  test('[USR-2] not with one whose time is over', async () => {
    const { una, accept } = await makeInviter('lab')
    await asDatabaseAdmin((admin) => admin`update users set state = 'ended' where id = ${una.userId}`)
    expect(await accept()).toEqual([])
  })
})

describe('[USR-3] of a user that is locked or let in', () => {
  test('[USR-3] deactivated: they alone, by whom, and of the role that went with it', async () => {
    const { ada, mia, lin, told } = await makePlaces()
    const [one, ...others] = await told(mia, () => deactivateUser({ userId: lin.userId }))
    expect(others).toEqual([])
    expect(one).toMatchObject({ to: lin.accountId, event: 'user.deactivated', path: '' })
    expect(one?.text).toContain('Mia deactivated your user in Lab')
    expect(one?.text).not.toMatch(/Faraway|no longer (Workspace|Organization) Admin/)
    const [admin] = await told(ada, () => deactivateUser({ userId: mia.userId, isWarned: true }))
    expect(admin?.text).toContain('You are no longer Workspace Admin there.')
    expect(await told(ada, () => reactivateUser({ userId: lin.userId }))).toMatchObject([
      { to: lin.accountId, event: 'user.reactivated', path: '/' },
    ])
  })

  test('[USR-3] locked out entirely, they have it by mail', async () => {
    const { organization, ada, told } = await makePlaces()
    const kai = await makeUser(organization, { name: 'Kai' })
    const [one] = await told(ada, () => deactivateUser({ userId: kai.userId }))
    expect(await waiting([one?.id ?? ''])).toEqual([{ organizationId: kai.organizationId, noticeId: one?.id }])
  })

  test('[USR-3] an end date chosen, another, and none', async () => {
    const { mia, lin, told } = await makePlaces()
    const choose = (lastDay: string) => told(mia, () => chooseEndDate({ userId: lin.userId, lastDay }))
    const day = inDays(30)
    expect(await choose(day)).toMatchObject([{ to: lin.accountId, event: 'user.end-date-chosen' }])
    expect(await choose(day)).toEqual([])
    const [one] = await choose('')
    expect(one?.text).toContain('has no end date any more')
  })

  test('[USR-3] an end date near and past: both sides, administrators of their own workspace alone', async () => {
    const { organization, ada, lab, mia, lin, told } = await makePlaces()
    const gone = await makeUser(organization, { workspaceId: lab.workspaceId, isWorkspaceAdmin: true })
    await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${gone.userId}`)
    await told(ada, () => chooseEndDate({ userId: lin.userId, lastDay: inDays(3) }))
    const both = [lin.accountId, mia.accountId].toSorted()
    const near = await told('Atrium', () => warnOfEnd({ userId: lin.userId }))
    expect(near.map(({ to }) => to).toSorted()).toEqual(both)
    await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${lin.userId}`)
    const past = await told('Atrium', () => endUser({ userId: lin.userId }))
    expect(past.map(({ to }) => to).toSorted()).toEqual(both)
    expect(past.map(({ text }) => text).join()).not.toContain('Faraway')
  })
})

describe('[USR-3] of what an administrator did to how they sign in', () => {
  test('[USR-3] browsers that acted as their user, by name within the workspace; nothing when there was none', async () => {
    const { mia, lin, told } = await makePlaces()
    const end = () => told(mia, () => endSessionsOfUser({ userId: lin.userId }))
    expect(await end()).toEqual([])
    await makeSession(lin)
    const [one] = await end()
    expect(one).toMatchObject({ to: lin.accountId, event: 'user.sessions-ended', path: '/profile' })
    expect(one?.text).toContain('Mia signed out the browsers')
  })

  test('[USR-3] all their browsers; their own ended by themselves are told to nobody', async () => {
    const { ada, lin, told } = await makePlaces()
    for (const user of [lin, ada]) await makeSession(user)
    expect(await told(ada, () => endSessionsOfMember({ accountId: lin.accountId }))).toMatchObject([
      { to: lin.accountId, event: 'member.sessions-ended' },
    ])
    expect(await told(ada, () => endSessionsOfMember({ accountId: ada.accountId }))).toEqual([])
  })

  test('[USR-3] their sign-in workspace, chosen by an Organization Admin and not by themselves', async () => {
    const { ada, lin, linAway, told } = await makePlaces()
    const choose = (by: TestUser, user: TestUser) => told(by, () => chooseSignInUser({ userId: user.userId }))
    expect(await choose(ada, linAway)).toMatchObject([
      { to: lin.accountId, event: 'member.sign-in-workspace-chosen', path: '/profile' },
    ])
    expect(await choose(ada, linAway)).toEqual([])
    expect(await choose(lin, lin)).toEqual([])
  })

  test('[USR-3] a link to set a password: in the product, since the link itself is the mail', async () => {
    const { ada, lin, told } = await makePlaces()
    const all = await told(ada, () => sendPasswordLink({ accountId: lin.accountId }))
    expect(all).toMatchObject([{ to: lin.accountId, event: 'member.password-link-sent' }])
    expect(await waiting(all.map(({ id }) => id))).toEqual([])
  })
})

describe('[USR-3] of a workspace that was deleted', () => {
  test('[USR-3] its users: in the product who has others, by mail who has none; not who was deactivated before', async () => {
    const { organization, organizationId, ada, lab, mia, lin } = await makePlaces()
    const out = await makeUser(organization, { workspaceId: lab.workspaceId })
    unwrap(await actingAs(ada.claim, () => deactivateUser({ userId: out.userId })))
    await makeUser(organization, { workspaceId: lab.workspaceId, email: ada.email })
    const remove = { workspaceId: lab.workspaceId, typedName: 'Lab' }
    const all = await toldBy(organizationId, async () => {
      const { operationId } = unwrap(await actingAs(ada.claim, () => deleteWorkspace(remove)))
      await runOperation({ organizationId, operationId }, firstRun())
    })
    expect(all).toMatchObject([{ to: lin.accountId, event: 'workspace.deleted', path: '' }])
    expect([await farewellsTo(out.email), await farewellsTo(ada.email), await farewellsTo(lin.email)]).toEqual([
      [],
      [],
      [],
    ])
    const [farewell, ...more] = await farewellsTo(mia.email)
    expect(more).toEqual([])
    expect(farewell).toMatchObject({ name: 'Mia', body: expect.stringContaining('the only one you had') })
    await noticeTasks['notice.farewell'](farewell)
    const { readKeptMail } = await import('../mail/kept')
    expect(await readKeptMail(organizationId, 1)).toMatchObject([
      { to: mia.email, subject: 'Lab was deleted', links: [] },
    ])
  })
})
