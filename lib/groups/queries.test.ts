import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { canonicalName } from '../canonical'
import { deactivateUser } from '../deactivation/changes'
import { makeGroup, makeOrganization, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { findUser } from '../users/queries'
import { deleteWorkspace } from '../workspaces/changes'
import { listGroupChoices } from './choices'
import { ListGroups, ListMembers } from './input'
import { listCandidates, listMembers } from './members'
import { findGroup, listGroupNames, listGroups, listGroupsOf } from './queries'
import { fill, putIn } from './testing/many'

vi.setConfig({ testTimeout: 60_000 })

type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null; readonly previous: string | null }

/** All pages, forwards and then back again, which must say the same. */
async function walk<Row>(read: (place: { after?: string; before?: string }) => Promise<Page<Row>>) {
  const pages = [await read({})]
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await read({ after: next }))
  const back = [pages.at(-1)]
  for (let previous = back[0]?.previous; previous; previous = back[0]?.previous)
    back.unshift(await read({ before: previous }))
  const rows = pages.flatMap((page) => page.rows)
  expect(back.flatMap((page) => page?.rows ?? [])).toEqual(rows)
  return rows
}

async function makePlace() {
  const organization = await makeOrganization()
  const { workspaceId, code } = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true, name: 'Mia Roe' })
  return { organization, workspaceId, code, manager, actor: await actorOf(manager) }
}

describe('the groups of a workspace', () => {
  test('[GRP-1] each once, by name or by number of members, either way, and found whatever the case', async () => {
    const { manager, actor, workspaceId } = await makePlace()
    const names = ['Ärzte', 'arzt', 'ÅNGSTRÖM', 'Ｂob', 'Zoë', '100% _Sure\\', 'ß', 'Crew 1', 'Crew 2', 'Crew 3']
    for (const [index, name] of names.entries()) await makeGroup(manager, name, index % 3 === 0 ? [manager] : [])
    const list = (asked: Parameters<typeof ListGroups.parse>[0] & object) =>
      walk((place) => listGroups(actor, workspaceId, ListGroups.parse({ ...asked, ...place }), 3))
    const byName = (await list({})).map((row) => row.name)
    const keys = byName.map(canonicalName)
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(byName.toSorted()).toEqual(names.toSorted())
    expect((await list({ sort: '-name' })).map((row) => row.name)).toEqual(byName.toReversed())
    const counts = (await list({ sort: '-members' })).map((row) => row.members)
    expect(counts).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0, 0])
    expect((await list({ sort: 'members' })).map((row) => row.members)).toEqual(counts.toReversed())
    for (const q of ['crew', 'ＢＯＢ', 'zoë', 'ärz', '100%', '_sure\\', '%', '_', 'SS', "'", 'w 2', 'nobody'])
      expect([q, (await list({ q })).map((row) => row.name)]).toEqual([
        q,
        byName.filter((name) => canonicalName(name).includes(canonicalName(q))),
      ])
  })

  test('a search reaches beyond the first thousand it walks, in every order, page by page', async () => {
    const { manager, actor, workspaceId } = await makePlace()
    await fill(manager, 4_000)
    const found = async (sort: 'name' | '-name' | 'members' | '-members') => {
      const rows = await walk((place) =>
        listGroups(actor, workspaceId, ListGroups.parse({ q: 'needle', sort, ...place }), 3),
      )
      return rows.map((row) => row.name)
    }
    const needles = Array.from({ length: 8 }, (_, index) => `Needle ${String((index + 1) * 500).padStart(5, '0')}`)
    expect(await found('name')).toEqual(needles)
    expect(await found('-name')).toEqual(needles.toReversed())
    expect((await found('members')).toSorted()).toEqual(needles)
    expect((await found('-members')).toSorted()).toEqual(needles)
    const first = await listGroups(actor, workspaceId, ListGroups.parse({ sort: '-name' }))
    expect([first.rows.length, first.rows[0]?.name]).toEqual([50, 'Needle 04000'])
    // A place of another sort is none.
    const strange = ListGroups.parse({ sort: 'members', after: first.next ?? '' })
    expect((await listGroups(actor, workspaceId, strange)).rows.length).toBe(50)
  })

  test('[POR-4] [WSP-5] they exist for the administrators of a workspace that stands, and for who is in them', async () => {
    const { organization, manager, actor, workspaceId, code } = await makePlace()
    const member = await makeUser(organization, { workspaceId })
    const beside = await makeUser(organization, { workspaceId })
    const { groupId } = await makeGroup(manager, 'Crew', [member])
    await makeGroup(manager, 'Pilots', [beside])
    const other = await makeWorkspace(organization)
    const stranger = await actorOf(
      await makeUser(organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true }),
    )
    const none = { rows: [], next: null, previous: null }
    const joined = await actorOf(member)
    for (const nobody of [stranger, await actorOf(beside), joined]) {
      expect(await listGroups(nobody, workspaceId, ListGroups.parse({}))).toEqual(none)
      expect(await listMembers(nobody, groupId, ListMembers.parse({}))).toEqual({ ...none, total: null })
      expect(await listCandidates(nobody, groupId, '')).toBeNull()
      expect(await listGroupChoices(nobody, member.userId, '')).toBeNull()
    }
    for (const nobody of [stranger, await actorOf(beside)]) {
      expect(await findGroup(nobody, code, groupId)).toBeNull()
      expect(await listGroupsOf(nobody, member.userId)).toEqual({ groups: [], groupCount: 0 })
    }
    expect(await listGroupNames(stranger, workspaceId)).toEqual([])
    const crew = { id: groupId, name: 'Crew' }
    expect(await listGroupNames(joined, workspaceId)).toEqual([crew])
    expect(await findGroup(joined, code, groupId)).toMatchObject({ mayRename: { code: 'not-administrator' } })
    for (const somebody of [joined, actor])
      expect(await listGroupsOf(somebody, member.userId)).toEqual({ groups: [crew], groupCount: 1 })
    const admin = await actorOf(organization.admin)
    for (const somebody of [actor, admin])
      expect(await findGroup(somebody, code, groupId)).toMatchObject({ name: 'Crew', members: 1, gives: [] })
    expect(await findGroup(admin, other.code, groupId)).toBeNull()
    expect(await findGroup(admin, code, 'no id')).toBeNull()
    const [deleted] = await asDatabaseAdmin((sql) => sql`select name from workspaces where id = ${workspaceId}`)
    const remove = { workspaceId, typedName: String(deleted?.name) }
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace(remove)))
    expect(await listGroups(admin, workspaceId, ListGroups.parse({}))).toEqual(none)
    expect(await findGroup(admin, code, groupId)).toBeNull()
    expect(await listGroupNames(admin, workspaceId)).toEqual([])
  })
})

