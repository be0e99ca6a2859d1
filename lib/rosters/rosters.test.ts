import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { setRoles } from '../delegation/changes'
import { findOperation } from '../operations/queries'
import {
  makeOrganization,
  makeUser,
  makeWorkspace,
  type TestOrganization,
  type TestUser,
  unwrap,
} from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf, fingerprint } from '../test/look'
import { runOperation } from '../worker/run-operation'
import { firstRun } from '../worker/testing/probing'
import { applyRoster, bringRoster } from './changes'
import { findRoster, listRosterLines, listRosters } from './queries'

vi.setConfig({ testTimeout: 120_000 })

const head = 'workspace,email,name,role,groups'
const bytesOf = (...lines: readonly string[]) => new TextEncoder().encode([head, ...lines, ''].join('\n'))

const bring = (by: TestUser, bytes: Uint8Array) =>
  actingAs(by.claim, () => bringRoster({ fileName: 'roster.csv', bytes }))

async function check(organization: TestOrganization, ...lines: readonly string[]) {
  const { rosterId } = unwrap(await bring(organization.admin, bytesOf(...lines)))
  const actor = await actorOf(organization.admin)
  const { rows } = await listRosterLines(actor, rosterId, {})
  return { rosterId, rows, says: rows.map((row) => `${row.line} ${row.outcome} ${row.reason}`.trim()) }
}

async function apply(organization: TestOrganization, rosterId: string, by = organization.admin) {
  const { organizationId } = organization
  const { operationId } = unwrap(await actingAs(by.claim, () => applyRoster({ rosterId })))
  await runOperation({ organizationId, operationId }, firstRun())
  return findOperation(await actorOf(organization.admin), operationId)
}

/** Everybody, as `workspace e-mail name role: groups`, sorted. */
const everybody = ({ organizationId }: TestOrganization) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ says: string }[]>`
      select w.name || ' ' || u.email || ' ' || u.name || case when u.is_workspace_admin then ' admin: ' else ': ' end ||
        coalesce((select string_agg(g.name, ',' order by g.name) from group_members m
          join groups g on g.id = m.group_id where m.user_id = u.id), '') as says
      from users u join workspaces w on w.id = u.workspace_id
      where u.organization_id = ${organizationId} and u.email like '%@roster.example' order by 1`
    return rows.map((row) => row.says)
  })

