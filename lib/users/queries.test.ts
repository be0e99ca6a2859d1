import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { canonicalName } from '../canonical'
import { deactivateUser } from '../deactivation/changes'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { addUsers, editUser, recordUserExport } from './changes'
import { exportUsers } from './export'
import { ExportUsers, ListUsers, type ListUsersInput } from './input'
import { findUser, listUsers, listUsersOf, listUsersOfWorkspace } from './queries'

vi.setConfig({ testTimeout: 60_000 })

type Actor = Parameters<typeof listUsers>[0]
type Asked = Parameters<typeof ListUsers.parse>[0] & object

/** All pages, forwards and then back again, which must say the same. */
async function walk(actor: Actor, asked: Asked, size = 7) {
  const first: ListUsersInput = ListUsers.parse(asked)
  const pages = [await listUsers(actor, first, size)]
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
    pages.push(await listUsers(actor, { ...first, after: next }, size))
  const back = [pages.at(-1)]
  for (let previous = back[0]?.previous; previous; previous = back[0]?.previous)
    back.unshift(await listUsers(actor, { ...first, before: previous }, size))
  const rows = pages.flatMap((page) => page.rows)
  expect(back.flatMap((page) => page?.rows ?? [])).toEqual(rows)
  return rows
}

const emailsOf = async (actor: Actor, asked: Asked) => (await walk(actor, asked)).map((row) => row.email)

/** Forty people with names that are the same but for case and form, in two workspaces. */
async function makeCrowd() {
  const organization = await makeOrganization({ email: 'zz@example.org', name: 'Zz Admin' })
  const { workspaceId, code } = await makeWorkspace(organization, 'Lab')
  const names = ['Ärzte', 'arzt', 'Arzt', 'ÅNGSTRÖM', 'Ｂob', 'bob', 'Zoë', '=cmd|x', '100% _Sure\\', 'ß']
  const users = Array.from({ length: 40 }, (_, index) => ({
    email: `${(index * 7) % 40}-${index}@crowd.example`,
    name: names[index % names.length] ?? '',
    workspaceId: index % 3 === 0 ? organization.defaultWorkspaceId : workspaceId,
    isWorkspaceAdmin: index % 8 === 0,
  }))
  unwrap(await actingAs(organization.admin.claim, () => addUsers({ users })))
  const actor = await actorOf(organization.admin)
  return { organization, actor, users, workspaceId, code }
}

const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

