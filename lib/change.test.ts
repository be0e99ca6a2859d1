import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { actingAs } from './call'
import { change } from './change'
import { badField, notFound } from './change/failures'
import { calling, hasRow, Probe, probed, writeRow } from './change/testing/probe'
import { allowed, refuseIf } from './rules/verdict'
import { makeOrganization, makeSession, makeUser, makeWorkspace } from './test/factories'
import { activityOf, auditOf, auditSeq, inOrganization } from './test/look'

const writeProbe = change(Probe, async ({ tx, permit, audit }, { key }) => {
  permit(allowed)
  await writeRow(tx, key)
  audit('probe.written', probed)
  return { key }
})

/** Nothing of a change is left: neither its row nor a record of it. */
async function expectNothing(organizationId: string, key: string, seq: number) {
  expect(await hasRow(organizationId, key)).toBe(false)
  expect(await auditSeq(organizationId)).toBe(seq)
}

describe('[SEC-2] without a permit and a record nothing is written', () => {
  test('a change without a permit is rolled back and throws', async () => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const run = change(Probe, async ({ tx, audit }, { key }) => {
      await writeRow(tx, key)
      audit('probe.written', probed)
    })
    await expect(actingAs(admin.claim, () => run({ key: 'a' }))).rejects.toThrow('A change ended without a permit.')
    await expectNothing(organizationId, 'a', seq)
  })

  test('a change without a record is rolled back and throws', async () => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const run = change(Probe, async ({ tx, permit }, { key }) => {
      permit(allowed)
      await writeRow(tx, key)
    })
    await expect(actingAs(admin.claim, () => run({ key: 'a' }))).rejects.toThrow('A change ended without a record.')
    await expectNothing(organizationId, 'a', seq)
  })

  test('a change whose record cannot be kept is rolled back', async () => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const run = change(Probe, async ({ tx, permit, audit }, { key }) => {
      permit(allowed)
      await writeRow(tx, key)
      audit('probe.written', { ...probed, after: { text: 'no database keeps \0' } })
    })
    await expect(actingAs(admin.claim, () => run({ key: 'a' }))).rejects.toThrow('22P05')
    await expectNothing(organizationId, 'a', seq)
  })

  test('a change that throws is rolled back, records and all', async () => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const run = change(Probe, async ({ tx, permit, audit, log }, { key }) => {
      permit(allowed)
      await writeRow(tx, key)
      audit('probe.written', probed)
      log('probe', { detail: 'Probed' })
      throw new Error('of a sudden')
    })
    await expect(actingAs(admin.claim, () => run({ key: 'a' }))).rejects.toThrow('of a sudden')
    await expectNothing(organizationId, 'a', seq)
    expect(await activityOf(organizationId)).toEqual([])
  })

  test('a change on nobody’s authority throws', async () => {
    await expect(writeProbe({ key: 'a' })).rejects.toThrow('A change needs a call')
  })
})

test('[SEC-2] a record says who, as which user, where, what, before and after', async () => {
  const organization = await makeOrganization({ name: 'Ada Lovelace' })
  const { organizationId, admin } = organization
  const { claim } = await makeSession(admin)
  const run = change(Probe, async ({ permit, audit }) => {
    permit(allowed)
    const workspace = { id: admin.workspaceId, code: '00-0000000', name: 'Lab' }
    audit('probe.written', { ...probed, workspace, before: { size: 1 }, after: { size: 2 } })
  })
  const before = Date.now()
  await calling(claim, () => run({ key: 'a' }))
  const record = (await auditOf(organizationId)).at(-1)
  expect(record).toMatchObject({ event: 'probe.written', accountId: admin.accountId, workspaceId: admin.workspaceId })
  const body = JSON.parse(record?.body ?? '{}')
  expect(body).toMatchObject({
    event: 'probe.written',
    person: { id: admin.accountId, name: 'Ada Lovelace', email: admin.email },
    actingAs: { id: admin.userId, workspace: { id: admin.workspaceId, name: 'Default' } },
    workspace: { id: admin.workspaceId, code: '00-0000000', name: 'Lab' },
    target: { kind: 'probe', id: '1', label: 'Probe' },
    before: { size: 1 },
    after: { size: 2 },
    requestId: 'request-1',
    address: '192.0.2.7',
  })
  expect(Date.parse(body.at)).toBeGreaterThanOrEqual(before)
})

