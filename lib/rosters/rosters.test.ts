import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { setRoles } from '../delegation/changes'
import { findOperation } from '../operations/queries'
import { makeOrganization, makeUser, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf, fingerprint } from '../test/look'
import { inRounds, race } from '../test/race'
import { runOperation } from '../worker/run-operation'
import { firstRun } from '../worker/testing/probing'
import { applyRoster } from './changes'
import { findRoster, listRosterLines } from './queries'
import { apply, check, everybody } from './testing/roster'

vi.setConfig({ testTimeout: 120_000 })

describe('[INV-7] a roster that is applied', () => {
  test('[INV-7] makes workspaces, groups and active users without mail, who never signed in', async () => {
    const organization = await makeOrganization()
    const { rosterId, says } = await check(
      organization,
      'Lab,ada@roster.example,Ada,workspace_admin,crew;readers',
      'Lab,Grace@Roster.Example,Grace,member,crew',
      'Default,ada@roster.example,Ada,member,',
      '" lab ",lin@roster.example,"Lin, Jr",member,"Crew; readers;CREW"',
    )
    expect(says).toEqual(['2 create', '3 create', '4 create', '5 create'])
    const before = await findRoster(await actorOf(organization.admin), rosterId)
    expect(before?.newWorkspaces).toEqual({ count: 1, first: ['Lab'] })
    expect(await everybody(organization)).toEqual([])
    expect(await apply(organization, rosterId)).toMatchObject({ state: 'done', done: 4, total: 4, reason: '' })
    expect(await everybody(organization)).toEqual([
      'Default ada@roster.example Ada: ',
      'Lab ada@roster.example Ada admin: crew,readers',
      'Lab grace@roster.example Grace: crew',
      'Lab lin@roster.example Lin, Jr: crew,readers',
    ])
    const after = await asDatabaseAdmin(async (admin) => ({
      mails: (
        await admin`select from graphile_worker.jobs where task_identifier <> 'roster.import'
        and key like ${`%${organization.organizationId}%`}`
      ).length,
      told: (await admin`select event from notices where organization_id = ${organization.organizationId}`).map(
        (row) => row.event,
      ),
      seen: (
        await admin`select from users where organization_id = ${organization.organizationId} and last_active_at is not null`
      ).length,
    }))
    expect(after).toEqual({ mails: 0, told: ['roster.imported'], seen: 0 })
    const roster = await findRoster(await actorOf(organization.admin), rosterId)
    expect(roster).toMatchObject({ state: 'done', lines: 4, counts: { create: 4 }, mayApply: { code: 'applied' } })
    const { rows } = await listRosterLines(await actorOf(organization.admin), rosterId, {})
    expect(rows.every((row) => row.isDone)).toBe(true)
  })

  test('[INV-7] imported again changes nothing', async () => {
    const organization = await makeOrganization()
    const lines = ['Lab,ada@roster.example,Ada,workspace_admin,crew', 'Lab,lin@roster.example,Lin,member,'] as const
    await apply(organization, (await check(organization, ...lines)).rosterId)
    const { rosterId, says } = await check(organization, ...lines)
    expect(says).toEqual(['2 same', '3 same'])
    const before = await fingerprint(organization.organizationId)
    expect(await actingAs(organization.admin.claim, () => applyRoster({ rosterId }))).toMatchObject({
      code: 'nothing-to-do',
    })
    const { activity: _, ...kept } = await fingerprint(organization.organizationId)
    expect(before).toMatchObject(kept)
  })

  test('[INV-7] says what would change of who is there, takes nothing away, and does that', async () => {
    const organization = await makeOrganization()
    await apply(
      organization,
      (
        await check(
          organization,
          'Lab,ada@roster.example,Ada,workspace_admin,crew',
          'Lab,lin@roster.example,Lin,member,',
        )
      ).rosterId,
    )
    const { rosterId, says } = await check(
      organization,
      'Lab,ada@roster.example,Another name,member,readers',
      'Lab,lin@roster.example,Lin,workspace_admin,',
    )
    expect(says).toEqual(['2 change joins readers', '3 change becomes Workspace Admin'])
    await apply(organization, rosterId)
    expect(await everybody(organization)).toEqual([
      'Lab ada@roster.example Ada admin: crew,readers',
      'Lab lin@roster.example Lin admin: ',
    ])
  })

  test('[SEC-2] is recorded with what each line changed, and with nothing that it left as it was', async () => {
    const organization = await makeOrganization()
    const { organizationId, defaultWorkspaceId: workspaceId } = organization
    await makeUser(organization, { workspaceId, email: 'boss@roster.example', isOrganizationAdmin: true })
    await makeUser(organization, { workspaceId, email: 'lin@roster.example', isWorkspaceAdmin: true })
    const { rosterId } = await check(
      organization,
      'Default,boss@roster.example,Boss,workspace_admin,',
      'Default,lin@roster.example,Lin,member,crew',
      'Default,new@roster.example,New,member,',
    )
    await apply(organization, rosterId)
    const records = (await auditOf(organizationId)).map(({ body }) => JSON.parse(body))
    const of = (email: string) => records.findLast((record) => record.target.label === email)
    expect(of('boss@roster.example')).toMatchObject({ event: 'user.changed-by-roster', workspace: { name: 'Default' } })
    expect(of('boss@roster.example')).toHaveProperty('before', { isWorkspaceAdmin: false })
    expect(of('boss@roster.example')).toHaveProperty('after', { isWorkspaceAdmin: true })
    expect(of('lin@roster.example')).toMatchObject({ event: 'user.changed-by-roster' })
    expect([of('lin@roster.example').before, of('lin@roster.example').after]).toEqual([{}, { groupsJoined: ['crew'] }])
    expect(of('new@roster.example')).toMatchObject({ event: 'user.added', before: null })
  })

  test('[CPM-8] says how long the rest takes at the pace so far', async () => {
    const organization = await makeOrganization()
    const { rosterId } = await check(organization, 'Lab,ada@roster.example,Ada,member,')
    const actor = await actorOf(organization.admin)
    expect((await findRoster(actor, rosterId))?.secondsLeft).toBeNull()
    unwrap(await actingAs(organization.admin.claim, () => applyRoster({ rosterId })))
    const come = (done: number) =>
      asDatabaseAdmin(
        (admin) => admin`update operations set state = 'running', done = ${done}, total = 500,
          started_at = now() - interval '10 minutes' where organization_id = ${organization.organizationId}`,
      )
    await come(0)
    expect((await findRoster(actor, rosterId))?.secondsLeft).toBeNull()
    await come(100)
    expect((await findRoster(actor, rosterId))?.secondsLeft).toBeGreaterThanOrEqual(2_400)
    expect((await findRoster(actor, rosterId))?.secondsLeft).toBeLessThan(2_500)
  })

  test('[INV-7] is applied once, however many ask for it at once', async () => {
    const tally = await inRounds(20, async () => {
      const organization = await makeOrganization()
      const { rosterId } = await check(organization, 'Lab,lin@roster.example,Lin,member,')
      const ask = () => actingAs(organization.admin.claim, () => applyRoster({ rosterId }))
      const ends = await race(ask, ask, ask)
      const begun = await asDatabaseAdmin(
        (database) => database`select from operations where organization_id = ${organization.organizationId}`,
      )
      return `${ends.toSorted().join(' ')}; ${begun.length} operations`
    })
    expect(tally).toEqual({ 'applied applied ok; 1 operations': 20 })
  })

  test('[INV-7] two of the same at once make everybody once', async () => {
    const organization = await makeOrganization()
    const { organizationId, admin } = organization
    const lines = Array.from({ length: 300 }, (_, at) => `Lab ${at % 3},p${at}@roster.example,P,member,crew`)
    const starts = await Promise.all(
      [1, 2, 3].map(async () => {
        const { rosterId } = await check(organization, ...lines)
        return unwrap(await actingAs(admin.claim, () => applyRoster({ rosterId }))).operationId
      }),
    )
    // The queue tries again whoever met somebody made that very moment.
    const runs = starts.map(async (operationId) => {
      for (let attempt = 1; ; attempt++)
        try {
          return await runOperation({ organizationId, operationId }, { ...firstRun(), attempt })
        } catch (error) {
          if (attempt > 5) throw error
        }
    })
    await Promise.all(runs)
    expect(await everybody(organization)).toHaveLength(300)
    const actor = await actorOf(admin)
    const ended = await Promise.all(starts.map((operationId) => findOperation(actor, operationId)))
    expect(ended.map((operation) => operation?.state)).toEqual(['done', 'done', 'done'])
    const added = (await auditOf(organizationId)).filter(({ body }) => body.includes('@roster.example'))
    expect(added).toHaveLength(300)
  })

  test('[INV-7] that names the same new workspace as others at once makes it with them, once and at the first try', async () => {
    const tally = await inRounds(12, async () => {
      const organization = await makeOrganization()
      const { organizationId, admin } = organization
      const starts = await Promise.all(
        ['a', 'b', 'c'].map(async (who) => {
          const lines = [1, 2, 3].map((at) => `Lab ${at},${who}@roster.example,${who},member,crew`)
          const { rosterId } = await check(organization, ...lines)
          return unwrap(await actingAs(admin.claim, () => applyRoster({ rosterId }))).operationId
        }),
      )
      await Promise.all(starts.map((operationId) => runOperation({ organizationId, operationId }, firstRun())))
      const made = await asDatabaseAdmin(
        (database) => database`select from workspaces where organization_id = ${organizationId} and not is_default`,
      )
      return `${made.length} workspaces, ${(await everybody(organization)).length} users`
    })
    expect(tally).toEqual({ '3 workspaces, 9 users': 12 })
  })

  test('[INV-7] ends when who started it may no longer import, with the reason', async () => {
    const organization = await makeOrganization()
    const other = await makeUser(organization, { isOrganizationAdmin: true })
    const { rosterId } = await check(organization, 'Lab,a@roster.example,A,member,')
    const { operationId } = unwrap(await actingAs(other.claim, () => applyRoster({ rosterId })))
    const take = { chosen: { userIds: [other.userId] }, role: 'organization-admin' as const, isGranted: false }
    unwrap(await actingAs(organization.admin.claim, () => setRoles(take)))
    await runOperation({ organizationId: organization.organizationId, operationId }, firstRun())
    expect(await findOperation(await actorOf(organization.admin), operationId)).toMatchObject({
      state: 'failed',
      reason: 'Only an Organization Admin can import a roster.',
    })
    expect(await everybody(organization)).toEqual([])
  })

  test('[SWI-3] in a roster the line is the invitation: the first one is where they sign in', async () => {
    const organization = await makeOrganization()
    const { rosterId } = await check(
      organization,
      'Beta,ada@roster.example,Ada,member,',
      'Alpha,ada@roster.example,Ada,member,',
      'Default,ada@roster.example,Ada,member,',
    )
    await apply(organization, rosterId)
    const rows = await asDatabaseAdmin(
      (admin) => admin`select w.name, u.invited_at < r.created_at as before from users u
        join workspaces w on w.id = u.workspace_id join rosters r on r.id = ${rosterId}
        where u.organization_id = ${organization.organizationId} and u.email = 'ada@roster.example' order by u.invited_at`,
    )
    expect(rows.map((row) => [row.name, row.before])).toEqual([
      ['Beta', true],
      ['Alpha', true],
      ['Default', true],
    ])
  })
})
