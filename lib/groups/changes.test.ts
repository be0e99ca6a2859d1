import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser, reactivateUser } from '../deactivation/changes'
import {
  makeGroup,
  makeInvitation,
  makeOrganization,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  type TestUser,
  unwrap,
} from '../test/factories'
import { asDatabaseAdmin, auditOf } from '../test/look'
import { addToGroup, changeGroupsOf, createGroup, deleteGroup, removeFromGroup, renameGroup } from './changes'
import { fill, putIn } from './testing/many'

vi.setConfig({ testTimeout: 60_000 })

/** A workspace with its admin, and a plain user of it. */
async function makePlace(organization: TestOrganization, name?: string) {
  const { workspaceId, code } = await makeWorkspace(organization, name)
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const user = await makeUser(organization, { workspaceId, name: 'Lin Ode' })
  return { workspaceId, code, manager, user }
}

const idsOf = (users: readonly TestUser[]) => users.map((user) => user.userId)
const create = (by: TestUser, name: string, workspaceId = by.workspaceId) =>
  actingAs(by.claim, () => createGroup({ workspaceId, name }))
const add = (by: TestUser, groupId: string, users: readonly TestUser[]) =>
  actingAs(by.claim, () => addToGroup({ groupId, userIds: idsOf(users) }))
const remove = (by: TestUser, groupId: string, users: readonly TestUser[]) =>
  actingAs(by.claim, () => removeFromGroup({ groupId, chosen: { userIds: idsOf(users) } }))
const removeAll = (by: TestUser, groupId: string, q = '') =>
  actingAs(by.claim, () => removeFromGroup({ groupId, chosen: { filter: { q } } }))

/** Who is in a group, and how many its total says they are. */
const membersOf = (groupId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ user_id: string }[]>`select user_id from group_members where group_id = ${groupId}`
    const [counted] = await admin`select members from group_counts where group_id = ${groupId}`
    expect(counted?.members ?? 0).toBe(rows.length)
    return rows.map((row) => row.user_id).toSorted()
  })

const end = (user: TestUser) =>
  asDatabaseAdmin((admin) => admin`update users set ends_at = now() - interval '1 minute' where id = ${user.userId}`)

describe('[GRP-1] names of groups', () => {
  test('[GRP-1] are unique in the workspace whatever their case, form and spaces, and free in another', async () => {
    const organization = await makeOrganization()
    const [here, there] = [await makePlace(organization), await makePlace(organization)]
    expect(await create(here.manager, '  Crash  Safety ')).toMatchObject({ ok: true, value: { name: 'Crash  Safety' } })
    for (const name of ['crash safety', 'CRASH\u00a0SAFETY', 'Ｃrash Safety'])
      expect(await create(here.manager, name)).toMatchObject({
        code: 'name-taken',
        fields: { name: expect.stringContaining('“Crash  Safety” has this name already.') },
      })
    expect(await create(there.manager, 'Crash Safety')).toMatchObject({ ok: true })
    expect(await create(here.manager, ' ')).toMatchObject({ code: 'invalid', fields: { name: 'Enter a name.' } })
    expect(await create(here.manager, 'x'.repeat(81))).toMatchObject({ code: 'invalid' })
  })

  test('[GRP-1] [SEC-9] a rename keeps to that, and does not save over somebody else’s', async () => {
    const organization = await makeOrganization()
    const { manager } = await makePlace(organization)
    const { groupId } = await makeGroup(manager, 'Crew')
    await makeGroup(manager, 'Pilots')
    const rename = (name: string, revision: number) =>
      actingAs(manager.claim, () => renameGroup({ groupId, name, revision }))
    expect(await rename('PILOTS', 1)).toMatchObject({
      code: 'name-taken',
      reason: expect.stringContaining('“Pilots” has this name already.'),
    })
    expect(await rename('CREW', 1)).toEqual({ ok: true, value: { revision: 2 } })
    expect(await rename('Ground Crew', 1)).toMatchObject({
      code: 'changed-meanwhile',
      theirs: { revision: 2, values: { name: 'CREW' } },
    })
    expect(await rename('Ground Crew', 2)).toMatchObject({ ok: true })
  })

  test('[GRP-1] a deleted group made again has none of the old members', async () => {
    const organization = await makeOrganization()
    const { manager, user } = await makePlace(organization)
    const { groupId, name } = await makeGroup(manager, 'Crew', [manager, user])
    const invitation = await makeInvitation(manager, 'new@example.org', [groupId])
    unwrap(await actingAs(manager.claim, () => deleteGroup({ groupId })))
    const again = await makeGroup(manager, name)
    expect(again.groupId).not.toBe(groupId)
    expect(await membersOf(again.groupId)).toEqual([])
    const [held] = await asDatabaseAdmin(
      (admin) => admin`select count(*)::int from invitation_groups where invitation_id = ${invitation.invitationId}`,
    )
    expect(held?.count).toBe(0)
    expect(await add(manager, groupId, [user])).toMatchObject({ code: 'not-found' })
  })
})

