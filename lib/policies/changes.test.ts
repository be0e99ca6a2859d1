import { describe, expect, test } from 'vitest'
import { findSessionActor } from '../actor'
import { actingAs, type Claim } from '../call'
import { reading } from '../database/client'
import { makeOrganization, makeSession, makeUser, makeWorkspace, systemOf, unwrap } from '../test/factories'
import { activityOf, actorOf, asDatabaseAdmin, auditOf, auditSeq } from '../test/look'
import { inRounds, race } from '../test/race'
import { setPolicy } from './changes'
import { readPolicies, readPoliciesOf } from './facts'

const domains = 'allowed-email-domains'
const lifetime = 'session-lifetime'
const sharing = 'share-across-workspaces'
const notFound = { ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' }

const set = (claim: Claim, key: string, value: unknown, { workspaceId = '', revision = 0 } = {}) =>
  actingAs(claim, () => setPolicy({ workspaceId: workspaceId || null, key, value, revision }))

/** An organization, a workspace of it, and what holds in each. */
async function makePlace() {
  const organization = await makeOrganization()
  const { workspaceId } = await makeWorkspace(organization)
  const { organizationId: id, admin } = organization
  const held = (of: string | null) => reading(id, (tx) => readPolicies(tx, id, of))
  return {
    organization,
    id,
    admin,
    workspaceId,
    manager: await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }),
    held,
  }
}

const newestOf = async (organizationId: string) => JSON.parse((await auditOf(organizationId)).at(-1)?.body ?? '{}')

describe('[POL-1] what an organization sets', () => {
  test('[POL-1] holds in every workspace, and back at the default it holds no more', async () => {
    const { id, admin, workspaceId, held } = await makePlace()
    expect(await set(admin.claim, domains, ['b.org', 'a.org'])).toEqual({ ok: true, value: { revision: 1 } })
    expect((await held(null)).allowedEmailDomains).toEqual(['a.org', 'b.org'])
    expect((await held(workspaceId)).allowedEmailDomains).toEqual(['a.org', 'b.org'])
    expect(await set(admin.claim, domains, null, { revision: 1 })).toEqual({ ok: true, value: { revision: 2 } })
    expect((await held(workspaceId)).allowedEmailDomains).toBeNull()
    const all = await reading(id, (tx) => readPoliciesOf(tx, id, [workspaceId]))
    expect(all.get(null)).toEqual(all.get(workspaceId))
  })

  test('[POL-1] is set by Organization Admins alone, and each try is logged', async () => {
    const { organization, id, manager, held } = await makePlace()
    const refused = { ok: false, code: 'not-administrator' }
    for (const claim of [manager.claim, systemOf(organization), { kind: 'anonymous', organizationId: id } as const])
      expect(await set(claim, domains, ['a.org'])).toMatchObject(refused)
    expect((await held(null)).allowedEmailDomains).toBeNull()
    expect((await activityOf(id)).map((line) => line.detail)).toEqual([
      expect.stringMatching(/^Refused to set a policy: /),
    ])
  })

  test('[INV-5] whether there are local users is known to whoever acts, at once and back at the default', async () => {
    const { admin } = await makePlace()
    unwrap(await set(admin.claim, 'local-users', false))
    expect((await actorOf(admin)).organization.allowsLocalUsers).toBe(false)
    unwrap(await set(admin.claim, 'local-users', null, { revision: 1 }))
    expect((await actorOf(admin)).organization.allowsLocalUsers).toBe(true)
  })

  test('[SEC-2] is recorded in words, before and after, with who did it', async () => {
    const { id, admin } = await makePlace()
    unwrap(await set(admin.claim, lifetime, 24))
    expect(await newestOf(id)).toMatchObject({
      event: 'policy.set',
      workspace: null,
      person: { id: admin.accountId },
      target: { kind: 'policy', id: lifetime, label: 'Session lifetime' },
      before: { value: '14 days' },
      after: { value: '1 day' },
    })
    unwrap(await set(admin.claim, lifetime, null, { revision: 1 }))
    expect(await newestOf(id)).toMatchObject({ event: 'policy.given-up', after: { value: '14 days' } })
  })
})

