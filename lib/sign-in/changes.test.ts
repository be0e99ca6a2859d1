import { afterAll, describe, expect, it } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { switchUser } from '../sessions/changes'
import { makeOrganization, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { signIn } from './changes'
import { activityOf, outcomeOf, right, signedInActor, signInFrom, wrong } from './testing/sign-in-from'

afterAll(closeDatabase)

const email = 'ada@example.org'

/** Ada, a user of three workspaces, invited to the second first and to the Default Workspace last. */
async function makeAda() {
  const organization = await makeOrganization()
  const [first, second] = [await makeWorkspace(organization), await makeWorkspace(organization)]
  const invited = (year: number) => ({ email, password: right, invitedAt: new Date(Date.UTC(year, 0)) })
  const inFirst = await makeUser(organization, { ...invited(2022), workspaceId: first.workspaceId })
  const inSecond = await makeUser(organization, { ...invited(2021), workspaceId: second.workspaceId })
  const inDefault = await makeUser(organization, invited(2023))
  return { organization, id: organization.organizationId, inFirst, inSecond, inDefault, second }
}

const deactivate = (userId: string) =>
  asDatabaseAdmin(
    (admin) =>
      admin`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${userId}`,
  )

describe('[SWI-3] sign-in acts as the user', () => {
  it('with the oldest invitation', async () => {
    const { id, inSecond } = await makeAda()
    expect((await signedInActor(id, { email })).user.id).toBe(inSecond.userId)
    expect((await signedInActor(id, { email: '  ADA@Example.org ' })).user.id).toBe(inSecond.userId)
  })

  it('that was chosen by hand, whatever was invited when', async () => {
    const { id, inFirst } = await makeAda()
    await asDatabaseAdmin(
      (admin) =>
        admin`update accounts set sign_in_user_id = ${inFirst.userId} where email = ${email} and organization_id = ${id}`,
    )
    expect((await signedInActor(id, { email })).user.id).toBe(inFirst.userId)
  })
})

describe('[SWI-4] when the sign-in user is deactivated', () => {
  it('the oldest remaining active user takes its place, at sign-in and in open sessions', async () => {
    const { id, inFirst, inSecond, inDefault } = await makeAda()
    const before = await signedInActor(id, { email })
    expect(before.user.id).toBe(inSecond.userId)
    await deactivate(inSecond.userId)
    expect((await findSessionActor(before.sessionId))?.user.id).toBe(inFirst.userId)
    expect((await signedInActor(id, { email })).user.id).toBe(inFirst.userId)
    await deactivate(inFirst.userId)
    expect((await signedInActor(id, { email })).user.id).toBe(inDefault.userId)
  })

  it('[SWI-5] and no other is left, open sessions end at the next request and nobody signs in', async () => {
    const { id, inFirst, inSecond, inDefault } = await makeAda()
    const { sessionId } = await signedInActor(id, { email })
    for (const user of [inFirst, inSecond, inDefault]) await deactivate(user.userId)
    expect(await findSessionActor(sessionId)).toBeNull()
    expect(await outcomeOf(signInFrom(id, { email }))).toBe('not-right')
  })
})

describe('[WSP-7] a person whose only user was in a deleted workspace', () => {
  it('gets the same answer as with a wrong password, and no session', async () => {
    const organization = await makeOrganization()
    const { workspaceId, name } = await makeWorkspace(organization)
    const user = await makeUser(organization, { email, password: right, workspaceId })
    const id = organization.organizationId
    const { sessionId } = await signedInActor(id, { email })
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    expect(await findSessionActor(sessionId)).toBeNull()
    const [gone, mistaken] = [await signInFrom(id, { email }), await signInFrom(id, { email, password: wrong })]
    expect(gone).toEqual(mistaken)
    const open = await asDatabaseAdmin(
      (admin) => admin`select from sessions where account_id = ${user.accountId} and id <> ${sessionId}`,
    )
    expect(open).toHaveLength(0)
  })

  it('and who has another user falls back to that one', async () => {
    const { organization, id, inFirst, second } = await makeAda()
    const { workspaceId, name } = second
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    expect((await signedInActor(id, { email })).user.id).toBe(inFirst.userId)
  })
})

describe('[INV-7] whoever never signed in', () => {
  it('is shown so until they do, each of their users for itself', async () => {
    const { id, inFirst, inSecond } = await makeAda()
    const active = () =>
      asDatabaseAdmin(async (admin) => {
        const rows = await admin`select id from users where organization_id = ${id} and last_active_at is not null`
        return rows.map((row) => row.id)
      })
    expect(await active()).toEqual([])
    const { sessionId } = await signedInActor(id, { email })
    expect(await active()).toEqual([inSecond.userId])
    unwrap(
      await actingAs({ kind: 'session', sessionId: sessionId ?? '' }, () => switchUser({ userId: inFirst.userId })),
    )
    expect((await active()).toSorted()).toEqual([inFirst.userId, inSecond.userId].toSorted())
  })
})

describe('signing in', () => {
  it('is not for who is signed in', async () => {
    const { admin } = await makeOrganization()
    const answer = await actingAs(admin.claim, () => signIn({ email: admin.email, password: right }))
    expect(answer).toMatchObject({ ok: false, code: 'signed-in' })
  })
})

describe('[SEC-4] [SEC-1] the answer is the same', () => {
  it('for an address nobody has, a wrong password, somebody without a password, and another organization’s', async () => {
    const { id } = await makeAda()
    const elsewhere = await makeOrganization()
    await makeUser(elsewhere, { email: 'grace@example.org', password: right })
    const { admin } = elsewhere
    const answers = [
      await signInFrom(id, { email, password: wrong }),
      await signInFrom(id, { email: 'nobody@example.org' }),
      await signInFrom(id, { email: 'grace@example.org' }),
      await signInFrom(elsewhere.organizationId, { email: admin.email }),
    ]
    const refusal = { ok: false, code: 'not-right', reason: 'E-mail or password is not right.' }
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: { session: null, refusal } })
  })
})

