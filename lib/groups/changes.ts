import 'server-only'
import { type Change, change } from '../change'
import { changedMeanwhile, Refused } from '../change/failures'
import { violatedConstraint } from '../database/errors'
import type { Failure } from '../result'
import {
  mayAddToGroup,
  mayChangeGroupsOf,
  mayCreateGroup,
  mayDeleteGroup,
  mayRemoveFromGroup,
  mayRenameGroup,
} from '../rules/groups'
import { readUser, readUsers } from '../users/facts'
import { findUserIds } from '../users/find'
import { readWorkspace } from '../workspaces/facts'
import { accessOf } from './access'
import { type LockedGroup, lockGroup, readGroupIdsOf, readGroups, readMemberIds } from './facts'
import {
  AddToGroup,
  ChangeGroupsOf,
  CreateGroup,
  DeleteGroup,
  RemoveFromGroup,
  type RemoveFromGroupInput,
  RenameGroup,
} from './input'
import { findNameTaken, nameTaken } from './names'
import { judgeEach, reportOf, verdictOn } from './plan'
import { insertGroup, joinGroups, joinMany, leaveGroups, leaveMany, removeGroup, renameTo } from './writes'

type Person = { readonly id: string; readonly email: string }
type Group = Pick<LockedGroup, 'name' | 'workspace'>

const targetOf = ({ id, name }: { id: string; name: string }) => ({ kind: 'group', id, label: name })

/** SEC-2: a record for each person, so that theirs are found by who they are. */
const recordJoined = ({ audit }: Change, { workspace, name }: Group, { id, email }: Person) =>
  audit('group.member-added', { target: { kind: 'user', id, label: email }, workspace, after: { group: name } })
const recordLeft = ({ audit }: Change, { workspace, name }: Group, { id, email }: Person) =>
  audit('group.member-removed', { target: { kind: 'user', id, label: email }, workspace, before: { group: name } })

/** GRP-1 */
export const createGroup = change(CreateGroup, async ({ actor, tx, permit, audit }, input) => {
  const organizationId = actor.organization.id
  const workspace = await readWorkspace(tx, actor, input.workspaceId)
  permit(mayCreateGroup(actor, workspace.id))
  const id = await insertGroup(tx, organizationId, input)
  if (id === null) throw nameTaken((await findNameTaken(tx, organizationId, input)) ?? input.name)
  audit('group.created', { target: targetOf({ id, name: input.name }), workspace, after: { name: input.name } })
  return { id, name: input.name }
})

/** GRP-1, SEC-9 */
export const renameGroup = change(RenameGroup, async ({ actor, tx, permit, audit }, { groupId, name, revision }) => {
  const organizationId = actor.organization.id
  const group = await lockGroup(tx, actor, groupId)
  permit(mayRenameGroup(actor, group))
  if (group.revision !== revision) throw changedMeanwhile({ revision: group.revision, values: { name: group.name } })
  const taken = await findNameTaken(tx, organizationId, { ...group, name }, group.id)
  if (taken !== null) throw nameTaken(taken)
  await renameTo(tx, organizationId, group.id, name).catch((error: unknown) => {
    // Somebody gave the name to another group this very moment.
    throw violatedConstraint(error) === 'groups_name' ? nameTaken(name) : error
  })
  const { workspace } = group
  audit('group.renamed', {
    target: targetOf({ ...group, name }),
    workspace,
    before: { name: group.name },
    after: { name },
  })
  return { revision: revision + 1 }
})

/** GRP-1: another group of the same name has nothing of this one. What hung on it is gone from the next request on. */
export const deleteGroup = change(
  DeleteGroup,
  async ({ actor, tx, permit, audit }, { groupId }) => {
    const group = await lockGroup(tx, actor, groupId)
    permit(mayDeleteGroup(actor, group))
    const gives = await accessOf(tx, actor.organization.id, [group.id])
    await removeGroup(tx, actor.organization.id, group.id)
    const { name, members, workspace } = group
    const before = { name, members, access: gives(group.id).join(', ') }
    audit('group.deleted', { target: targetOf(group), workspace, before })
    return null
  },
  { lock: 'exclusive' },
)

