import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import type { UserActor } from '../rules/actor'
import {
  makeInvitation,
  makeOrganization,
  makeSession,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  unwrap,
} from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { setPolicy } from './changes'
import { SetPolicy } from './input'
import { listPolicies, previewPolicy } from './queries'

const domains = 'allowed-email-domains'
const lifetime = 'session-lifetime'
const sharing = 'share-across-workspaces'

const set = (organization: TestOrganization, key: string, value: unknown, workspaceId: string | null = null) =>
  actingAs(organization.admin.claim, () => setPolicy({ workspaceId, key, value, revision: 0 })).then(unwrap)

async function rowIn(actor: UserActor, workspaceId: string | null, key: string) {
  return (await listPolicies(actor, workspaceId)).find((row) => row.key === key)
}

const preview = (actor: UserActor, key: string, value: unknown, workspaceId: string | null = null) =>
  previewPolicy(actor, SetPolicy.parse({ workspaceId, key, value, revision: 0 }))
const hitsOf = async (...asked: Parameters<typeof preview>) => unwrap(await preview(...asked)).hits

describe('[POL-1] a policy shows what holds, where it comes from, and what would hold otherwise', () => {
  test('[POL-1] in the organization: the default, then what was set, by whom and when', async () => {
    const organization = await makeOrganization({ name: 'Ada' })
    const actor = await actorOf(organization.admin)
    expect(await rowIn(actor, null, lifetime)).toEqual({
      key: lifetime,
      section: 'Sign-in',
      title: 'Session lifetime',
      about: expect.any(String),
      scope: 'organization',
      control: expect.objectContaining({ kind: 'number' }),
      bounds: null,
      value: '14 days',
      source: 'default',
      otherwise: '14 days',
      own: null,
      choice: 'none',
      typed: '336',
      other: null,
      revision: 0,
      changed: null,
      mayEdit: { ok: true },
    })
    await set(organization, lifetime, 24)
    expect(await rowIn(actor, null, lifetime)).toMatchObject({
      value: '1 day',
      source: 'organization',
      otherwise: '14 days',
      own: 24,
      choice: 'typed',
      typed: '24',
      revision: 1,
      changed: { at: expect.stringMatching(/Z$/), by: 'Ada' },
    })
  })

  test('[POL-1] in a workspace: the organization’s, or stricter, and what it would have otherwise', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const manager = await actorOf(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }))
    const row = () => rowIn(manager, workspaceId, domains)
    expect(await row()).toMatchObject({ value: 'Any domain', source: 'default', choice: 'none', typed: '' })
    await set(organization, domains, ['a.org', 'b.org'])
    expect(await row()).toMatchObject({
      value: 'a.org, b.org',
      source: 'organization',
      typed: 'a.org\nb.org',
      revision: 0,
    })
    await set(organization, domains, ['a.org'], workspaceId)
    expect(await row()).toMatchObject({
      value: 'a.org',
      source: 'stricter',
      otherwise: 'a.org, b.org',
      choice: 'typed',
      typed: 'a.org',
      revision: 1,
      mayEdit: { ok: true },
    })
    const actor = await actorOf(organization.admin)
    expect(await rowIn(actor, organization.defaultWorkspaceId, domains)).toMatchObject({ source: 'organization' })
  })

  test('[POL-1] a sign-in policy says in a workspace why it is not set there', async () => {
    const organization = await makeOrganization()
    const actor = await actorOf(organization.admin)
    const row = await rowIn(actor, organization.defaultWorkspaceId, lifetime)
    expect(row).toMatchObject({ choice: 'none', mayEdit: { ok: false, code: 'organization-only' } })
  })

  test('[SHR-3] of two values the other one is offered, in a workspace only the stricter', async () => {
    const organization = await makeOrganization()
    const { defaultWorkspaceId: workspaceId } = organization
    const actor = await actorOf(organization.admin)
    expect(await rowIn(actor, null, sharing)).toMatchObject({
      value: 'Administrators only',
      choice: 'none',
      other: { choice: 'true', words: 'Everyone', verdict: { ok: true } },
    })
    expect(await rowIn(actor, workspaceId, sharing)).toMatchObject({
      other: { choice: 'true', verdict: { ok: false, code: 'looser' } },
    })
    await set(organization, sharing, true)
    expect(await rowIn(actor, null, sharing)).toMatchObject({ value: 'Everyone', choice: 'true' })
    expect(await rowIn(actor, workspaceId, sharing)).toMatchObject({
      other: { choice: 'false', words: 'Administrators only', verdict: { ok: true } },
    })
    await set(organization, sharing, false, workspaceId)
    expect(await rowIn(actor, workspaceId, sharing)).toMatchObject({ choice: 'false', source: 'stricter' })
  })

  test('[SEC-4] nothing is shown to who does not administer the place, nor of a place that is gone', async () => {
    const organization = await makeOrganization()
    const { workspaceId, name } = await makeWorkspace(organization)
    const manager = await actorOf(await makeUser(organization, { isWorkspaceAdmin: true }))
    const plain = await actorOf(await makeUser(organization, { workspaceId }))
    expect(await listPolicies(manager, null)).toEqual([])
    expect(await listPolicies(manager, workspaceId)).toEqual([])
    expect(await listPolicies(plain, workspaceId)).toEqual([])
    const actor = await actorOf(organization.admin)
    expect(await listPolicies(actor, workspaceId)).not.toEqual([])
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    expect(await listPolicies(actor, workspaceId)).toEqual([])
  })
})

