import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sessions } from '../../db/schema/sessions'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { writeCursor } from '../cursor'
import { reading } from '../database/client'
import type { UserActor } from '../rules/actor'
import { makeOrganization, makeSession, makeUser, makeWorkspace, systemOf, unwrap } from '../test/factories'
import { activityOf, actorOf, asDatabaseAdmin, auditOf } from '../test/look'
import { anyText } from '../test/texts'
import { endSessionsOfMember, endSessionsOfUser } from './changes'
import { ofPeople } from './find'
import { ListAllSessions } from './input'
import { listAllSessions, listSessionsOf, listSessionsOfUser } from './queries'
import { beginSlow } from './testing/under-way'

const notFound = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }
const isOpen = async (sessionId: string) => (await findSessionActor(sessionId)) !== null
const newestOf = async (organizationId: string) => JSON.parse((await auditOf(organizationId)).at(-1)?.body ?? '{}')
const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id).toSorted()

/** Lin with a user in the Default Workspace and one in a custom workspace, signed in as each. */
async function makeLin() {
  const organization = await makeOrganization()
  const { workspaceId, code, name } = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const email = 'lin@example.org'
  const home = await makeUser(organization, { email, name: 'Lin' })
  const away = await makeUser(organization, { email, name: 'Lin', workspaceId })
  const [atHome, there] = [await makeSession(home), await makeSession(away)]
  return {
    organization,
    id: organization.organizationId,
    workspace: { code, name },
    manager,
    home,
    away,
    atHome,
    there,
  }
}

describe('[USR-1] the sessions of a user', () => {
  test('[USR-1] are ended by the administrators of the workspace; the person’s others go on', async () => {
    const { id, manager, away, atHome, there } = await makeLin()
    expect(await actingAs(manager.claim, () => endSessionsOfUser({ userId: away.userId }))).toEqual({
      ok: true,
      value: { ended: 1 },
    })
    expect([await isOpen(there.sessionId), await isOpen(atHome.sessionId)]).toEqual([false, true])
    expect(await newestOf(id)).toMatchObject({
      event: 'user.sessions-ended',
      workspace: { id: away.workspaceId },
      target: { kind: 'user', id: away.userId, label: 'lin@example.org' },
      after: { ended: 1 },
    })
    expect(unwrap(await actingAs(manager.claim, () => endSessionsOfUser({ userId: away.userId })))).toEqual({
      ended: 0,
    })
  })

  test('[USR-1] are nobody else’s to end', async () => {
    const { organization, manager, home, away, there } = await makeLin()
    const plain = await makeUser(organization, { workspaceId: away.workspaceId })
    const elsewhere = await makeOrganization()
    for (const { claim } of [plain, elsewhere.admin])
      expect(await actingAs(claim, () => endSessionsOfUser({ userId: away.userId }))).toEqual(notFound)
    expect(await actingAs(manager.claim, () => endSessionsOfUser({ userId: home.userId }))).toEqual(notFound)
    expect(await actingAs(systemOf(organization), () => endSessionsOfUser({ userId: away.userId }))).toEqual(notFound)
    expect(await isOpen(there.sessionId)).toBe(true)
  })

  test('[USR-1] are listed for those who may end them: the open ones that act as this user', async () => {
    const { organization, manager, home, away, there } = await makeLin()
    const over = await makeSession(away)
    await asDatabaseAdmin((db) => db`update sessions set expires_at = now() where id = ${over.sessionId}`)
    expect(idsOf(await listSessionsOfUser(await actorOf(manager), away.userId))).toEqual([there.sessionId])
    expect(await listSessionsOfUser(await actorOf(manager), home.userId)).toEqual([])
    const plain = await makeUser(organization, { workspaceId: away.workspaceId })
    expect(await listSessionsOfUser(await actorOf(plain), away.userId)).toEqual([])
  })
})

describe('[SWI-5] the sessions of a person', () => {
  test('[SWI-5] are ended by an Organization Admin, one of them or all, as whichever user they act', async () => {
    const { organization, id, home, atHome, there } = await makeLin()
    const { claim } = organization.admin
    const { accountId } = home
    expect(unwrap(await actingAs(claim, () => endSessionsOfMember({ accountId, sessionId: there.sessionId })))).toEqual(
      { ended: 1 },
    )
    expect([await isOpen(there.sessionId), await isOpen(atHome.sessionId)]).toEqual([false, true])
    expect(await newestOf(id)).toMatchObject({ event: 'member.sessions-ended', workspace: null, after: { ended: 1 } })
    const again = await makeSession(home)
    expect(unwrap(await actingAs(claim, () => endSessionsOfMember({ accountId })))).toEqual({ ended: 2 })
    expect([await isOpen(again.sessionId), await isOpen(atHome.sessionId)]).toEqual([false, false])
    expect(await newestOf(id)).toMatchObject({ target: { kind: 'member', id: accountId }, after: { ended: 2 } })
  })

  test('[SWI-5] one that has ended, or is another person’s, is not found', async () => {
    const { organization, home, atHome } = await makeLin()
    const { claim } = organization.admin
    const theirs = await makeSession(organization.admin)
    const { accountId } = home
    const end = (sessionId: string) => actingAs(claim, () => endSessionsOfMember({ accountId, sessionId }))
    expect(await end(theirs.sessionId)).toEqual(notFound)
    expect(await isOpen(theirs.sessionId)).toBe(true)
    unwrap(await end(atHome.sessionId))
    expect(await end(atHome.sessionId)).toEqual(notFound)
  })

  test('[SWI-5] are not found by anybody else', async () => {
    const { organization, id, manager, home, atHome } = await makeLin()
    const { accountId } = home
    const elsewhere = await makeOrganization()
    for (const claim of [manager.claim, home.claim, elsewhere.admin.claim, systemOf(organization)])
      expect(await actingAs(claim, () => endSessionsOfMember({ accountId }))).toEqual(notFound)
    expect(await isOpen(atHome.sessionId)).toBe(true)
    expect((await activityOf(id)).map((line) => line.event)).toEqual([])
  })

  test('[SWI-5] are listed for Organization Admins alone', async () => {
    const { organization, manager, home, atHome, there } = await makeLin()
    const actor = await actorOf(organization.admin)
    expect(idsOf(await listSessionsOf(actor, home.accountId))).toEqual([atHome.sessionId, there.sessionId].toSorted())
    expect(await listSessionsOf(await actorOf(manager), home.accountId)).toEqual([])
  })
})