describe('[GRP-1] who is in a group', () => {
  test('[GRP-1] active users of its workspace alone; each other one is told why, and the rest join', async () => {
    const organization = await makeOrganization()
    const { manager, user, workspaceId } = await makePlace(organization)
    const [gone, ended, inAlready] = [
      await makeUser(organization, { workspaceId }),
      await makeUser(organization, { workspaceId }),
      await makeUser(organization, { workspaceId }),
    ]
    const elsewhere = await makeUser(organization)
    const { groupId } = await makeGroup(manager, 'Crew', [inAlready])
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: gone.userId })))
    await end(ended)
    const asked = [user, gone, ended, inAlready, elsewhere, user]
    const answered = unwrap(await add(organization.admin, groupId, asked))
    expect(answered).toMatchObject({ changed: 1, refused: 4 })
    expect(answered.lines.map((line) => [line.userId, line.reason])).toEqual([
      [gone.userId, 'They are deactivated. Reactivate them first.'],
      [ended.userId, 'Their end date has passed. Give them a later one, or none, first.'],
      [inAlready.userId, 'They are in this group already.'],
      [elsewhere.userId, 'They are a user of another workspace. Invite them to this one first.'],
    ])
    expect(await membersOf(groupId)).toEqual(idsOf([user, inAlready]).toSorted())
    // Of nobody and of a user elsewhere a Workspace Admin hears the same.
    const stranger = { ...elsewhere, userId: crypto.randomUUID() }
    const lines = unwrap(await add(manager, (await makeGroup(manager)).groupId, [user, elsewhere, stranger])).lines
    expect(lines.map(({ name, email, reason }) => [name, email, reason])).toEqual([
      ['', '', 'There is no such thing here, or it is gone.'],
      ['', '', 'There is no such thing here, or it is gone.'],
    ])
    for (const nobody of [gone, ended, elsewhere])
      expect(await add(manager, groupId, [nobody])).toMatchObject({ ok: false })
  })

  test('[GRP-1] a thousand join at once, a thousand and one are refused', async () => {
    const organization = await makeOrganization()
    const { manager, workspaceId } = await makePlace(organization)
    const { organizationId } = organization
    const rows = await asDatabaseAdmin(async (admin) => {
      await admin`insert into accounts (organization_id, id, email, name)
        select ${organizationId}, gen_random_uuid(), 'm' || n || '@many.example', 'M' from generate_series(1, 1001) n`
      return admin<
        { id: string }[]
      >`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
        select organization_id, gen_random_uuid(), id, ${workspaceId}, email, 'M', 'm' from accounts
        where organization_id = ${organizationId} and name = 'M' returning id`
    })
    const ids = rows.map((row) => row.id)
    const { groupId } = await makeGroup(manager)
    const join = (userIds: string[]) => actingAs(manager.claim, () => addToGroup({ groupId, userIds }))
    expect(await join(ids)).toMatchObject({ code: 'invalid', fields: { userIds: 'At most 1,000 at once.' } })
    expect(await join(ids.slice(1))).toMatchObject({ ok: true, value: { changed: 1_000, refused: 0 } })
    expect((await membersOf(groupId)).length).toBe(1_000)
    expect(await removeAll(manager, groupId, 'm99@')).toMatchObject({ ok: true, value: { changed: 1 } })
    expect(await removeAll(manager, groupId)).toMatchObject({ ok: true, value: { changed: 999, refused: 0 } })
    expect(await membersOf(groupId)).toEqual([])
    expect(await removeAll(manager, groupId)).toMatchObject({ code: 'not-found' })
  })

  test('more than five thousand are not taken out at once, and nobody is', async () => {
    const organization = await makeOrganization()
    const { manager } = await makePlace(organization)
    const { groupId } = await makeGroup(manager, 'Everybody')
    await fill(manager, 5_001)
    await putIn(manager, groupId, 1)
    expect(await removeAll(manager, groupId)).toMatchObject({ code: 'too-many' })
    expect((await membersOf(groupId)).length).toBe(5_001)
    expect(await removeAll(manager, groupId, 'needle')).toMatchObject({ ok: true, value: { changed: 10 } })
  })

  test('whoever is not in it any more is said to be so, and the rest leave; an ended one can be taken out', async () => {
    const organization = await makeOrganization()
    const { manager, user, workspaceId } = await makePlace(organization)
    const ended = await makeUser(organization, { workspaceId })
    const { groupId } = await makeGroup(manager, 'Crew', [user, ended])
    await end(ended)
    expect(unwrap(await remove(manager, groupId, [ended, manager]))).toMatchObject({
      changed: 1,
      lines: [{ userId: manager.userId, reason: 'They are not in this group any more.' }],
    })
    expect(await remove(manager, groupId, [ended])).toMatchObject({ code: 'no-member' })
    expect(await membersOf(groupId)).toEqual([user.userId])
  })

  test('[DEA-9] who comes back is in none of their groups', async () => {
    const organization = await makeOrganization()
    const { manager, user } = await makePlace(organization)
    const { groupId } = await makeGroup(manager, 'Crew', [user])
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    unwrap(await actingAs(manager.claim, () => reactivateUser({ userId: user.userId })))
    expect(await membersOf(groupId)).toEqual([])
  })
})

