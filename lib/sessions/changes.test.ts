import { and, desc, eq } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { auditRecords } from '../../db/schema/audit'
import { findSessionActor } from '../actor'
import { actingAs, type Claim, during } from '../call'
import { closeDatabase, reading } from '../database/client'
import { activityOf, right, signedInActor } from '../sign-in/testing/sign-in-from'
import { makeOrganization, makeSession, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { chooseSignInUser, endAllSessions, endOtherSessions, endSession, signOut, switchUser } from './changes'
import { listSessions } from './queries'
import { beginSlow } from './testing/under-way'

afterAll(closeDatabase)

const email = 'ada@example.org'
const notFound = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }

/** Ada with a user in the Default Workspace, signed in twice as it, and one in a custom workspace. */
async function makeAda() {
  const organization = await makeOrganization()
  const workspace = await makeWorkspace(organization)
  const home = await makeUser(organization, { email, password: right, invitedAt: new Date(0) })
  const away = await makeUser(organization, { email, workspaceId: workspace.workspaceId })
  const [here, there] = [await makeSession(home), await makeSession(home)]
  return { organization, id: organization.organizationId, workspace, home, away, here, there }
}

const chosenUser = z.object({ userId: z.string().nullable() })
const Choice = z.object({ before: chosenUser, after: chosenUser })
const actingUser = async (sessionId: string) => (await findSessionActor(sessionId))?.user.id ?? null
const as = <T>(claim: Claim, run: () => Promise<T>) => actingAs(claim, run)