describe('[DEL-1] the list of users', () => {
  test('[DEL-1] has every user of every workspace once, by name or by e-mail, either way', async () => {
    const { actor, users } = await makeCrowd()
    const emails = [...users.map((user) => user.email), 'zz@example.org']
    expect(await emailsOf(actor, { sort: 'email' })).toEqual(emails.toSorted(byCode))
    expect(await emailsOf(actor, { sort: '-email' })).toEqual(emails.toSorted(byCode).toReversed())
    const byName = await walk(actor, { sort: 'name' })
    const keys = byName.map((row) => canonicalName(row.name))
    expect(keys).toEqual(keys.toSorted(byCode))
    expect((await walk(actor, { sort: '-name' })).map((row) => row.id)).toEqual(
      byName.map((row) => row.id).toReversed(),
    )
    expect(new Set(byName.map((row) => row.email))).toEqual(new Set(emails))
  })

  test('each filter narrows it, alone and with others', async () => {
    const { actor, users, code, organization } = await makeCrowd()
    const inLab = users.filter((user) => user.workspaceId !== organization.defaultWorkspaceId)
    const sorted = (list: readonly { email: string }[]) => list.map((user) => user.email).toSorted(byCode)
    expect(await emailsOf(actor, { sort: 'email', workspace: code })).toEqual(sorted(inLab))
    expect(await emailsOf(actor, { sort: 'email', role: 'workspace-admin' })).toEqual(
      sorted(users.filter((user) => user.isWorkspaceAdmin)),
    )
    expect(await emailsOf(actor, { sort: 'email', role: 'workspace-admin', workspace: code })).toEqual(
      sorted(inLab.filter((user) => user.isWorkspaceAdmin)),
    )
    expect(await emailsOf(actor, { role: 'organization-admin' })).toEqual(['zz@example.org'])
    expect((await emailsOf(actor, { role: 'none' })).length).toBe(35)
    expect(await emailsOf(actor, { workspace: '99-9999999' })).toEqual([])
  })

  test('by state: active ones unless asked otherwise, and those who never signed in', async () => {
    const { actor, organization, users } = await makeCrowd()
    const [gone, ended, seen] = await walk(actor, { role: 'none' })
    unwrap(await actingAs(organization.admin.claim, () => deactivateUser({ userId: gone?.id ?? '' })))
    await asDatabaseAdmin(async (admin) => {
      await admin`update users set state = 'ended' where id = ${ended?.id ?? ''}`
      await admin`update users set last_active_at = now() where id = ${seen?.id ?? ''}`
    })
    const count = async (asked: Asked) => (await walk(actor, asked)).length
    expect(await emailsOf(actor, { state: 'deactivated' })).toEqual([gone?.email])
    expect(await emailsOf(actor, { state: 'ended' })).toEqual([ended?.email])
    expect([await count({}), await count({ state: 'all' })]).toEqual([users.length - 1, users.length + 1])
    const never = await emailsOf(actor, { state: 'never' })
    expect(never).not.toContain(seen?.email)
    expect(never.length).toBe(users.length - 2)
  })

  test('a search finds what stands anywhere in a name or an address, whatever its case, and no more', async () => {
    const { actor, users } = await makeCrowd()
    const found = async (q: string) => (await walk(actor, { q, sort: 'email' })).map((row) => row.email)
    const naive = (q: string) =>
      [...users, { email: 'zz@example.org', name: 'Zz Admin' }]
        .filter((user) => `${canonicalName(user.name)} ${user.email}`.includes(canonicalName(q)))
        .map((user) => user.email)
        .toSorted(byCode)
    for (const q of [
      'bob',
      'ＢＯＢ',
      'zoë',
      'ärz',
      '100%',
      '_sure\\',
      '%',
      '_',
      '\\',
      '=cmd',
      "'",
      '7-',
      'crowd',
      'b crowd',
      'ss',
    ])
      expect([q, await found(q)]).toEqual([q, naive(q)])
  })

  test('a search reaches beyond the first thousand it walks, in order and page by page', async () => {
    const organization = await makeOrganization({ name: 'Aaron' })
    const { organizationId, defaultWorkspaceId } = organization
    await asDatabaseAdmin(async (admin) => {
      await admin`insert into accounts (organization_id, id, email, name) select ${organizationId}, gen_random_uuid(),
        'p' || n || case when n % 500 = 0 then '@needle.example' else '@hay.example' end, 'P' from generate_series(1, 4000) n`
      await admin`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
        select organization_id, gen_random_uuid(), id, ${defaultWorkspaceId}, email, 'P', 'p' || lpad(regexp_replace(email, '\\D', '', 'g'), 5, '0')
        from accounts where organization_id = ${organizationId} and name = 'P'`
    })
    const actor = await actorOf(organization.admin)
    const places = Array.from({ length: 8 }, (_, index) => `p${(index + 1) * 500}@needle.example`)
    const found = await walk(actor, { q: 'needle' }, 3)
    expect(found.map((row) => row.email)).toEqual(places)
    expect((await walk(actor, { q: 'needle', sort: '-name' }, 3)).map((row) => row.email)).toEqual(places.toReversed())
    expect(await listUsers(actor, ListUsers.parse({}))).toMatchObject({ total: 4_001 })
  })

  test('[WSP-5] users of a deleted workspace are not in it, also not in a search', async () => {
    const { organization, actor, workspaceId } = await makeCrowd()
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: 'Lab' })))
    expect((await walk(actor, { state: 'all' })).length).toBe(15)
    expect((await walk(actor, { q: 'crowd' })).every((row) => row.workspace.isDefault)).toBe(true)
  })

  test('[DEL-2] a Workspace Admin sees their own workspace’s, with boxes they cannot change; a member sees none', async () => {
    const { organization, code, workspaceId, users } = await makeCrowd()
    const manager = await actorOf(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }))
    const own = await walk(manager, {})
    expect(own.length).toBe(users.filter((user) => user.workspaceId === workspaceId).length + 1)
    expect(own.every((row) => row.workspace.code === code)).toBe(true)
    const reason = 'Only an Organization Admin can give or take this role.'
    expect(own[0]).toMatchObject({
      mayChangeOrganizationAdmin: { ok: false, reason },
      mayChangeWorkspaceAdmin: { reason },
    })
    const member = await actorOf(await makeUser(organization, { workspaceId }))
    expect(await walk(member, {})).toEqual([])
    expect(await listUsersOf(member, manager.person.id)).toEqual([])
    expect(await findUser(member, code, manager.user.id)).toBeNull()
    expect(await findUser(manager, code, manager.user.id)).toMatchObject({ isActor: true, isLastWorkspaceAdmin: false })
    expect(await findUser(manager, code, 'no id')).toBeNull()
  })

  test('[DEL-2] in the portal of a workspace an Organization Admin, too, sees boxes that are not theirs to change', async () => {
    const { actor, code } = await makeCrowd()
    const asked = { ...ListUsers.parse({}), workspace: code }
    const [shown, listed] = [await listUsersOfWorkspace(actor, asked), await listUsers(actor, asked)]
    expect(shown.rows.map((row) => row.id)).toEqual(listed.rows.map((row) => row.id))
    for (const row of shown.rows)
      expect([row.mayChangeOrganizationAdmin, row.mayChangeWorkspaceAdmin]).toMatchObject([
        { code: 'organization-portal' },
        { code: 'organization-portal' },
      ])
  })

  test('a place out of an address that is none begins at the first row', async () => {
    const { actor } = await makeCrowd()
    const first = await listUsers(actor, ListUsers.parse({}))
    for (const after of [
      'x',
      Buffer.from('["a\\u0000",1]').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
    ])
      expect(await listUsers(actor, ListUsers.parse({ after }))).toEqual(first)
  })
})