/** Users at a.org and b.org and an invitation to each, in the Default Workspace and in one that has its own list. */
async function makePeople() {
  const organization = await makeOrganization({ email: 'ada@a.org' })
  const { workspaceId } = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId, email: 'grace@a.org', isWorkspaceAdmin: true })
  await makeUser(organization, { email: 'lin@b.org' })
  await makeUser(organization, { workspaceId, email: 'mo@b.org' })
  const gone = await makeUser(organization, { workspaceId, email: 'off@b.org' })
  await asDatabaseAdmin((db) => db`update users set state = 'deactivated' where id = ${gone.userId}`)
  await makeInvitation(organization.admin, 'new@a.org')
  await makeInvitation(organization.admin, 'new@b.org')
  await makeInvitation(manager, 'new@b.org')
  const { invitationId } = await makeInvitation(manager, 'late@b.org')
  await asDatabaseAdmin((db) => db`update invitations set expires_at = now() where id = ${invitationId}`)
  return { organization, workspaceId, manager, actor: await actorOf(organization.admin) }
}

describe('[POL-2] tightening shows first what it hits', () => {
  test('[POL-2] [INV-4] domains: active users outside, who stay, and pending invitations', async () => {
    const { actor, workspaceId } = await makePeople()
    expect(unwrap(await preview(actor, domains, ['a.org']))).toEqual({
      was: 'Any domain',
      becomes: 'a.org',
      hits: ['2 active users have an address outside, and stay.', '2 pending invitations can no longer be accepted.'],
    })
    expect(await hitsOf(actor, domains, ['a.org'], workspaceId)).toEqual([
      'One active user has an address outside, and stays.',
      'One pending invitation can no longer be accepted.',
    ])
    expect(await hitsOf(actor, domains, ['a.org', 'b.org'])).toEqual([])
  })

  test('[POL-2] domains: who was outside already is not counted again', async () => {
    const { organization, actor, workspaceId } = await makePeople()
    await set(organization, domains, ['a.org'], workspaceId)
    expect(await hitsOf(actor, domains, ['a.org'])).toEqual([
      'One active user has an address outside, and stays.',
      'One pending invitation can no longer be accepted.',
    ])
    expect(await hitsOf(actor, domains, ['b.org'])).toEqual([
      '2 active users have an address outside, and stay.',
      'One pending invitation can no longer be accepted.',
    ])
    await set(organization, domains, ['a.org'])
    expect(await hitsOf(actor, domains, null)).toEqual([])
  })

  test('[POL-2] domains: a workspace that gave up its own list is shut out with the others', async () => {
    const { organization, actor, workspaceId } = await makePeople()
    await set(organization, domains, ['a.org'], workspaceId)
    const givenUp = { workspaceId, key: domains, value: null, revision: 1 }
    unwrap(await actingAs(organization.admin.claim, () => setPolicy(givenUp)))
    expect(await hitsOf(actor, domains, ['a.org'])).toEqual([
      '2 active users have an address outside, and stay.',
      '2 pending invitations can no longer be accepted.',
    ])
  })

  test('[POL-2] domains: a deleted workspace is not counted', async () => {
    const { organization, actor, workspaceId } = await makePeople()
    const [row] = await asDatabaseAdmin(
      (db) => db<{ name: string }[]>`select name from workspaces where id = ${workspaceId}`,
    )
    const gone = { workspaceId, typedName: row?.name ?? '' }
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace(gone)))
    expect(await hitsOf(actor, domains, ['a.org'])).toEqual([
      'One active user has an address outside, and stays.',
      'One pending invitation can no longer be accepted.',
    ])
  })

  test('[POL-2] [INV-5] no more local users: every pending invitation', async () => {
    const { organization, actor } = await makePeople()
    expect(await hitsOf(actor, 'local-users', false)).toEqual(['3 pending invitations can no longer be accepted.'])
    await set(organization, 'local-users', false)
    expect(await hitsOf(actor, 'local-users', false)).toEqual([])
    expect(await hitsOf(actor, 'local-users', null)).toEqual([])
  })

  test('[POL-2] session lifetime: browsers that are signed out at once, and whether this is one', async () => {
    const organization = await makeOrganization()
    const actor = await actorOf(organization.admin)
    const [old, over, away] = await Promise.all([1, 2, 3].map(() => makeSession(organization.admin)))
    for (const session of [old, over])
      await asDatabaseAdmin(
        (db) =>
          db`update sessions set created_at = now() - interval '9 hours' where id = ${session?.sessionId ?? null}`,
      )
    await asDatabaseAdmin((db) => db`update sessions set ended_at = now() where id = ${over?.sessionId ?? null}`)
    expect(await hitsOf(actor, lifetime, 8)).toEqual(['One browser is signed out at once.'])
    expect(await hitsOf(actor, lifetime, 10)).toEqual([])
    for (const sessionId of [actor.sessionId, away?.sessionId ?? null])
      await asDatabaseAdmin(
        (db) => db`update sessions set created_at = now() - interval '9 hours' where id = ${sessionId}`,
      )
    expect(await hitsOf(actor, lifetime, 8)).toEqual(['3 browsers are signed out at once, this one among them.'])
  })

  test('[POL-2] [SHR-3] sharing hits nothing that is there', async () => {
    const { organization, actor } = await makePeople()
    await set(organization, sharing, true)
    expect(unwrap(await preview(actor, sharing, false))).toEqual({
      was: 'Everyone',
      becomes: 'Administrators only',
      hits: [],
    })
  })

  test('[POL-2] is refused as the change would be, and writes nothing', async () => {
    const { organization, workspaceId, manager } = await makePeople()
    const actor = await actorOf(manager)
    expect(await preview(actor, domains, ['a.org'])).toMatchObject({ ok: false, code: 'not-administrator' })
    expect(await preview(actor, domains, ['a.org'], organization.defaultWorkspaceId)).toMatchObject({
      code: 'not-found',
    })
    expect(await preview(actor, sharing, true, workspaceId)).toMatchObject({ code: 'looser' })
    expect(await preview(actor, lifetime, 1, workspaceId)).toMatchObject({ code: 'organization-only' })
    expect(await preview(actor, domains, ['a.org'], workspaceId)).toMatchObject({ ok: true })
    expect(await rowIn(actor, workspaceId, domains)).toMatchObject({ value: 'Any domain', revision: 0 })
  })
})