describe('[USR-1] the groups of a user', () => {
  test('[USR-1] they join and leave at once, and what others changed meanwhile stays', async () => {
    const organization = await makeOrganization()
    const { manager, user } = await makePlace(organization)
    const [crew, pilots, wings] = [
      await makeGroup(manager, 'Crew', [user]),
      await makeGroup(manager, 'Pilots'),
      await makeGroup(manager, 'Wings', [user]),
    ]
    const change = (joined: string[], left: string[]) =>
      actingAs(manager.claim, () => changeGroupsOf({ userId: user.userId, joined, left }))
    expect(await change([pilots.groupId, wings.groupId], [crew.groupId])).toEqual({
      ok: true,
      value: { joined: 1, left: 1 },
    })
    expect(await membersOf(crew.groupId)).toEqual([])
    expect(await membersOf(pilots.groupId)).toEqual([user.userId])
    expect(await membersOf(wings.groupId)).toEqual([user.userId])
    expect(await change([pilots.groupId], [crew.groupId])).toMatchObject({ code: 'as-it-stands' })
    expect(await change([], [])).toMatchObject({ code: 'invalid' })
    expect(await change([crew.groupId], [crew.groupId])).toMatchObject({ code: 'invalid' })
  })

  test('[USR-1] all of it or nothing: with a group that is gone, or for who may not join, nothing is written', async () => {
    const organization = await makeOrganization()
    const { manager, user } = await makePlace(organization)
    const other = await makePlace(organization)
    const crew = await makeGroup(manager, 'Crew', [user])
    const pilots = await makeGroup(manager, 'Pilots')
    const elsewhere = await makeGroup(other.manager, 'Elsewhere')
    const change = (joined: string[], left: string[], by = manager) =>
      actingAs(by.claim, () => changeGroupsOf({ userId: user.userId, joined, left }))
    expect(await change([elsewhere.groupId], [crew.groupId], organization.admin)).toMatchObject({ code: 'not-found' })
    await end(user)
    expect(await change([pilots.groupId], [crew.groupId])).toMatchObject({ code: 'ended' })
    expect(await membersOf(crew.groupId)).toEqual([user.userId])
    expect(await change([], [crew.groupId])).toMatchObject({ ok: true })
    await asDatabaseAdmin((admin) => admin`update users set ends_at = null where id = ${user.userId}`)
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: user.userId })))
    expect(await change([pilots.groupId], [])).toMatchObject({ code: 'not-active' })
    expect(await change([], [crew.groupId])).toMatchObject({ code: 'not-active' })
  })
})