describe('[SEC-3] authority is asked of the database at each request:', () => {
  it('a role that was taken away is gone in the open session', async () => {
    const organization = await makeOrganization({ password: right })
    const { organizationId: id, admin } = organization
    const { sessionId, isOrganizationAdmin } = await signedInActor(id, { email: admin.email })
    expect(isOrganizationAdmin).toBe(true)
    await asDatabaseAdmin((db) => db`update users set is_organization_admin = false where id = ${admin.userId}`)
    expect((await findSessionActor(sessionId))?.isOrganizationAdmin).toBe(false)
  })

  it('a session is over when it has ended or its 14 days have passed', async () => {
    const { id } = await makeAda()
    const [one, other] = [await signedInActor(id, { email }), await signedInActor(id, { email })]
    const [row] = await asDatabaseAdmin(
      (db) =>
        db`select expires_at - created_at = interval '14 days' as "isRight" from sessions where id = ${one.sessionId}`,
    )
    expect(row?.isRight).toBe(true)
    await asDatabaseAdmin((db) => db`update sessions set ended_at = now() where id = ${one.sessionId}`)
    await asDatabaseAdmin((db) => db`update sessions set expires_at = now() where id = ${other.sessionId}`)
    expect(await findSessionActor(one.sessionId)).toBeNull()
    expect(await findSessionActor(other.sessionId)).toBeNull()
  })
})

describe('[SEC-5] a password', () => {
  it('is kept by Argon2id and nowhere in the clear', async () => {
    const { id } = await makeAda()
    const [row] = await asDatabaseAdmin(
      (db) => db`select password_hash from accounts where organization_id = ${id} and email = ${email}`,
    )
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

describe('[SEC-7] a sign-in is logged with address and client', () => {
  const from = { address: '198.51.100.7', client: 'Mozilla/5.0 (X11; Linux x86_64)' }

  it('when it works, in the workspace it acts in', async () => {
    const { id, inSecond, second } = await makeAda()
    await signedInActor(id, { email, ...from })
    expect((await activityOf(id))[0]).toMatchObject({
      event: 'signed-in',
      email,
      accountId: inSecond.accountId,
      workspaceId: second.workspaceId,
      workspaceName: second.name,
      ...from,
    })
  })

  it.each([
    ['a wrong password', email, wrong, 'Wrong password'],
    ['an address nobody has', 'nobody@example.org', right, 'Unknown address'],
  ])('when it fails for %s', async (_, address, password, detail) => {
    const { id } = await makeAda()
    await signInFrom(id, { email: address, password, ...from })
    expect((await activityOf(id))[0]).toMatchObject({ event: 'sign-in-failed', email: address, detail, ...from })
  })
})