describe('[SWI-1] switching', () => {
  it('acts as the chosen user from the next request on, in that browser alone', async () => {
    const { home, away, here, there, workspace } = await makeAda()
    unwrap(await as(here.claim, () => switchUser({ userId: away.userId })))
    expect(await findSessionActor(here.sessionId)).toMatchObject({
      user: { id: away.userId, workspace: { id: workspace.workspaceId } },
      person: { signInUserId: home.userId },
    })
    expect(await actingUser(there.sessionId)).toBe(home.userId)
    unwrap(await as(here.claim, () => switchUser({ userId: home.userId })))
    expect(await actingUser(here.sessionId)).toBe(home.userId)
  })

  it('lists every active user of the person with workspace, ID and administration', async () => {
    const { home, away, here, workspace } = await makeAda()
    await asDatabaseAdmin((db) => db`update users set is_workspace_admin = true where id = ${away.userId}`)
    const actor = await findSessionActor(here.sessionId)
    expect(
      actor?.users.map(({ id, workspace: { code }, ...user }) => ({ id, code, is: user.isWorkspaceAdmin })),
    ).toEqual([
      { id: home.userId, code: expect.stringMatching(/^\d{2}-\d{7}$/), is: false },
      { id: away.userId, code: workspace.code, is: true },
    ])
    // What the other user may do does not count before the switch.
    expect(actor?.isWorkspaceAdmin).toBe(false)
  })

  it('to somebody else’s user, another organization’s or none is not found', async () => {
    const { organization, home, here } = await makeAda()
    const elsewhere = await makeOrganization()
    const strangers = [organization.admin.userId, elsewhere.admin.userId, crypto.randomUUID()]
    for (const userId of strangers) expect(await as(here.claim, () => switchUser({ userId }))).toEqual(notFound)
    expect(await actingUser(here.sessionId)).toBe(home.userId)
  })

  it('to a user that is no longer active is refused with the reason', async () => {
    const { home, away, here } = await makeAda()
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${away.userId}`,
    )
    expect(await as(here.claim, () => switchUser({ userId: away.userId }))).toMatchObject({ code: 'not-active' })
    expect(await actingUser(here.sessionId)).toBe(home.userId)
  })

  it('[SWI-8] from a page drawn for another user is refused, and nothing is written', async () => {
    const { home, away, here } = await makeAda()
    const call = { claim: here.claim, requestId: 'r', address: '', client: '' }
    const drawnFor = { userId: away.userId, workspaceId: away.workspaceId }
    const result = await during({ ...call, drawnFor }, () => switchUser({ userId: away.userId }))
    expect(result).toMatchObject({ ok: false, code: 'acting-as-other' })
    expect(await actingUser(here.sessionId)).toBe(home.userId)
  })

  it('[SEC-7] is logged in both workspaces, and neither record names the other one', async () => {
    const { id, home, away, here, workspace } = await makeAda()
    unwrap(await as(here.claim, () => switchUser({ userId: away.userId })))
    const [entered, left] = await activityOf(id)
    expect(left).toMatchObject({ event: 'switched', email, workspaceId: home.workspaceId })
    expect(entered).toMatchObject({
      event: 'switched',
      email,
      workspaceId: away.workspaceId,
      workspaceName: workspace.name,
    })
    expect(left?.detail).not.toContain(workspace.name)
  })
})

describe('[SWI-5] a deactivated user', () => {
  it('is left at the next request for the sign-in user, and with none left the session is over', async () => {
    const { home, away, here } = await makeAda()
    unwrap(await as(here.claim, () => switchUser({ userId: away.userId })))
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${away.userId}`,
    )
    expect(await actingUser(here.sessionId)).toBe(home.userId)
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${home.userId}`,
    )
    expect(await findSessionActor(here.sessionId)).toBeNull()
    expect(await as(here.claim, () => switchUser({ userId: away.userId }))).toMatchObject({ code: 'signed-out' })
  })
})

describe('[SWI-7] the sign-in workspace', () => {
  it('chosen by the person holds from the next sign-in on, and is audited', async () => {
    const { id, home, away, here } = await makeAda()
    unwrap(await as(here.claim, () => chooseSignInUser({ userId: away.userId })))
    expect(await actingUser(here.sessionId)).toBe(home.userId)
    expect((await signedInActor(id, { email })).user.id).toBe(away.userId)
    const [record] = await reading(id, (tx) =>
      tx
        .select()
        .from(auditRecords)
        .where(and(eq(auditRecords.organizationId, id)))
        .orderBy(desc(auditRecords.seq))
        .limit(1),
    )
    expect(record).toMatchObject({ event: 'member.sign-in-workspace-chosen', workspaceId: null })
    expect(record?.body).toContain(away.userId)
  })

  it('is chosen by an Organization Admin for anybody of the organization, and by nobody else', async () => {
    const { organization, id, away } = await makeAda()
    const bystander = await makeUser(organization, { isWorkspaceAdmin: true })
    expect(await as(bystander.claim, () => chooseSignInUser({ userId: away.userId }))).toEqual(notFound)
    unwrap(await as(organization.admin.claim, () => chooseSignInUser({ userId: away.userId })))
    expect((await signedInActor(id, { email })).user.id).toBe(away.userId)
    const elsewhere = await makeOrganization()
    expect(await as(elsewhere.admin.claim, () => chooseSignInUser({ userId: away.userId }))).toEqual(notFound)
  })

  it('[SWI-4] that is deactivated gives way to the oldest remaining one', async () => {
    const { id, home, away, here } = await makeAda()
    unwrap(await as(here.claim, () => chooseSignInUser({ userId: away.userId })))
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${away.userId}`,
    )
    expect((await signedInActor(id, { email })).user.id).toBe(home.userId)
    expect(await as(here.claim, () => chooseSignInUser({ userId: away.userId }))).toMatchObject({ code: 'not-active' })
  })
})

