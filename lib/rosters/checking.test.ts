import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { makePath, makeTree } from '../files/testing/tree'
import { makeOrganization, makePartner, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { applyRoster } from './changes'
import { findRoster, listRosterLines, listRosters } from './queries'
import { apply, bring, bytesOf, check, everybody } from './testing/roster'

vi.setConfig({ testTimeout: 120_000 })

describe('[INV-7] a roster that is checked', () => {
  test('[INV-7] has its lines page by page, forwards and back, all of them or of one outcome', async () => {
    const organization = await makeOrganization()
    const lines = Array.from(
      { length: 11 },
      (_, at) => `Lab,${at % 2 === 0 ? `p${at}@roster.example` : 'no'},P,member,`,
    )
    const { rosterId } = await check(organization, ...lines)
    const actor = await actorOf(organization.admin)
    const walk = async (outcome?: 'create') => {
      const pages = [await listRosterLines(actor, rosterId, { outcome }, 4)]
      for (let next = pages[0]?.next; next; next = pages.at(-1)?.next)
        pages.push(await listRosterLines(actor, rosterId, { outcome, after: next }, 4))
      const back = [pages.at(-1)]
      for (let before = back[0]?.previous; before; before = back[0]?.previous)
        back.unshift(await listRosterLines(actor, rosterId, { outcome, before }, 4))
      const numbers = pages.flatMap((page) => page.rows.map((row) => row.line))
      expect(back.flatMap((page) => page?.rows.map((row) => row.line))).toEqual(numbers)
      return numbers
    }
    expect(await walk()).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(await walk('create')).toEqual([2, 4, 6, 8, 10, 12])
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

  test('[INV-7] makes a workspace anew whose name only a deleted one has', async () => {
    const organization = await makeOrganization()
    const { workspaceId, name } = await makeWorkspace(organization, 'Lab')
    await makeUser(organization, { workspaceId, email: 'lin@roster.example' })
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    const { rosterId, says } = await check(organization, 'Lab,lin@roster.example,Lin,member,')
    expect(says).toEqual(['2 create'])
    await apply(organization, rosterId)
    const made = await asDatabaseAdmin(
      (admin) => admin`select from users u join workspaces w on w.id = u.workspace_id
        where u.email = 'lin@roster.example' and w.name = 'Lab' and w.deleted_at is null
          and w.organization_id = ${organization.organizationId}`,
    )
    expect(made).toHaveLength(1)
  })

  test('[DEL-4] [GRP-1] gives a user of a partner neither a role nor a group', async () => {
    const { organization, workspaceId, manager, rootId } = await makeTree()
    const pia = await makeUser(organization, { workspaceId, email: 'pia@roster.example' })
    const [company = ''] = await makePath(manager, rootId, 'Acme')
    await makePartner(manager, company, [pia])
    const [place] = await asDatabaseAdmin(
      (admin) => admin<{ name: string }[]>`select name from workspaces where id = ${workspaceId}`,
    )
    const reason = 'They are a user of a partner, who hold no role and are in no groups. Unlink them first.'
    const lineFor = (rest: string) => `${place?.name},pia@roster.example,Pia,${rest}`
    expect((await check(organization, lineFor('member,crew'))).says).toEqual([`2 refused ${reason}`])
    expect((await check(organization, lineFor('workspace_admin,'))).says).toEqual([`2 refused ${reason}`])
    expect((await check(organization, lineFor('member,'))).says).toEqual(['2 same'])
  })

  test('[INV-7] says which workspaces it would make: not those that stand, nor those only refused lines name', async () => {
    const organization = await makeOrganization()
    const { workspaceId, name } = await makeWorkspace(organization, 'Old')
    unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name })))
    const { rosterId } = await check(
      organization,
      'Old,a@roster.example,A,member,',
      'Default,a@roster.example,A,member,',
      'Nowhere,no address,B,member,',
      ...Array.from({ length: 6 }, (_, at) => `Team ${at},a@roster.example,A,member,`),
    )
    const roster = await findRoster(await actorOf(organization.admin), rosterId)
    expect(roster?.newWorkspaces).toEqual({ count: 7, first: ['Old', 'Team 0', 'Team 1', 'Team 2', 'Team 3'] })
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
})