describe('[SEC-4] who may', () => {
  test('a Workspace Admin of another workspace finds nothing; who is in a group, theirs, and changes nothing of it', async () => {
    const organization = await makeOrganization()
    const { manager, user, workspaceId } = await makePlace(organization)
    const other = await makePlace(organization)
    const beside = await makeUser(organization, { workspaceId })
    const { groupId } = await makeGroup(manager, 'Crew', [user])
    const attempts = async (stranger: TestUser) => [
      await add(stranger, groupId, [stranger]),
      await remove(stranger, groupId, [user]),
      await removeAll(stranger, groupId),
      await actingAs(stranger.claim, () => deleteGroup({ groupId })),
      await actingAs(stranger.claim, () => renameGroup({ groupId, name: 'Theirs', revision: 1 })),
      await actingAs(stranger.claim, () => changeGroupsOf({ userId: user.userId, joined: [], left: [groupId] })),
    ]
    const codesOf = async (stranger: TestUser) =>
      (await attempts(stranger)).map((answer) => (answer.ok ? 'ok' : answer.code))
    for (const stranger of [other.manager, beside])
      expect(await codesOf(stranger)).toEqual(Array.from({ length: 6 }, () => 'not-found'))
    // Other users do not exist for them, and so cannot be put in or taken out.
    const [notFound, notAdministrator] = ['not-found', 'not-administrator']
    expect(await codesOf(user)).toEqual([notFound, notFound, notFound, notAdministrator, notAdministrator, notFound])
    expect(await create(other.manager, 'Theirs', workspaceId)).toMatchObject({ code: 'not-found' })
    expect(await create(user, 'Theirs')).toMatchObject({ code: 'not-administrator' })
    expect(await membersOf(groupId)).toEqual([user.userId])
    expect(await create(organization.admin, 'Ours', workspaceId)).toMatchObject({ ok: true })
  })

  test('[SEC-2] each change is on record with the workspace, before and after, and each person by who they are', async () => {
    const organization = await makeOrganization()
    const { manager, user, code } = await makePlace(organization)
    const { groupId } = await makeGroup(manager, 'Crew', [user])
    unwrap(await actingAs(manager.claim, () => renameGroup({ groupId, name: 'Pilots', revision: 1 })))
    unwrap(await remove(manager, groupId, [user]))
    unwrap(await add(manager, groupId, [user]))
    unwrap(await actingAs(manager.claim, () => deleteGroup({ groupId })))
    const records = (await auditOf(organization.organizationId)).slice(-6)
    expect(records.map(({ event, body }) => ({ event, ...JSON.parse(body) }))).toMatchObject([
      { event: 'group.created', workspace: { code }, target: { id: groupId, label: 'Crew' }, after: { name: 'Crew' } },
      { event: 'group.member-added', workspace: { code }, target: { label: user.email }, after: { group: 'Crew' } },
      { event: 'group.renamed', before: { name: 'Crew' }, after: { name: 'Pilots' } },
      { event: 'group.member-removed', target: { id: user.userId }, before: { group: 'Pilots' }, after: null },
      { event: 'group.member-added', before: null, after: { group: 'Pilots' } },
      { event: 'group.deleted', target: { label: 'Pilots' }, before: { name: 'Pilots', members: 1, access: '' } },
    ])
  })
})
