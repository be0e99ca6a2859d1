import { afterAll, describe, expect, test } from 'vitest'
import { findSessionActor, openChange } from './actor'
import { actingAs } from './call'
import { change } from './change'
import { Probe, probed } from './change/testing/probe'
import { closeDatabase, inTransaction } from './database/client'
import { startOperation } from './operations/writes'
import { allowed } from './rules/verdict'
import { makeOrganization, makeSession, makeUser, makeWorkspace, type TestUser, unwrap } from './test/factories'
import { actorOf, asDatabaseAdmin } from './test/look'

afterAll(closeDatabase)

const claimed = (user: TestUser) => inTransaction((tx) => openChange(tx, user.claim, false))

/** Starts an operation that no worker takes up here. */
async function start(user: TestUser, workspace: { readonly id: string; readonly name: string } | null) {
  const begin = change(Probe, async ({ actor, tx, permit, audit }) => {
    permit(allowed)
    audit('probe.written', probed)
    return startOperation(tx, actor, { kind: 'workspace.purge', workspace, input: {}, isCancellable: true })
  })
  return unwrap(await actingAs(user.claim, () => begin({ key: 'start' })))
}

async function makePlaces() {
  const organization = await makeOrganization()
  const lab = await makeWorkspace(organization, 'Lab')
  const { workspaceId } = lab
  const home = await makeUser(organization, { email: 'ada@example.org', invitedAt: new Date(0) })
  const away = await makeUser(organization, { email: 'ada@example.org', workspaceId, isWorkspaceAdmin: true })
  return { organization, lab: { id: workspaceId, name: lab.name }, home, away }
}

/** A second organization in which everything has the same ids and other names, past every rule. */
const makeTwin = (organizationId: string, signInUserId: string) =>
  asDatabaseAdmin((db) =>
    db.begin(async (tx) => {
      const twin = crypto.randomUUID()
      await tx`set local session_replication_role = replica`
      await tx`insert into organizations (id, name, slug) values (${twin}, 'Twin', ${twin})`
      for (const table of ['accounts', 'users', 'workspaces', 'operations']) {
        const other = {
          organization_id: twin,
          name: 'Twin',
          sign_in_user_id: signInUserId,
        }
        await tx`insert into ${tx(table)} select (jsonb_populate_record(null::${tx(table)},
          to_jsonb(t) || ${tx.json(other)}::jsonb
            || jsonb_build_object('code', '99-' || lpad(floor(random() * 1e7)::text, 7, '0')))).* from ${tx(table)} t where organization_id = ${organizationId}`
      }
      // Theirs now stands before ours, wherever rows are read as they lie.
      for (const table of ['accounts', 'users', 'workspaces'])
        await tx`update ${tx(table)} set id = id where organization_id = ${organizationId}`
    }),
  )

describe('[SEC-3] who acts is read from the database at each request', () => {
  test('[SEC-1] in their own organization, also where another one has the very same ids', async () => {
    const { organization, lab, home, away } = await makePlaces()
    await start(organization.admin, lab)
    const sessions = [await makeSession(organization.admin), await makeSession(home)]
    const look = async () => [
      ...(await Promise.all(sessions.map(({ sessionId }) => findSessionActor(sessionId)))),
      await claimed(home),
    ]
    const before = await look()
    expect(before).toMatchObject([{ openOperations: 1 }, { person: { signInUserId: home.userId } }, { kind: 'user' }])
    await makeTwin(organization.organizationId, away.userId)
    expect(await look()).toEqual(before)
  })

  test('[SWI-4] a session falls back to another user of the person, a claim to act as one does not', async () => {
    const { home, away } = await makePlaces()
    const { sessionId } = await makeSession(away)
    await asDatabaseAdmin(
      (db) =>
        db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${away.userId}`,
    )
    expect(await findSessionActor(sessionId)).toMatchObject({ user: { id: home.userId } })
    expect(await claimed(away)).toBeNull()
  })

  test('and which session was seen is kept, of that one alone', async () => {
    const { home } = await makePlaces()
    const [seen, other] = [await makeSession(home), await makeSession(home)]
    const long = new Date(0)
    const { accountId } = home
    await asDatabaseAdmin((db) => db`update sessions set last_seen_at = ${long} where account_id = ${accountId}`)
    await findSessionActor(seen.sessionId)
    const rows = await asDatabaseAdmin(
      (db) => db`select id from sessions where account_id = ${accountId} and last_seen_at > ${long}`,
    )
    expect(rows.map((row) => row.id)).toEqual([seen.sessionId])
    expect(other.sessionId).not.toBe(seen.sessionId)
  })
})

test('open operations are counted for who started them and for the administrators they touch', async () => {
  const { organization, lab, away } = await makePlaces()
  const other = await makeWorkspace(organization)
  const starter = await makeUser(organization, { workspaceId: lab.id })
  const bystander = await makeUser(organization, { workspaceId: lab.id })
  const elsewhere = await makeUser(organization, { workspaceId: other.workspaceId, isWorkspaceAdmin: true })
  await start(organization.admin, lab)
  await start(starter, null)
  const ended = await start(organization.admin, lab)
  await asDatabaseAdmin((db) => db`update operations set state = 'done', ended_at = now() where id = ${ended}`)
  const counts: number[] = []
  for (const user of [organization.admin, away, starter, bystander, elsewhere])
    counts.push((await actorOf(user)).openOperations)
  expect(counts).toEqual([2, 1, 1, 0, 0])
})