describe('[SWI-5] a session', () => {
  it('that the person ends is over at its next request; another person’s is not found', async () => {
    const { organization, here, there } = await makeAda()
    const theirs = await makeSession(organization.admin)
    expect(await as(here.claim, () => endSession({ sessionId: theirs.sessionId }))).toEqual(notFound)
    expect(await findSessionActor(theirs.sessionId)).not.toBeNull()
    unwrap(await as(here.claim, () => endSession({ sessionId: there.sessionId })))
    expect(await findSessionActor(there.sessionId)).toBeNull()
    expect(await findSessionActor(here.sessionId)).not.toBeNull()
    expect(await as(here.claim, () => endSession({ sessionId: there.sessionId }))).toEqual(notFound)
    expect(await as(there.claim, () => signOut({}))).toMatchObject({ code: 'signed-out' })
  })

  it('is one of several that are ended at once, or all', async () => {
    const { organization, home, here, there } = await makeAda()
    const bystander = await makeSession(organization.admin)
    expect(unwrap(await as(here.claim, () => endOtherSessions({})))).toEqual({ ended: 1 })
    expect(await findSessionActor(there.sessionId)).toBeNull()
    expect(await findSessionActor(here.sessionId)).not.toBeNull()
    await makeSession(home)
    expect(unwrap(await as(here.claim, () => endAllSessions({})))).toEqual({ ended: 2 })
    expect(await findSessionActor(here.sessionId)).toBeNull()
    expect(await findSessionActor(bystander.sessionId)).not.toBeNull()
  })

  it('ends by signing out, which is logged', async () => {
    const { id, here, there } = await makeAda()
    unwrap(await as(here.claim, () => signOut({})))
    expect(await findSessionActor(here.sessionId)).toBeNull()
    expect(await findSessionActor(there.sessionId)).not.toBeNull()
    expect((await activityOf(id))[0]).toMatchObject({ event: 'signed-out', email })
  })

  it.each([
    ['by itself', (sessionId: string) => endSession({ sessionId })],
    ['with all others', () => endOtherSessions({})],
    ['with all', () => endAllSessions({})],
  ])('[SWI-5] that has ended %s writes nothing any more: what was under way is waited for', async (_, end) => {
    const { id, here, there } = await makeAda()
    const { writing, release } = await beginSlow(id, there.claim)
    await as(here.claim, async () => unwrap<unknown>(await end(there.sessionId)))
    const events = (await activityOf(id)).map((entry) => entry.event).toSorted()
    expect(events).toEqual([expect.stringMatching(/^(session-ended|signed-out)$/), 'slow'])
    release()
    unwrap(await writing)
  })
})

describe('[SWI-1] a user in a deleted workspace', () => {
  it('is no longer one to act as, also before it is purged', async () => {
    const { organization, workspace, away, here } = await makeAda()
    const gone = { workspaceId: workspace.workspaceId, typedName: workspace.name }
    unwrap(await as(organization.admin.claim, () => deleteWorkspace(gone)))
    const answer = await as(here.claim, () => switchUser({ userId: away.userId }))
    expect(answer).toMatchObject({ ok: false, code: 'not-active' })
  })
})

describe('[SWI-7] [SEC-2] choices made at the same time', () => {
  it('are kept one after the other: each begins where the one before it ended', async () => {
    const { id, home, away, here } = await makeAda()
    const users = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? home : away))
    const chosen = await Promise.all(users.map(({ userId }) => as(here.claim, () => chooseSignInUser({ userId }))))
    for (const answer of chosen) unwrap(answer)
    const rows = await reading(id, (tx) =>
      tx
        .select({ body: auditRecords.body })
        .from(auditRecords)
        .where(eq(auditRecords.event, 'member.sign-in-workspace-chosen'))
        .orderBy(auditRecords.seq),
    )
    const steps = rows.map(({ body }) => Choice.parse(JSON.parse(body)))
    expect(steps.map((step) => step.before.userId)).toEqual([
      null,
      ...steps.slice(0, -1).map((step) => step.after.userId),
    ])
  })
})

describe('[SEC-7] the list of sessions', () => {
  it('holds the person’s own open ones, this one first, with browser and address', async () => {
    const { home, here, there, organization } = await makeAda()
    await makeSession(organization.admin)
    const over = await makeSession(home)
    await asDatabaseAdmin((db) => db`update sessions set ended_at = now() where id = ${over.sessionId}`)
    const forgotten = await makeSession(home)
    await asDatabaseAdmin((db) => db`update sessions set expires_at = now() where id = ${forgotten.sessionId}`)
    const actor = await findSessionActor(there.sessionId)
    if (!actor) throw new Error('The session does not stand.')
    const rows = await listSessions(actor)
    expect(rows.map((row) => [row.id, row.isThis])).toEqual([
      [there.sessionId, true],
      [here.sessionId, false],
    ])
    expect(rows[0]).toMatchObject({ address: '192.0.2.1', client: 'An unknown browser' })
    expect(await listSessions(await actorOf(organization.admin))).toHaveLength(2)
  })
})