describe('[INV-7] a roster', () => {
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
    const events = (await auditOf(organization.organizationId)).map((record) => record.event)
    expect(events.filter((event) => event === 'user.changed-by-roster')).toHaveLength(2)
  })

  test('[INV-7] refuses a line for its own reason, and the others are done', async () => {
    const organization = await makeOrganization()
    const { workspaceId, name } = await makeWorkspace(organization, 'Lab')
    const gone = await makeUser(organization, { workspaceId, email: 'gone@roster.example' })
    unwrap(await actingAs(organization.admin.claim, () => deactivateUser({ userId: gone.userId })))
    const ended = await makeUser(organization, { workspaceId, email: 'ended@roster.example' })
    await asDatabaseAdmin((admin) => admin`update users set ends_at = now() where id = ${ended.userId}`)
    const { rosterId, says } = await check(
      organization,
      `${name},gone@roster.example,Gone,member,`,
      `${name},ended@roster.example,Ended,member,`,
      `${name},not an address,Nobody,member,`,
      `${name},ok@roster.example,Ok,member,`,
      `LAB,OK@roster.example,Ok,member,`,
      `Other,ok@roster.example,Okay,member,`,
      `${name},x@roster.example,X,owner,`,
      `${name},y@roster.example,,member,`,
      `,z@roster.example,Z,member,`,
      `${name},w@roster.example,W`,
      `${name},v@roster.example,V,member,crew${','.repeat(10_000)}`,
      `${name},u@roster.example,U,member,${'g;'.repeat(201)}`,
    )
    expect(says).toEqual([
      '2 refused They are deactivated in this workspace. Reactivate them first.',
      '3 refused Their end date in this workspace has passed. Give them a later one first.',
      '4 refused email: Enter an e-mail address like ada@example.org.',
      '5 create',
      '6 refused Line 5 names this person in this workspace already.',
      '7 refused Line 5 calls this person “Ok”. Use one name.',
      '8 refused role: The role must be “member” or “workspace_admin”.',
      '9 refused name: Enter the person’s name.',
      '10 refused workspace: Enter the name of a workspace.',
      '11 refused It has 3 cells instead of 5.',
      '12 refused It has 10,005 cells instead of 5.',
      '13 refused groups: At most 200 groups a line.',
    ])
    await apply(organization, rosterId)
    expect(await everybody(organization)).toContainEqual('Lab ok@roster.example Ok: ')
  })

  test('[INV-4] holds to the allowed domains, of the organization and of the workspace', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const { workspaceId } = await makeWorkspace(organization, 'Lab')
    await asDatabaseAdmin(async (admin) => {
      await admin`insert into organization_policies (organization_id, key, value, changed_by)
        values (${organizationId}, 'allowed-email-domains', '["one.example", "two.example"]', 'Ada')`
      await admin`insert into workspace_policies (organization_id, workspace_id, key, value, changed_by)
        values (${organizationId}, ${workspaceId}, 'allowed-email-domains', '["two.example", "three.example"]', 'Ada')`
    })
    const { says } = await check(
      organization,
      'Lab,a@one.example,A,member,',
      'Lab,b@two.example,B,member,',
      'Lab,c@three.example,C,member,',
      'New,a@one.example,A,member,',
      'New,c@three.example,C,member,',
    )
    const no = (domain: string) =>
      `Addresses at ${domain} are not allowed here. An administrator can change that under Policies.`
    expect(says).toEqual([
      `2 refused ${no('one.example')}`,
      '3 create',
      `4 refused ${no('three.example')}`,
      '5 create',
      `6 refused ${no('three.example')}`,
    ])
  })

  test('[INV-5] is refused where there are no local users', async () => {
    const organization = await makeOrganization()
    await asDatabaseAdmin(
      (admin) => admin`insert into organization_policies (organization_id, key, value, changed_by)
        values (${organization.organizationId}, 'local-users', 'false', 'Ada')`,
    )
    expect(await bring(organization.admin, bytesOf('Lab,a@b.example,A,member,'))).toMatchObject({
      code: 'provisioning-only',
    })
  })

  test('[INV-7] is an Organization Admin’s: others are refused, and see none', async () => {
    const organization = await makeOrganization()
    const manager = await makeUser(organization, { isWorkspaceAdmin: true })
    expect(await bring(manager, bytesOf('Lab,a@b.example,A,member,'))).toMatchObject({ code: 'not-organization-admin' })
    const { rosterId } = await check(organization, 'Lab,a@b.example,A,member,')
    expect(await actingAs(manager.claim, () => applyRoster({ rosterId }))).toMatchObject({ code: 'not-found' })
    const actor = await actorOf(manager)
    expect(await listRosters(actor)).toEqual([])
    expect(await findRoster(actor, rosterId)).toBeNull()
    expect(await findRoster(actor, 'no id')).toBeNull()
    expect((await listRosterLines(actor, rosterId, {})).rows).toEqual([])
    expect((await listRosters(await actorOf(organization.admin))).map((roster) => roster.id)).toEqual([rosterId])
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

describe('a file that cannot be read leaves nothing', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  const many = `${head}\n${'Lab,a@b.example,A,member,\n'.repeat(50_001)}`
  test.each([
    [
      'empty',
      new Uint8Array(),
      'Line 1: The first line must be “workspace,email,name,role,groups”, and the file is empty.',
    ],
    ['nothing but its first line', text(`${head}\n`), 'Line 1: No line follows the first one.'],
    [
      'another first line',
      text('email,name\na,b\n'),
      'Line 1: The first line must be “workspace,email,name,role,groups”.',
    ],
    [
      'semicolons',
      text('workspace;email;name;role;groups\n'),
      'Line 1: The first line must be “workspace,email,name,role,groups”. Separate the cells by commas, not by semicolons.',
    ],
    [
      'Latin-1',
      new Uint8Array([...text(`${head}\nLab,a@b.example,Ren`), 0xe9, 0x2c, 0x6d]),
      'Line 2: This line is not in UTF-8. Save the file as CSV in UTF-8.',
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x77, 0]), 'Line 1: This file is in UTF-16. Save it as CSV in UTF-8.'],
    ['a stray quotation mark', text(`${head}\nLab,a@b.example,A"da,member,\n`), /^Line 2: A quotation mark/],
    ['over 50,000 lines', text(many), 'Line 50,002: A roster has at most 50,000 lines. Divide the file.'],
  ])('%s', async (_, bytes, reason) => {
    const organization = await makeOrganization()
    const answer = await bring(organization.admin, bytes)
    expect(answer).toMatchObject({ ok: false, code: 'unreadable' })
    expect(answer.ok ? '' : answer.reason).toMatch(reason)
    expect(await listRosters(await actorOf(organization.admin))).toEqual([])
  })

  test.each([
    ['a byte order mark', `\uFEFF${head}\nLab,a@b.example,A,member,\n`],
    ['CRLF', `${head}\r\nLab,a@b.example,A,member,\r\n`],
    ['CR alone', `${head}\rLab,a@b.example,A,member,\r`],
    ['empty lines', `\n\n${head}\n\n\nLab,a@b.example,A,member,\n\n`],
    ['heads in capitals', 'Workspace, Email ,NAME,role,groups\nLab,a@b.example,A,member,'],
  ])('while %s are no harm', async (_, content) => {
    const organization = await makeOrganization()
    const { rosterId } = unwrap(await bring(organization.admin, text(content)))
    expect((await findRoster(await actorOf(organization.admin), rosterId))?.counts).toMatchObject({ create: 1 })
  })

  test('more than 8 MiB are not even read', async () => {
    const { admin } = await makeOrganization()
    expect(await bring(admin, new Uint8Array(8 * 1024 * 1024 + 1))).toMatchObject({ code: 'invalid' })
  })
})
