import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { reading } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace, type TestUser } from '../test/factories'
import { inOrganization } from '../test/look'
import { inRounds, outcomeOf, race } from '../test/race'
import { addUsers } from '../users/changes'
import { createWorkspace, deleteWorkspace, editWorkspace } from './changes'

// A race is lost seldom, and hundreds of rounds take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })
const rounds = 40
const word = () => crypto.randomUUID().slice(0, 8)

const create = (as: TestUser, name: string) => () =>
  actingAs(as.claim, () => createWorkspace({ name, description: '' }))
const edit = (as: TestUser, workspaceId: string, name: string) => () =>
  actingAs(as.claim, () => editWorkspace({ workspaceId, name, description: '', revision: 1 }))
const remove = (as: TestUser, workspaceId: string, typedName: string) => () =>
  actingAs(as.claim, () => deleteWorkspace({ workspaceId, typedName }))

/** Records of the chain that came after a workspace was deleted. */
const afterDeletion = (organizationId: string, workspaceId: string) =>
  reading(organizationId, (tx) =>
    tx.execute<{ event: string; account_id: string; workspace_id: string }>(sql`
      select l.event, l.account_id, l.workspace_id from audit_records d
        join audit_records l on l.organization_id = d.organization_id and l.seq > d.seq
      where d.event = 'workspace.deleted' and d.workspace_id = ${workspaceId}`),
  )

describe('[WSP-3] a name is unique, however many ask for it at once', () => {
  test('of two who create the same name one has it and the other is told', async () => {
    const { admin } = await makeOrganization()
    const tally = await inRounds(rounds, async () => {
      const name = `Straße ${word()}`
      return (await race(create(admin, name), create(admin, name.toUpperCase()))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })

  test('of one who creates and one who renames to the same name, likewise', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const tally = await inRounds(rounds, async () => {
      const { workspaceId } = await makeWorkspace(organization)
      const name = `Lab ${word()}`
      return (await race(create(admin, name), edit(admin, workspaceId, name))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })
})

test('[SEC-9] of two who save over the same revision one does and the other is told', async () => {
  const organization = await makeOrganization()
  const { admin } = organization
  const tally = await inRounds(rounds, async () => {
    const { workspaceId } = await makeWorkspace(organization)
    const save = () => edit(admin, workspaceId, `Lab ${word()}`)
    return (await race(save(), save())).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'changed-meanwhile, ok': rounds })
})

describe('[WSP-5] [SWI-5] a deletion that was acknowledged beats every later write', () => {
  test('by an Organization Admin who acted in the workspace: none of theirs lands after it', async () => {
    const organization = await makeOrganization()
    const { organizationId, admin } = organization
    const tally = await inRounds(
      rounds,
      async () => {
        const { workspaceId, name } = await makeWorkspace(organization)
        const leaver = await makeUser(organization, { workspaceId, isOrganizationAdmin: true })
        const ends: string[] = []
        const keepsWriting = async () => {
          for (let end = 'ok'; end === 'ok'; ends.push(end)) end = await outcomeOf(create(leaver, `Late ${word()}`))
        }
        const writers = Promise.all([keepsWriting(), keepsWriting(), keepsWriting()])
        const deleted = await outcomeOf(remove(admin, workspaceId, name))
        await writers
        const late = (await afterDeletion(organizationId, workspaceId)).filter(
          (record) => record.account_id === leaver.accountId,
        )
        return `${deleted}, then ${ends.findLast((end) => end !== 'ok')}, ${late.length > 0 ? 'some' : 'none'} late`
      },
      2,
    )
    expect(tally).toEqual({ 'ok, then signed-out, none late': rounds })
  })

  test('by who adds users to it: nobody is added to a workspace that is deleted', async () => {
    const organization = await makeOrganization()
    const { organizationId, admin } = organization
    const tally = await inRounds(
      rounds,
      async () => {
        const { workspaceId, name } = await makeWorkspace(organization)
        const add = () => {
          const users = [{ email: `${word()}@example.org`, name: 'Grace', workspaceId }]
          return actingAs(admin.claim, () => addUsers({ users }))
        }
        const [deleted] = await race(remove(admin, workspaceId, name), add, add, add)
        const after = await afterDeletion(organizationId, workspaceId)
        const late = after.filter((record) => record.event === 'user.added' && record.workspace_id === workspaceId)
        return `${deleted}, ${late.length > 0 ? 'some' : 'none'} late`
      },
      2,
    )
    expect(tally).toEqual({ 'ok, none late': rounds })
    const [counted] = await reading(organizationId, (tx) =>
      tx.execute(sql`select c.users, (select count(*)::int from users u
          join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
          where u.state = 'active' and w.deleted_at is null) as really from organization_counts c`),
    )
    expect(counted?.users).toBe(counted?.really)
  })

  test('by who renames it: one of the two happens, and the other is told', async () => {
    const organization = await makeOrganization()
    const { admin } = organization
    const tally = await inRounds(rounds, async () => {
      const { workspaceId, name } = await makeWorkspace(organization)
      return (await race(remove(admin, workspaceId, name), edit(admin, workspaceId, `Lab ${word()}`))).join(', ')
    })
    const { 'ok, not-found': first = 0, 'name-differs, ok': second = 0, ...others } = tally
    expect(others).toEqual({})
    expect(first + second).toBe(rounds)
  })
})

test('[WSP-9] [DEL-3] of two Organization Admins who delete each other’s workspace one stands', async () => {
  const tally = await inRounds(rounds, async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const places = [await makeWorkspace(organization), await makeWorkspace(organization)] as const
    const [one, other] = [
      await makeUser(organization, { workspaceId: places[0].workspaceId, isOrganizationAdmin: true }),
      await makeUser(organization, { workspaceId: places[1].workspaceId, isOrganizationAdmin: true }),
    ]
    await inOrganization(organizationId, (tx) =>
      tx.execute(sql`update users set is_organization_admin = false where id = ${organization.admin.userId}`),
    )
    const ends = await race(
      remove(one, places[1].workspaceId, places[1].name),
      remove(other, places[0].workspaceId, places[0].name),
    )
    const [left] = await reading(organizationId, (tx) =>
      tx.execute(sql`select count(*)::int as admins from users u
        join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
        where u.state = 'active' and u.is_organization_admin and w.deleted_at is null`),
    )
    return `${ends.toSorted().join(', ')}: ${left?.admins} left`
  })
  expect(tally).toEqual({ 'ok, signed-out: 1 left': rounds })
})

test('two who delete the same workspace: one does, and the other does not find it', async () => {
  const organization = await makeOrganization()
  const { admin } = organization
  const tally = await inRounds(50, async () => {
    const { workspaceId, name } = await makeWorkspace(organization)
    const click = remove(admin, workspaceId, name)
    return (await race(click, click)).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'not-found, ok': 50 })
})
