import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { deactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import { findPlaces } from '../files/queries'
import { give, makePath, seenBy } from '../files/testing/tree'
import { givePermission } from '../folder-permissions/changes'
import { addToGroup, changeGroupsOf } from '../groups/changes'
import { acceptByLink, inviteUsers, issueInvitation } from '../invitations/changes'
import { makeGroup, makePartner, makeUser, makeWorkspace, systemOf, type TestUser, unwrap } from '../test/factories'
import { actorOf } from '../test/look'
import { findUser } from '../users/queries'
import { createPartner, deletePartner, linkUser, unlinkUser } from './changes'
import { findLinkPreview } from './choices'
import { listPartnerUsers } from './queries'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
beforeEach(async () => {
  place = await makePlace()
})

const as = <T>(by: TestUser, run: () => Promise<T>) => actingAs(by.claim, run)
const byManager = <T>(run: () => Promise<T>) => as(place.manager, run)

describe('[PAR-2] a user is linked and unlinked', () => {
  test('linking ends what they had themselves: permissions, groups and the home folder’s; files stay', async () => {
    const { groupId, name } = await makeGroup(place.manager, undefined, [place.user])
    const [shared = ''] = await makePath(place.manager, place.rootId, 'Shared')
    await give(place.manager, shared, place.user, 'read')
    await give(place.manager, shared, groupId, 'read')
    const { homeId } = await findPlaces(await actorOf(place.user), place.workspaceId)
    const [kept = ''] = await makePath(place.user, homeId ?? '', 'Kept')
    const { partnerId } = await makePartner(place.manager, place.company, [place.user], { name: 'Acme', level: 'read' })
    expect(await place.rowsOf('user_id', place.user.userId)).toEqual([])
    expect(await seenBy(place.user, shared)).toBeNull()
    expect(await seenBy(place.user, kept)).toBeNull()
    expect(await seenBy(place.user, place.company)).toEqual(['Plans'])
    expect(await seenBy(place.manager, homeId ?? '')).toEqual(['Kept'])
    expect((await place.lastRecords(1))[0]).toMatchObject({
      event: 'partner.user-linked',
      before: { permissions: 2, groups: [name] },
      after: { partner: 'Acme' },
    })
    expect(await findUser(await actorOf(place.manager), place.code, place.user.userId)).toMatchObject({
      partner: { id: partnerId, name: 'Acme' },
      groups: [],
    })
  })

  test('[FIL-11] unlinking leaves a plain user with their home folder and nothing else', async () => {
    const { homeId } = await findPlaces(await actorOf(place.user), place.workspaceId)
    await makePath(place.user, homeId ?? '', 'Kept')
    const { partnerId } = await makePartner(place.manager, place.company, [place.user])
    expect(await findPlaces(await actorOf(place.user), place.workspaceId)).toEqual({
      rootId: place.company,
      homeId: null,
    })
    const unlink = () => byManager(() => unlinkUser({ partnerId, userId: place.user.userId }))
    unwrap(await unlink())
    expect(await place.rowsOf('user_id', place.user.userId)).toEqual([{ level: 'full', folder_id: homeId }])
    expect(await seenBy(place.user, homeId ?? '')).toEqual(['Kept'])
    expect(await seenBy(place.user, place.company)).toBeNull()
    expect(await unlink()).toMatchObject({ code: 'not-linked' })
  })

  test('[DEL-4] with a role they are not linked, nor from another workspace, and linked they get none', async () => {
    const admin = await makeUser(place.organization, { workspaceId: place.workspaceId, isWorkspaceAdmin: true })
    const { partnerId } = await makePartner(place.manager, place.company, [place.user])
    const { userId } = admin
    expect(await byManager(() => linkUser({ partnerId, userId }))).toMatchObject({ code: 'carries-role' })
    const elsewhere = await makeUser(place.organization)
    const linked = await as(place.organization.admin, () => linkUser({ partnerId, userId: elsewhere.userId }))
    expect(linked).toMatchObject({ code: 'not-found' })
    for (const role of ['workspace-admin', 'organization-admin'] as const) {
      const chosen = { userIds: [place.user.userId] }
      const given = await as(place.organization.admin, () => setRoles({ chosen, role, isGranted: true }))
      expect(given).toMatchObject({ code: 'partner-user' })
    }
  })

  test('[PAR-1] who is responsible for a partner is linked to none', async () => {
    const { workspaceId, company } = place
    const responsible = {
      workspaceId,
      name: 'Acme',
      rootFolderId: company,
      level: '',
      responsibleUserId: place.user.userId,
    } as const
    const { id: partnerId } = unwrap(await byManager(() => createPartner(responsible)))
    const linked = await byManager(() => linkUser({ partnerId, userId: place.user.userId }))
    expect(linked).toMatchObject({ code: 'responsible' })
  })

  test('[GRP-1] [FIL-3] a partner user joins no group and is given nothing themselves', async () => {
    await makePartner(place.manager, place.company, [place.user])
    const { groupId } = await makeGroup(place.manager)
    const { userId } = place.user
    const refused = { code: 'partner-user' }
    expect(await byManager(() => addToGroup({ groupId, userIds: [userId] }))).toMatchObject(refused)
    expect(await byManager(() => changeGroupsOf({ userId, joined: [groupId] }))).toMatchObject(refused)
    const grantee = { kind: 'user', id: userId } as const
    const given = { folderId: place.inside, grantee, level: 'read', isRecursive: true, lastDay: '' } as const
    expect(await byManager(() => givePermission(given))).toMatchObject(refused)
  })
})

test('[PAR-2] what linking would end is listed first: groups, and permissions on folders; the home folder apart', async () => {
  const { groupId, name } = await makeGroup(place.manager, undefined, [place.user])
  await give(place.manager, place.inside, place.user, 'read')
  await give(place.manager, place.beside, groupId, 'read')
  const { partnerId } = await makePartner(place.manager, place.company)
  const look = async () => findLinkPreview(await actorOf(place.manager), partnerId, place.user.userId)
  expect(await look()).toEqual({
    mayLink: { ok: true },
    groups: [name],
    groupCount: 1,
    folders: [{ path: 'Companies/Acme/Plans', level: 'Read' }],
    folderCount: 1,
    hasHome: true,
  })
  unwrap(await byManager(() => linkUser({ partnerId, userId: place.user.userId })))
  expect(await look()).toMatchObject({ mayLink: { code: 'linked' }, groupCount: 0, folderCount: 0, hasHome: false })
})

describe('[PAR-2] people are invited straight into a partner', () => {
  const email = 'iris@acme.example'
  const invite = (partnerId: string, more = {}) =>
    byManager(() =>
      inviteUsers({ workspaceId: place.workspaceId, lines: [{ line: 1, email, name: 'Iris' }], partnerId, ...more }),
    )
  const tokenOf = async () => {
    const [row] = await place.read<{ id: string }>(
      sql`select id from invitations where email = ${email} and accepted_at is null`,
    )
    const issued = await actingAs(systemOf(place), () => issueInvitation({ invitationId: row?.id ?? '' }))
    return issued.ok ? issued.value.token : issued.code
  }

  test('[FIL-11] who accepts is a user of it from the first moment, without a home folder', async () => {
    const { partnerId } = await makePartner(place.manager, place.company, [], { level: 'read' })
    unwrap(await invite(partnerId))
    const accepted = { token: await tokenOf(), name: 'Iris', password: 'a phrase that nobody guesses' }
    unwrap(await actingAs({ kind: 'anonymous', organizationId: place.organizationId }, () => acceptByLink(accepted)))
    const users = await listPartnerUsers(await actorOf(place.manager), partnerId, {})
    expect(users?.rows).toMatchObject([{ email, state: 'active' }])
    const userId = users?.rows[0]?.id ?? ''
    expect(await place.read(sql`select from nodes where home_user_id = ${userId}`)).toHaveLength(0)
    expect(await place.rowsOf('user_id', userId)).toEqual([])
  })

  test('[DEL-4] [GRP-1] with neither a role nor a group', async () => {
    const { partnerId } = await makePartner(place.manager, place.company)
    const { groupId } = await makeGroup(place.manager)
    expect(await invite(partnerId, { groupIds: [groupId] })).toMatchObject({ code: 'partner-user' })
    const asAdmin = { workspaceId: place.workspaceId, partnerId, isWorkspaceAdmin: true }
    const lines = [{ line: 1, email, name: '' }]
    const invited = await as(place.organization.admin, () => inviteUsers({ ...asAdmin, lines }))
    expect(invited).toMatchObject({ code: 'partner-user' })
  })

  test('[INV-2] nobody comes into it, or past it, by an invitation or a user that was meant otherwise', async () => {
    const { workspaceId, manager, user } = place
    const { partnerId } = await makePartner(manager, place.company, [], { name: 'Acme' })
    const inviteTo = async (into: string | undefined, address: string) => {
      const lines = [{ line: 1, email: address, name: '' }]
      const partner = into === undefined ? {} : { partnerId: into }
      const { results } = unwrap(await byManager(() => inviteUsers({ workspaceId, lines, ...partner })))
      const [result] = results
      return result?.isInvited ? 'invited' : [result?.code, result?.offer?.kind ?? null]
    }
    const plain = 'plain@acme.example'
    expect(await inviteTo(undefined, plain)).toBe('invited')
    expect(await inviteTo(partnerId, plain)).toEqual(['pending-otherwise', null])
    expect(await inviteTo(undefined, plain)).toEqual(['pending', 'resend'])
    expect(await inviteTo(partnerId, email)).toBe('invited')
    expect(await inviteTo(undefined, email)).toEqual(['pending-otherwise', null])
    expect(await inviteTo(partnerId, email)).toEqual(['pending', 'resend'])

    unwrap(await byManager(() => deactivateUser({ userId: user.userId })))
    expect(await inviteTo(partnerId, user.email)).toEqual(['deactivated-otherwise', null])
    expect(await inviteTo(undefined, user.email)).toEqual(['deactivated', 'reactivate'])
    const pia = await makeUser(place.organization, { workspaceId })
    unwrap(await byManager(() => linkUser({ partnerId, userId: pia.userId })))
    unwrap(await byManager(() => deactivateUser({ userId: pia.userId })))
    expect(await inviteTo(partnerId, pia.email)).toEqual(['deactivated', 'reactivate'])
    expect(await inviteTo(undefined, pia.email)).toEqual(['deactivated-otherwise', null])
  })

  test('not into one of another workspace, even by who administers both', async () => {
    const { partnerId } = await makePartner(place.manager, place.company)
    const { workspaceId } = await makeWorkspace(place.organization, 'Hall')
    const lines = [{ line: 1, email, name: 'Iris' }]
    const invited = as(place.organization.admin, () => inviteUsers({ workspaceId, partnerId, lines }))
    expect(await invited).toMatchObject({ code: 'not-found' })
  })

  test('[PAR-4] when it is deleted the invitation is revoked, and its link is dead', async () => {
    const { partnerId } = await makePartner(place.manager, place.company)
    unwrap(await invite(partnerId))
    const token = await tokenOf()
    unwrap(await byManager(() => deletePartner({ partnerId })))
    const accepted = { token, name: 'Iris', password: 'a phrase that nobody guesses' }
    const anonymous = { kind: 'anonymous', organizationId: place.organizationId } as const
    expect(await actingAs(anonymous, () => acceptByLink(accepted))).toMatchObject({ code: 'link-gone' })
  })
})
