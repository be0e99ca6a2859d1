import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs, type Claim, during } from '../call'
import { closeDatabase } from '../database/client'
import { readLinkPart } from '../link-token'
import { listKeptMail } from '../mail/queries'
import { settings } from '../settings'
import { activityOf, outcomeOf, right, signInFrom } from '../sign-in/testing/sign-in-from'
import { makeOrganization, makeSession, makeUser, makeWorkspace, systemOf, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { askForReset, issueReset, resetPassword } from './changes'
import { findReset } from './queries'
import { passwordResetTasks } from './tasks'

afterAll(closeDatabase)

const password = 'seven loud geese landing'
const send = passwordResetTasks['password-reset.send']

const strangerAt = (organizationId: string) => ({
  claim: { kind: 'anonymous', organizationId } as const,
  requestId: 'r',
  address: '192.0.2.1',
  client: 'Test',
})
const ask = (organizationId: string, email: string) => during(strangerAt(organizationId), () => askForReset({ email }))
const reset = (organizationId: string, token: string, to = password) =>
  during(strangerAt(organizationId), () => resetPassword({ token, password: to }))

/** What waits in the queue for an organization. */
const queued = (organizationId: string) =>
  asDatabaseAdmin(
    (db) => db`select payload from graphile_worker._private_jobs where payload->>'organizationId' = ${organizationId}`,
  )

async function makeAda() {
  const organization = await makeOrganization()
  const ada = await makeUser(organization, { email: 'ada@example.org', password: right })
  const id = organization.organizationId
  /** The token of a link mailed just now. */
  const mailed = async () => {
    await send({ organizationId: id, email: ada.email })
    const [mail] = (await listKeptMail(await actorOf(organization.admin))) ?? []
    const part = mail?.links[0]?.href.split('/').at(-1) ?? ''
    return readLinkPart(part)?.token ?? ''
  }
  return { organization, ada, id, mailed }
}

describe('[SEC-4] asking for a password link', () => {
  it('answers the same whoever has the address, and queues the mail', async () => {
    const { id, ada } = await makeAda()
    const known = await ask(id, ` ${ada.email.toUpperCase()} `)
    expect(known).toEqual({ ok: true, value: null })
    expect(await ask(id, 'nobody@example.org')).toEqual(known)
    const payloads = (await queued(id)).map((row) => row.payload)
    expect(payloads).toContainEqual({ organizationId: id, email: ada.email })
    expect(payloads).toContainEqual({ organizationId: id, email: 'nobody@example.org' })
    expect((await activityOf(id)).map((entry) => entry.event)).toEqual(['password-reset-asked', 'password-reset-asked'])
  })

  it('too often still answers the same, and sends no more', async () => {
    const { id, ada } = await makeAda()
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(id, ada.email)))
    for (const answer of answers) expect(answer).toEqual({ ok: true, value: null })
    // One key for one address: what waits is sent once.
    expect(await queued(id)).toHaveLength(1)
    expect(await activityOf(id)).toHaveLength(6)
  })

  it('is not for who is signed in', async () => {
    const { id, ada } = await makeAda()
    const answer = await actingAs(ada.claim, () => askForReset({ email: ada.email }))
    expect(answer).toMatchObject({ ok: false, code: 'signed-in' })
    expect(await queued(id)).toHaveLength(0)
  })

  it('sends nothing to whoever’s only workspace was deleted', async () => {
    const { organization, id } = await makeAda()
    const workspace = await makeWorkspace(organization)
    const bo = await makeUser(organization, { workspaceId: workspace.workspaceId })
    const { workspaceId, name } = workspace
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    await send({ organizationId: id, email: bo.email })
    expect(await listKeptMail(await actorOf(organization.admin))).toEqual([])
  })

  it('sends nothing to an address nobody has, or to whoever could not sign in', async () => {
    const { organization, id, ada } = await makeAda()
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${ada.userId}`,
    )
    await send({ organizationId: id, email: ada.email })
    await send({ organizationId: id, email: 'nobody@example.org' })
    expect(await listKeptMail(await actorOf(organization.admin))).toEqual([])
  })
})

describe('[SEC-5] a password link', () => {
  it('sets the password, ends every session and is audited', async () => {
    const { id, ada, mailed } = await makeAda()
    const { sessionId } = await makeSession(ada)
    unwrap(await reset(id, await mailed()))
    expect(await findSessionActor(sessionId)).toBeNull()
    expect(await outcomeOf(signInFrom(id, { email: ada.email, password: right }))).toBe('not-right')
    expect(await outcomeOf(signInFrom(id, { email: ada.email, password }))).toBe('ok')
    const [record] = await asDatabaseAdmin(
      (db) => db`select event, body from audit_records where organization_id = ${id} order by seq desc limit 1`,
    )
    expect(record?.event).toBe('password.reset')
    expect(record?.body).toContain('"endedSessions":1')
  })

  it('[USR-1] is made by Atrium alone, for somebody who could sign in', async () => {
    const { organization, id, ada } = await makeAda()
    const { accountId } = ada
    const issue = (claim: Claim) => actingAs(claim, () => issueReset({ accountId }))
    expect(await issue(organization.admin.claim)).toMatchObject({ code: 'not-atrium' })
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${ada.userId}`,
    )
    expect(await issue(systemOf(organization))).toMatchObject({ code: 'no-active-user' })
    expect(await asDatabaseAdmin((db) => db`select from password_resets where organization_id = ${id}`)).toEqual([])
  })

  it('shows whose it is while it works, and no longer', async () => {
    const { id, ada, mailed } = await makeAda()
    const [used, over] = [await mailed(), await mailed()]
    expect(await findReset(id, used)).toBeNull()
    expect(await findReset(id, over)).toMatchObject({ email: ada.email })
    await asDatabaseAdmin((db) => db`update password_resets set expires_at = now() where organization_id = ${id}`)
    expect(await findReset(id, over)).toBeNull()
    const token = await mailed()
    unwrap(await reset(id, token))
    expect(await findReset(id, token)).toBeNull()
  })

  it('is kept as a hash alone', async () => {
    const { ada, mailed } = await makeAda()
    const token = await mailed()
    const [row] = await asDatabaseAdmin((db) => db`select * from password_resets where account_id = ${ada.accountId}`)
    expect(row?.token_hash).toBe(createHash('sha256').update(token).digest('hex'))
    expect(JSON.stringify(row)).not.toContain(token)
  })

  it('works once, also when it is used twenty times at once', async () => {
    const { id, ada, mailed } = await makeAda()
    const token = await mailed()
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => reset(id, token, `${password} ${n}`)))
    const codes = results.map((result) => (result.ok ? 'ok' : result.code)).toSorted()
    expect(codes).toEqual([...Array.from({ length: 19 }, () => 'link-gone'), 'ok'])
    const reset1 = await asDatabaseAdmin(
      (db) => db`select from audit_records where organization_id = ${id} and event = 'password.reset'`,
    )
    expect(reset1).toHaveLength(1)
    const winner = results.findIndex((result) => result.ok)
    expect(await outcomeOf(signInFrom(id, { email: ada.email, password: `${password} ${winner}` }))).toBe('ok')
  })

  it('dies when a newer one is sent, after an hour, and in another organization', async () => {
    const { id, mailed } = await makeAda()
    const elsewhere = await makeOrganization()
    const gone = { ok: false, code: 'link-gone' }
    const old = await mailed()
    const token = await mailed()
    expect(await reset(id, old)).toMatchObject(gone)
    expect(await reset(elsewhere.organizationId, token)).toMatchObject(gone)
    expect(await reset(id, 'x'.repeat(43))).toMatchObject(gone)
    await asDatabaseAdmin((db) => db`update password_resets set expires_at = now() where organization_id = ${id}`)
    expect(await reset(id, token)).toMatchObject(gone)
  })

  it('is not used up by a password that is too common', async () => {
    const { id, mailed } = await makeAda()
    const token = await mailed()
    expect(await reset(id, token, 'password1234')).toMatchObject({ code: 'common-password' })
    unwrap(await reset(id, token))
  })

  it('[SWI-5] leaves no session that was opened with the old password meanwhile', async () => {
    const { id, ada, mailed } = await makeAda()
    const token = await mailed()
    const signIns = Array.from({ length: 12 }, () => signInFrom(id, { email: ada.email, password: right }))
    unwrap(await reset(id, token))
    const open = () =>
      asDatabaseAdmin((db) => db`select from sessions where account_id = ${ada.accountId} and ended_at is null`)
    expect(await open()).toHaveLength(0)
    await Promise.all(signIns)
    expect(await open()).toHaveLength(0)
  })
})

describe('[USR-1] mail that is kept', () => {
  it('is read by Organization Admins of that organization alone, and by no other system user', async () => {
    const { organization, id, mailed } = await makeAda()
    await mailed()
    const elsewhere = await makeOrganization()
    const member = await makeUser(organization, { isWorkspaceAdmin: true })
    expect(await listKeptMail(await actorOf(member))).toBeNull()
    expect(await listKeptMail(await actorOf(elsewhere.admin))).toEqual([])
    const [mail] = (await listKeptMail(await actorOf(organization.admin))) ?? []
    expect(mail).toMatchObject({ to: 'ada@example.org', subject: `Set your password at ${organization.name}` })
    expect(mail?.text).toContain(mail?.links[0]?.href)
    const folder = join(settings().dataFolder, 'mail', id)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })
})