describe('refusals', () => {
  const refusing = change(Probe, async ({ tx, permit, audit }, { key }) => {
    await writeRow(tx, key)
    audit('probe.written', probed)
    permit(refuseIf(true, 'not-now', 'Not now. Come back later.'))
  })

  test('[SEC-7] what a rule refuses leaves a line in the log, no audit record and nothing else', async () => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    expect(await calling(admin.claim, () => refusing({ key: 'a' }))).toEqual({
      ok: false,
      code: 'not-now',
      reason: 'Not now. Come back later.',
    })
    await expectNothing(organizationId, 'a', seq)
    expect(await activityOf(organizationId)).toMatchObject([
      {
        event: 'refused',
        accountId: admin.accountId,
        email: admin.email,
        workspaceId: admin.workspaceId,
        detail: 'Refused to write a probe: Not now. Come back later.',
        address: '192.0.2.7',
        client: 'Browser',
        requestId: 'request-1',
      },
    ])
  })

  test('a later permit does not take a refusal back', async () => {
    const { organizationId, admin } = await makeOrganization()
    const run = change(Probe, async ({ tx, permit, audit }, { key }) => {
      permit(allowed)
      await writeRow(tx, key)
      audit('probe.written', probed)
      permit(refuseIf(true, 'not-now', 'Not now.'))
      permit(allowed)
    })
    expect(await actingAs(admin.claim, () => run({ key: 'a' }))).toMatchObject({ ok: false, code: 'not-now' })
    expect(await hasRow(organizationId, 'a')).toBe(false)
  })

  test.each([
    ['not found', notFound],
    ['a field that cannot be taken', () => badField('key', 'key-taken', 'Taken.')],
  ])('%s is answered, written nowhere and not logged', async (_, failure) => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const run = change(Probe, async ({ tx, permit }, { key }) => {
      permit(allowed)
      await writeRow(tx, key)
      throw failure()
    })
    expect(await actingAs(admin.claim, () => run({ key: 'a' }))).toEqual(failure().failure)
    await expectNothing(organizationId, 'a', seq)
    expect(await activityOf(organizationId)).toEqual([])
  })

  test('input that cannot be taken names its fields and asks the database nothing', async () => {
    const nobody = { kind: 'session', sessionId: crypto.randomUUID() } as const
    const answer = await actingAs(nobody, () => Reflect.apply(writeProbe, undefined, [{ key: '', more: 1 }]))
    expect(answer).toEqual({
      ok: false,
      code: 'invalid',
      reason: 'Some of this cannot be taken as it stands.',
      fields: { key: expect.any(String), '': expect.stringContaining('more') },
    })
  })
})