describe('the members of a group', () => {
  // Of a small group everybody is looked at, of a large one those on the way through the list.
  test.each([
    ['small', 10],
    ['large', 1],
  ])('of a %s one each is found once, in order, page by page', async (_, step) => {
    const { manager, actor } = await makePlace()
    await fill(manager, 2_500)
    const { groupId } = await makeGroup(manager)
    await putIn(manager, groupId, step)
    const list = (asked: object, size: number) =>
      walk((place) => listMembers(actor, groupId, ListMembers.parse({ ...asked, ...place }), size))
    const numbers = Array.from({ length: 2_500 / step }, (_, index) => String((index + 1) * step).padStart(5, '0'))
    const seen = (rows: readonly { email: string }[]) => rows.map((row) => row.email.slice(1, 6))
    expect(seen(await list({}, 400))).toEqual(numbers)
    expect(seen(await list({ sort: '-name' }, 400))).toEqual(numbers.toReversed())
    expect(seen(await list({ q: 'needle' }, 2))).toEqual(['00500', '01000', '01500', '02000', '02500'])
    expect(await list({ q: 'p00001@' }, 2)).toHaveLength(step === 1 ? 1 : 0)
    const first = await listMembers(actor, groupId, ListMembers.parse({}))
    expect(first).toMatchObject({ total: numbers.length, rows: { length: 50 } })
  })

  test('[GRP-1] candidates are the active users of its workspace, each with whether they could join', async () => {
    const { organization, manager, actor, workspaceId } = await makePlace()
    const [inIt, gone, ended, free] = [
      await makeUser(organization, { workspaceId, name: 'A In' }),
      await makeUser(organization, { workspaceId, name: 'B Gone' }),
      await makeUser(organization, { workspaceId, name: 'C Ended' }),
      await makeUser(organization, { workspaceId, name: 'D Free' }),
    ]
    await makeUser(organization, { name: 'Elsewhere' })
    const { groupId } = await makeGroup(manager, 'Crew', [inIt, ended])
    unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: gone.userId })))
    await asDatabaseAdmin((sql) => sql`update users set ends_at = now() where id = ${ended.userId}`)
    const shown = async (q: string, reader = actor) =>
      (await listCandidates(reader, groupId, q))?.rows.map(({ name, mayAdd }) => [name, mayAdd.ok ? 'ok' : mayAdd.code])
    const others = [
      ['D Free', 'ok'],
      ['Mia Roe', 'ok'],
    ]
    expect(await shown('')).toEqual(others)
    expect(await shown('', await actorOf(organization.admin))).toEqual(others)
    expect(await shown('a in')).toEqual([['A In', 'member']])
    expect(await shown('ended')).toEqual([['C Ended', 'ended']])
    expect(await shown('FREE')).toEqual([['D Free', 'ok']])
    expect(await shown(free.email)).toEqual([['D Free', 'ok']])
    const rows = (await listMembers(actor, groupId, ListMembers.parse({}))).rows
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['A In', 'active'],
      ['C Ended', 'ended'],
    ])
  })

  test('of many candidates the first fifty, and that there are more', async () => {
    const { manager, actor } = await makePlace()
    await fill(manager, 60)
    const { groupId } = await makeGroup(manager)
    expect(await listCandidates(actor, groupId, '')).toMatchObject({ hasMore: true, rows: { length: 50 } })
    expect(await listCandidates(actor, groupId, 'p0001')).toMatchObject({ hasMore: false, rows: { length: 10 } })
  })
})