describe('[SWI-5] a session that was ended writes nothing afterwards', () => {
  test.each(['user', 'member'] as const)('[SWI-5] by way of the %s: what is under way is waited for', async (way) => {
    const { organization, id, home, atHome } = await makeLin()
    const { writing, release } = await beginSlow(id, atHome.claim)
    const { userId, accountId } = home
    await actingAs(organization.admin.claim, async () =>
      unwrap<unknown>(await (way === 'user' ? endSessionsOfUser({ userId }) : endSessionsOfMember({ accountId }))),
    )
    expect((await activityOf(id)).map((line) => line.event)).toEqual(['slow'])
    release()
    unwrap(await writing)
  })
})

const list = (actor: UserActor, asked: Parameters<typeof ListAllSessions.parse>[0] = {}) =>
  listAllSessions(actor, ListAllSessions.parse(asked))

describe('[SWI-5] every session of the organization', () => {
  test('stands with its person, where they act, browser and address, the page’s own marked', async () => {
    const { organization, workspace, manager, away, there } = await makeLin()
    const actor = await actorOf(organization.admin)
    const { rows } = await list(actor)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ id: actor.sessionId, isThis: true })
    expect(rows.find((row) => row.id === there.sessionId)).toMatchObject({
      isThis: false,
      person: { id: away.accountId, name: 'Lin', email: 'lin@example.org' },
      actingIn: workspace,
      client: 'An unknown browser',
      address: '192.0.2.1',
      createdAt: expect.stringMatching(/Z$/),
    })
    expect(await list(await actorOf(manager))).toEqual({ rows: [], next: null, previous: null })
  })

  test('comes once, page by page, there and back, newest first, made within one moment too', async () => {
    const { organization, home } = await makeLin()
    const actor = await actorOf(organization.admin)
    await asDatabaseAdmin(
      (db) => db`insert into sessions (organization_id, id, account_id, acting_user_id, address, client, expires_at)
        select organization_id, gen_random_uuid(), account_id, acting_user_id, address, client, expires_at
        from sessions, generate_series(1, 120) where id in (select id from sessions where account_id = ${home.accountId} limit 1)`,
    )
    const pages = [await list(actor)]
    for (let at = pages[0]; at?.next; at = pages.at(-1)) pages.push(await list(actor, { after: at.next }))
    const ids = pages.flatMap((page) => page.rows.map((row) => row.id))
    expect(pages.map((page) => page.rows.length)).toEqual([50, 50, 23])
    expect(new Set(ids).size).toBe(123)
    const times = pages.flatMap((page) => page.rows.map((row) => row.createdAt))
    expect(times).toEqual(times.toSorted().toReversed())
    const back: string[][] = []
    for (let at = pages.at(-1); at; at = at.previous ? await list(actor, { before: at.previous }) : undefined)
      back.unshift(at.rows.map((row) => row.id))
    expect(back.flat()).toEqual(ids)
  })

  test('is found by name and address, whether few have it or many', async () => {
    const { organization, id, atHome, there } = await makeLin()
    const actor = await actorOf(organization.admin)
    for (const q of ['lin@', 'LIN', 'Ｌｉｎ']) {
      const { rows } = await list(actor, { q })
      expect(idsOf(rows)).toEqual([atHome.sessionId, there.sessionId].toSorted())
    }
    expect((await list(actor, { q: 'example.org' })).rows).toHaveLength(3)
    for (const q of ['nobody', '%']) expect((await list(actor, { q })).rows).toEqual([])
    expect(await reading(id, (tx) => ofPeople(tx, ''))).toBeUndefined()
    for (const most of [1, 500]) {
      const found = await reading(id, async (tx) =>
        tx
          .select({ id: sessions.id })
          .from(sessions)
          .where(await ofPeople(tx, 'lin@', most)),
      )
      expect(idsOf(found)).toEqual([atHome.sessionId, there.sessionId].toSorted())
    }
  })

  test('whatever the address says, nothing is thrown', async () => {
    const actor = await actorOf((await makeOrganization()).admin)
    const cursor = fc.oneof(
      anyText(20),
      anyText(20).map((at) => writeCursor([at, crypto.randomUUID()])),
    )
    await fc.assert(
      fc.asyncProperty(anyText(30), cursor, fc.constantFrom('after', 'before'), async (q, at, way) => {
        expect((await list(actor, { q, [way]: at })).rows.length).toBeLessThanOrEqual(50)
      }),
      { numRuns: 60 },
    )
  })
})