describe('[SEC-3] authority is read from the database at the time of the change', () => {
  const endings = [
    ['ended', sql`ended_at = now()`],
    ['expired', sql`expires_at = now() - interval '1 second'`],
  ] as const
  test.each(endings)('a session that has %s writes nothing', async (_, ending) => {
    const { organizationId, admin } = await makeOrganization()
    const { sessionId, claim } = await makeSession(admin)
    expect(await actingAs(claim, () => writeProbe({ key: 'a' }))).toMatchObject({ ok: true })
    await inOrganization(organizationId, (tx) => tx.execute(sql`update sessions set ${ending} where id = ${sessionId}`))
    expect(await actingAs(claim, () => writeProbe({ key: 'b' }))).toEqual({
      ok: false,
      code: 'signed-out',
      reason: 'You are signed out. Sign in again.',
    })
    expect(await hasRow(organizationId, 'b')).toBe(false)
  })

  test('a session nobody has writes nothing', async () => {
    const nobody = { kind: 'session', sessionId: crypto.randomUUID() } as const
    expect(await actingAs(nobody, () => writeProbe({ key: 'a' }))).toMatchObject({ ok: false, code: 'signed-out' })
  })

  test('[SWI-5] a user that was deactivated writes nothing, in a session or without', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const user = await makeUser(organization)
    const { claim } = await makeSession(user)
    await inOrganization(organizationId, (tx) =>
      tx.execute(
        sql`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${user.userId}`,
      ),
    )
    for (const who of [claim, user.claim])
      expect(await actingAs(who, () => writeProbe({ key: 'a' }))).toMatchObject({ ok: false, code: 'signed-out' })
    expect(await hasRow(organizationId, 'a')).toBe(false)
  })

  test('a user is not somebody in another organization', async () => {
    const [one, other] = [await makeOrganization(), await makeOrganization()]
    const claim = { ...one.admin.claim, organizationId: other.organizationId }
    expect(await actingAs(claim, () => writeProbe({ key: 'a' }))).toMatchObject({ ok: false, code: 'signed-out' })
  })
})

describe('[SWI-8] a change from a page drawn for somebody else is refused', () => {
  test('as another user or in another workspace nothing is written', async () => {
    const organization = await makeOrganization({ name: 'Ada' })
    const { organizationId, admin } = organization
    const { workspaceId } = await makeWorkspace(organization)
    const { claim } = await makeSession(admin)
    const seq = await auditSeq(organizationId)
    const drawn = [
      { userId: crypto.randomUUID(), workspaceId: admin.workspaceId },
      { userId: admin.userId, workspaceId },
    ]
    for (const drawnFor of drawn) {
      const idempotencyKey = crypto.randomUUID()
      expect(await calling(claim, () => writeProbe({ key: 'a' }), { drawnFor, idempotencyKey })).toEqual({
        ok: false,
        code: 'acting-as-other',
        reason: 'You are now acting as Ada in Default. Nothing was changed. Reload the page first.',
      })
    }
    await expectNothing(organizationId, 'a', seq)
    const drawnFor = { userId: admin.userId, workspaceId: admin.workspaceId }
    expect(await calling(claim, () => writeProbe({ key: 'a' }), { drawnFor })).toMatchObject({ ok: true })
  })

  test('after a switch the page of before is refused', async () => {
    const organization = await makeOrganization({ email: 'ada@example.org' })
    const { workspaceId } = await makeWorkspace(organization, 'Lab')
    const second = await makeUser(organization, { email: 'ada@example.org', workspaceId })
    const { admin } = organization
    const { sessionId, claim } = await makeSession(admin)
    const drawnFor = { userId: admin.userId, workspaceId: admin.workspaceId }
    const run = (key: string) => calling(claim, () => writeProbe({ key }), { drawnFor })
    expect(await run('a')).toMatchObject({ ok: true })
    await inOrganization(organization.organizationId, (tx) =>
      tx.execute(sql`update sessions set acting_user_id = ${second.userId} where id = ${sessionId}`),
    )
    expect(await run('b')).toMatchObject({ ok: false, code: 'acting-as-other' })
    expect(await hasRow(organization.organizationId, 'b')).toBe(false)
  })
})

test('a call carries its own claim, also inside another call', async () => {
  const [one, other] = [await makeOrganization(), await makeOrganization()]
  await actingAs(one.admin.claim, async () => {
    await actingAs(other.admin.claim, () => writeProbe({ key: 'inner' }))
    await writeProbe({ key: 'outer' })
  })
  expect(await hasRow(other.organizationId, 'inner')).toBe(true)
  expect(await hasRow(one.organizationId, 'inner')).toBe(false)
  expect(await hasRow(one.organizationId, 'outer')).toBe(true)
})