describe('[USR-1] groups to choose from for a user', () => {
  test('[USR-1] theirs first, then the others, each with whether it can be changed; a search finds both', async () => {
    const { organization, manager, actor, workspaceId, code } = await makePlace()
    const user = await makeUser(organization, { workspaceId })
    await makeGroup(manager, 'Wings', [user])
    await makeGroup(manager, 'Air Crew')
    await makeGroup(manager, 'Ground Crew', [user])
    const shown = async (q: string) =>
      (await listGroupChoices(actor, user.userId, q))?.rows.map(({ name, isMember, mayChange }) => [
        name,
        isMember,
        mayChange.ok ? 'ok' : mayChange.code,
      ])
    expect(await shown('')).toEqual([
      ['Ground Crew', true, 'ok'],
      ['Wings', true, 'ok'],
      ['Air Crew', false, 'ok'],
    ])
    expect(await shown('CREW')).toEqual([
      ['Air Crew', false, 'ok'],
      ['Ground Crew', true, 'ok'],
    ])
    await asDatabaseAdmin((sql) => sql`update users set ends_at = now() where id = ${user.userId}`)
    expect(await shown('crew')).toEqual([
      ['Air Crew', false, 'ended'],
      ['Ground Crew', true, 'ok'],
    ])
    expect(await findUser(actor, code, user.userId)).toMatchObject({
      groupCount: 2,
      groups: [{ name: 'Ground Crew' }, { name: 'Wings' }],
    })
  })

  test('[USR-1] of somebody in many groups the first two hundred, and how many there are', async () => {
    const { organization, manager, actor, workspaceId, code } = await makePlace()
    await fill(manager, 230)
    const user = await makeUser(organization, { workspaceId })
    await asDatabaseAdmin(
      (sql) => sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
        select organization_id, id, ${user.userId}, workspace_id from groups where workspace_id = ${workspaceId}`,
    )
    expect(await findUser(actor, code, user.userId)).toMatchObject({ groupCount: 230, groups: { length: 200 } })
    const choices = await listGroupChoices(actor, user.userId, '')
    expect(choices).toMatchObject({ hasMore: true, rows: { length: 200 } })
    expect(new Set(choices?.rows.map((row) => row.id)).size).toBe(200)
  })
})