describe('[USR-1] what a user is called', () => {
  test('[USR-1] is the workspace’s: the person and their other users keep their names', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code } = await makeWorkspace(organization)
    const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const there = await makeUser(organization, { workspaceId, name: 'Grace' })
    const here = await makeUser(organization, { email: there.email, name: 'Grace' })
    const rename = (revision: number) =>
      actingAs(manager.claim, () => editUser({ userId: there.userId, name: ' Dr  Grace ', revision }))
    expect(await rename(1)).toEqual({ ok: true, value: { revision: 2 } })
    expect(await rename(1)).toMatchObject({ code: 'changed-meanwhile', theirs: { revision: 2 } })
    const actor = await actorOf(organization.admin)
    expect(await findUser(actor, code, there.userId)).toMatchObject({ name: 'Dr  Grace', revision: 2 })
    expect((await listUsersOf(actor, here.accountId)).map((user) => user.name)).toEqual(['Grace', 'Dr  Grace'])
    expect(
      await actingAs(there.claim, () => editUser({ userId: there.userId, name: 'Me', revision: 2 })),
    ).toMatchObject({
      code: 'not-found',
    })
  })
})

const textOf = async (chunks: AsyncIterable<string>) => {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

describe('[SEC-7] the list as a file', () => {
  test('holds what the filter shows; a name is no formula', async () => {
    const { actor } = await makeCrowd()
    const text = await textOf(exportUsers(actor, ExportUsers.parse({ q: 'cmd', sort: 'email' })))
    const lines = text.trim().split('\r\n')
    expect(lines.length).toBe(5)
    expect(lines[1]).toMatch(/^'=cmd\|x,.*,active,no,no,never signed in,$/)
  })
  test('[SEC-7] is logged in the workspace it is of, for who may see it', async () => {
    const { organization, code, workspaceId }: { organization: TestOrganization; code: string; workspaceId: string } =
      await makeCrowd()
    const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const asManager = (filter: Parameters<typeof recordUserExport>[0]) =>
      actingAs(manager.claim, () => recordUserExport(filter))
    expect(await asManager({ workspace: code, q: 'bob', role: 'none' })).toMatchObject({ ok: true })
    expect(await asManager({})).toMatchObject({ code: 'not-administrator' })
    const { code: elsewhere } = await makeWorkspace(organization, 'Elsewhere')
    for (const unknown of [elsewhere, '99-9999999'])
      expect(await asManager({ workspace: unknown })).toMatchObject({ code: 'not-found' })
    const [logged] = await asDatabaseAdmin(
      (admin) =>
        admin`select workspace_id, detail from activity where account_id = ${manager.accountId} and event = 'exported'`,
    )
    expect(logged).toEqual({ workspace_id: workspaceId, detail: 'Exported users as CSV: active, none, matching “bob”' })
  })
})