/** GRP-1: adds whom it can, and answers why the others stay out; refused as a whole when it is refused for all. */
export const addToGroup = change(AddToGroup, async (context, { groupId, userIds }) => {
  const { actor, tx, permit } = context
  const organizationId = actor.organization.id
  const group = await lockGroup(tx, actor, groupId)
  const people = await readUsers(tx, actor, userIds)
  const members = await readMemberIds(tx, actor, group.id, userIds)
  const lines = judgeEach(userIds, people, (user) =>
    mayAddToGroup(actor, group, { ...user, isMember: members.has(user.id) }),
  )
  permit(verdictOn(lines))
  const joining = lines.filter((line) => line.verdict.ok)
  await joinMany(
    tx,
    organizationId,
    joining.map(({ userId }) => ({ workspaceId: group.workspaceId, groupId: group.id, userId })),
  )
  for (const { userId: id, email } of joining) recordJoined(context, group, { id, email })
  return reportOf(lines)
})

const mostAtOnce = 5_000

async function chosenIds({ actor, tx }: Change, group: LockedGroup, chosen: RemoveFromGroupInput['chosen']) {
  if ('userIds' in chosen) return chosen.userIds
  const filter = { ...chosen.filter, state: 'all', workspace: group.workspace.code, group: group.id } as const
  const ids = await findUserIds(tx, actor, filter, mostAtOnce + 1)
  if (ids.length > mostAtOnce)
    throw new Refused({
      ok: false,
      code: 'too-many',
      reason: `More than ${mostAtOnce.toLocaleString('en')} people match. Search for fewer, or delete the group.`,
    })
  return ids
}

/** Takes people out, one by one or all that match; answers likewise. What they had by it ends with the next request. */
export const removeFromGroup = change(
  RemoveFromGroup,
  async (context, { groupId, chosen }) => {
    const { actor, tx, permit } = context
    const group = await lockGroup(tx, actor, groupId)
    const userIds = await chosenIds(context, group, chosen)
    const people = await readUsers(tx, actor, userIds)
    const members = await readMemberIds(tx, actor, group.id, userIds)
    const lines = judgeEach(userIds, people, (user) =>
      mayRemoveFromGroup(actor, group, { isMember: members.has(user.id) }),
    )
    permit(verdictOn(lines))
    const leaving = lines.filter((line) => line.verdict.ok)
    await leaveMany(
      tx,
      actor.organization.id,
      group.id,
      leaving.map((line) => line.userId),
    )
    for (const { userId: id, email } of leaving) recordLeft(context, group, { id, email })
    return reportOf(lines)
  },
  { lock: 'exclusive' },
)

const asItStands: Failure = { ok: false, code: 'as-it-stands', reason: 'Their groups stand like this already.' }

/** USR-1, GRP-1: all of it or nothing. Where somebody else has just done a part of it, the rest is done. */
export const changeGroupsOf = change(
  ChangeGroupsOf,
  async (context, { userId, joined, left }) => {
    const { actor, tx, permit } = context
    const organizationId = actor.organization.id
    const user = await readUser(tx, actor, userId)
    permit(mayChangeGroupsOf(actor, user))
    const groups = await readGroups(tx, actor, user.workspaceId, [...joined, ...left])
    const isIn = await readGroupIdsOf(
      tx,
      actor,
      user.id,
      groups.map((group) => group.id),
    )
    const joining = groups.filter((group) => joined.includes(group.id) && !isIn.has(group.id))
    const leaving = groups.filter((group) => left.includes(group.id) && isIn.has(group.id))
    if (joining.length + leaving.length === 0) throw new Refused(asItStands)
    // Whoever may change their groups may take them out of any; into one not everybody may go.
    for (const group of joining) permit(mayAddToGroup(actor, group, { ...user, isMember: false }))
    const idsOf = (some: typeof groups) => some.map((group) => group.id)
    await joinGroups(tx, organizationId, user.workspaceId, user.id, idsOf(joining))
    await leaveGroups(tx, organizationId, user.id, idsOf(leaving))
    for (const group of joining) recordJoined(context, group, user)
    for (const group of leaving) recordLeft(context, group, user)
    return { joined: joining.length, left: leaving.length }
  },
  { lock: 'exclusive' },
)
