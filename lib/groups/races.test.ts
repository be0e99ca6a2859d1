import { sql } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { change } from '../change'
import { Probe, probed } from '../change/testing/probe'
import { reading } from '../database/client'
import { deactivateUser } from '../deactivation/changes'
import { refuseIf } from '../rules/verdict'
import { makeGroup, makeOrganization, makeUser, makeWorkspace, type TestUser } from '../test/factories'
import { inRounds, outcomeOf, race } from '../test/race'
import { addToGroup, changeGroupsOf, createGroup, deleteGroup, removeFromGroup, renameGroup } from './changes'

// A race is lost seldom, and hundreds of rounds take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })
const rounds = 40
const word = () => crypto.randomUUID().slice(0, 8)

const create = (by: TestUser, name: string) => () =>
  actingAs(by.claim, () => createGroup({ workspaceId: by.workspaceId, name }))
const rename = (by: TestUser, groupId: string, name: string) => () =>
  actingAs(by.claim, () => renameGroup({ groupId, name, revision: 1 }))
const add =
  (by: TestUser, groupId: string, { userId }: TestUser) =>
  () =>
    actingAs(by.claim, () => addToGroup({ groupId, userIds: [userId] }))

async function makePlace() {
  const organization = await makeOrganization()
  const { workspaceId } = await makeWorkspace(organization)
  const manager = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  return { organization, workspaceId, manager }
}

describe('[GRP-1] a name is unique in the workspace, however many ask for it at once', () => {
  test('[GRP-1] of two who create the same name one has it and the other is told', async () => {
    const { manager } = await makePlace()
    const tally = await inRounds(rounds, async () => {
      const name = `Straße ${word()}`
      return (await race(create(manager, name), create(manager, name.toUpperCase()))).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })

  test('[GRP-1] of two groups renamed to the same name, or one renamed and one made, likewise', async () => {
    const { manager } = await makePlace()
    const tally = await inRounds(rounds, async (index) => {
      const [one, other] = [await makeGroup(manager), await makeGroup(manager)]
      const name = `Lab ${word()}`
      const second = index % 2 === 0 ? rename(manager, other.groupId, name) : create(manager, name)
      return (await race(rename(manager, one.groupId, name), second)).toSorted().join(', ')
    })
    expect(tally).toEqual({ 'name-taken, ok': rounds })
  })
})

test('[SEC-9] of two who rename the same group one does and the other is told', async () => {
  const { manager } = await makePlace()
  const tally = await inRounds(rounds, async () => {
    const { groupId } = await makeGroup(manager)
    const again = () => rename(manager, groupId, `Lab ${word()}`)
    return (await race(again(), again())).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'changed-meanwhile, ok': rounds })
})

test('[GRP-1] nobody is in a group whose deactivation was acknowledged, whoever adds them meanwhile', async () => {
  const { organization, workspaceId, manager } = await makePlace()
  const { groupId } = await makeGroup(manager)
  const tally = await inRounds(rounds, async () => {
    const user = await makeUser(organization, { workspaceId })
    await race(
      add(manager, groupId, user),
      () => actingAs(manager.claim, () => deactivateUser({ userId: user.userId })),
      add(manager, groupId, user),
    )
    const left = await reading(organization.organizationId, (tx) =>
      tx.execute(sql`select from group_members where user_id = ${user.userId}`),
    )
    return `in ${left.length} groups`
  })
  expect(tally).toEqual({ 'in 0 groups': rounds })
})

test('two who add the same person: both are content, and they are in it once', async () => {
  const { organization, workspaceId, manager } = await makePlace()
  const tally = await inRounds(rounds, async () => {
    const user = await makeUser(organization, { workspaceId })
    const { groupId } = await makeGroup(manager)
    const ends = await race(add(manager, groupId, user), add(manager, groupId, user))
    const [counted] = await reading(organization.organizationId, (tx) =>
      tx.execute(sql`select members from group_counts where group_id = ${groupId}`),
    )
    return `${ends.toSorted().join(', ')}: ${counted?.members}`
  })
  expect(tally).toEqual({ 'member, ok: 1': rounds })
})

/** What holds by being in a group, as permissions will: under the shared lock it looks, and then it writes. */
const actByGroup = change(Probe, async ({ actor, tx, permit, audit }, { key: groupId }) => {
  const [row] = await tx.execute(sql`select from group_members
    where group_id = ${groupId}::uuid and user_id = ${actor.kind === 'user' ? actor.user.id : null}`)
  permit(refuseIf(!row, 'not-in-it', 'You are not in the group.'))
  audit('probe.written', { ...probed, target: { ...probed.target, label: groupId } })
})

const ways = {
  'is removed': (by: TestUser, groupId: string, { userId }: TestUser) =>
    actingAs(by.claim, () => removeFromGroup({ groupId, chosen: { userIds: [userId] } })),
  'leaves by the page of their own': (by: TestUser, groupId: string, { userId }: TestUser) =>
    actingAs(by.claim, () => changeGroupsOf({ userId, left: [groupId] })),
  'loses the group itself': (by: TestUser, groupId: string) => actingAs(by.claim, () => deleteGroup({ groupId })),
} as const

describe('[GRP-1] [SWI-5] what somebody had by a group ends with it: nothing is written after it was acknowledged', () => {
  test.each(Object.entries(ways))('[SWI-5] one who %s', async (_, end) => {
    const { organization, workspaceId, manager } = await makePlace()
    const tally = await inRounds(
      rounds,
      async () => {
        const user = await makeUser(organization, { workspaceId })
        const { groupId } = await makeGroup(manager, undefined, [user])
        const keepsActing = async () => {
          for (let last = 'ok'; last === 'ok'; )
            last = await outcomeOf(() => actingAs(user.claim, () => actByGroup({ key: groupId })))
        }
        const acting = Promise.all([keepsActing(), keepsActing(), keepsActing()])
        const ended = await outcomeOf(() => end(manager, groupId, user))
        await acting
        const late = await reading(organization.organizationId, (tx) =>
          tx.execute(sql`select from audit_records e join audit_records l
              on l.organization_id = e.organization_id and l.seq > e.seq and l.event = 'probe.written'
            where e.event in ('group.member-removed', 'group.deleted')
              and (e.body::jsonb->'target'->>'id' in (${groupId}, ${user.userId}))
              and l.body::jsonb->'target'->>'label' = ${groupId}`),
        )
        return `${ended}, ${late.length > 0 ? 'some' : 'none'} late`
      },
      2,
    )
    expect(tally).toEqual({ 'ok, none late': rounds })
  })
})