describe('[POL-1] what a workspace sets for itself', () => {
  test('[POL-1] holds there alone, also set by its own administrators', async () => {
    const { organization, id, admin, manager, workspaceId, held } = await makePlace()
    unwrap(await set(admin.claim, domains, ['a.org', 'b.org']))
    unwrap(await set(manager.claim, domains, ['a.org'], { workspaceId }))
    expect((await held(workspaceId)).allowedEmailDomains).toEqual(['a.org'])
    expect((await held(organization.defaultWorkspaceId)).allowedEmailDomains).toEqual(['a.org', 'b.org'])
    expect(await newestOf(id)).toMatchObject({ workspace: { id: workspaceId }, before: { value: 'a.org, b.org' } })
    unwrap(await set(admin.claim, domains, ['b.org'], { workspaceId, revision: 1 }))
    expect((await held(workspaceId)).allowedEmailDomains).toEqual(['b.org'])
  })

  test('[POL-1] is never looser than the organization’s', async () => {
    const { admin, workspaceId, held } = await makePlace()
    unwrap(await set(admin.claim, domains, ['a.org']))
    for (const [key, value] of [
      [domains, ['a.org', 'b.org']],
      [sharing, true],
    ] as const)
      expect(await set(admin.claim, key, value, { workspaceId })).toMatchObject({ ok: false, code: 'looser' })
    expect(await held(workspaceId)).toMatchObject({ allowedEmailDomains: ['a.org'], shareAcrossWorkspaces: false })
  })

  test('[POL-1] stays stricter when the organization loosens, and is narrowed when it tightens', async () => {
    const { admin, workspaceId, held } = await makePlace()
    unwrap(await set(admin.claim, domains, ['a.org', 'b.org']))
    unwrap(await set(admin.claim, domains, ['a.org', 'b.org'], { workspaceId }))
    unwrap(await set(admin.claim, domains, null, { revision: 1 }))
    expect((await held(workspaceId)).allowedEmailDomains).toEqual(['a.org', 'b.org'])
    unwrap(await set(admin.claim, domains, ['b.org', 'c.org'], { revision: 2 }))
    expect((await held(workspaceId)).allowedEmailDomains).toEqual(['b.org'])
  })

  test('[POL-1] is no sign-in policy', async () => {
    const { admin, workspaceId, held } = await makePlace()
    expect(await set(admin.claim, lifetime, 1, { workspaceId })).toMatchObject({ code: 'organization-only' })
    expect((await held(workspaceId)).sessionLifetime).toBe(336)
  })

  test('[SEC-4] of another workspace is not found', async () => {
    const { organization, id, workspaceId } = await makePlace()
    const { claim } = await makeUser(organization, { isWorkspaceAdmin: true })
    const seq = await auditSeq(id)
    expect(await set(claim, domains, ['a.org'], { workspaceId })).toEqual(notFound)
    expect(await set(claim, domains, ['a.org'], { workspaceId: crypto.randomUUID() })).toEqual(notFound)
    expect(await auditSeq(id)).toBe(seq)
  })
})

describe('[SEC-9] a policy is not saved over somebody else’s choice', () => {
  test('[SEC-9] also not when that has been given up again', async () => {
    const { admin, held } = await makePlace()
    unwrap(await set(admin.claim, lifetime, 24))
    expect(await set(admin.claim, lifetime, 48)).toMatchObject({
      code: 'changed-meanwhile',
      theirs: { revision: 1, values: { value: '1 day' } },
    })
    unwrap(await set(admin.claim, lifetime, null, { revision: 1 }))
    unwrap(await set(admin.claim, lifetime, 12, { revision: 2 }))
    expect(await set(admin.claim, lifetime, 48, { revision: 1 })).toMatchObject({ theirs: { revision: 3 } })
    expect((await held(null)).sessionLifetime).toBe(12)
    unwrap(await set(admin.claim, lifetime, 48, { revision: 3 }))
  })

  test('[SEC-9] of two who save at once one does and the other is told', async () => {
    const { admin, workspaceId } = await makePlace()
    const tally = await inRounds(
      60,
      async (round) => {
        const save = (value: string) => () => set(admin.claim, domains, [value], { workspaceId, revision: round })
        return (await race(save('a.org'), save('b.org'))).toSorted().join(', ')
      },
      1,
    )
    expect(tally).toEqual({ 'changed-meanwhile, ok': 60 })
  })
})

describe('[POL-2] a session lives as long as the policy says', () => {
  const ages = (sessionId: string, hours: number) =>
    asDatabaseAdmin(
      (db) => db`update sessions set created_at = now() - make_interval(hours => ${hours}),
      expires_at = now() - make_interval(hours => ${hours}) + interval '14 days' where id = ${sessionId}`,
    )
  const endOf = (sessionId: string) =>
    asDatabaseAdmin(async (db) => {
      const [row] = await db<{ hours: number }[]>`
        select extract(epoch from expires_at - created_at)::int / 3600 as hours from sessions where id = ${sessionId}`
      return row?.hours
    })

  test('[POL-2] shortened, open ones end by it, and one that is past it at its next request', async () => {
    const { organization, admin } = await makePlace()
    const elsewhere = await makeSession((await makeOrganization()).admin)
    const [old, young, ended] = [await makeSession(admin), await makeSession(admin), await makeSession(admin)]
    await ages(old.sessionId, 9)
    await ages(young.sessionId, 7)
    await ages(elsewhere.sessionId, 9)
    await asDatabaseAdmin((db) => db`update sessions set ended_at = now() where id = ${ended.sessionId}`)
    expect(await findSessionActor(old.sessionId)).not.toBeNull()
    unwrap(await set(admin.claim, lifetime, 8))
    expect(await findSessionActor(old.sessionId)).toBeNull()
    expect(await set(old.claim, lifetime, 9, { revision: 1 })).toMatchObject({ code: 'signed-out' })
    expect(await findSessionActor(young.sessionId)).not.toBeNull()
    expect(await findSessionActor(elsewhere.sessionId)).not.toBeNull()
    expect([await endOf(young.sessionId), await endOf(ended.sessionId)]).toEqual([8, 336])
    expect(await endOf((await makeSession(await makeUser(organization))).sessionId)).toBe(8)
  })

  test('[POL-2] lengthened, it lengthens no session that is open', async () => {
    const { admin } = await makePlace()
    unwrap(await set(admin.claim, lifetime, 8))
    const { sessionId } = await makeSession(admin)
    unwrap(await set(admin.claim, lifetime, 24, { revision: 1 }))
    expect(await endOf(sessionId)).toBe(8)
    expect(await endOf((await makeSession(admin)).sessionId)).toBe(24)
  })
})
