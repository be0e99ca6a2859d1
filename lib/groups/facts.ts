import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { groupCounts, groupMembers, groups } from '../../db/schema/groups'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { groupsInScope } from '../scope'

/** Joins from `groups`. */
export const ofWorkspace = and(
  eq(workspaces.organizationId, groups.organizationId),
  eq(workspaces.id, groups.workspaceId),
)
export const countsOfGroup = and(
  eq(groupCounts.organizationId, groups.organizationId),
  eq(groupCounts.groupId, groups.id),
)

const columns = {
  id: groups.id,
  name: groups.name,
  revision: groups.revision,
  workspaceId: groups.workspaceId,
  members: groupCounts.members,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

/** These groups of a workspace that the actor was permitted to administer, by id; not found unless all of them are there. */
export async function readGroups(tx: Tx, actor: Actor, workspaceId: string, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return []
  const rows = await tx
    .select(columns)
    .from(groups)
    .innerJoin(workspaces, ofWorkspace)
    .innerJoin(groupCounts, countsOfGroup)
    .where(
      and(
        eq(groups.organizationId, actor.organization.id),
        eq(groups.workspaceId, workspaceId),
        inArray(groups.id, wanted),
      ),
    )
    .orderBy(asc(groups.id))
  if (rows.length < wanted.length) throw notFound()
  return rows
}

const selectOne = (tx: Tx, actor: Actor, groupId: string) =>
  tx
    .select(columns)
    .from(groups)
    .innerJoin(workspaces, ofWorkspace)
    .innerJoin(groupCounts, countsOfGroup)
    .where(and(groupsInScope(actor), eq(groups.id, groupId)))

/** One group inside the actor's scope, or undefined. */
export async function readGroup(tx: Tx, actor: Actor, groupId: string) {
  const [row] = await selectOne(tx, actor, groupId)
  return row
}

/** One group inside the actor's scope, locked for a change; or not found. */
export async function lockGroup(tx: Tx, actor: Actor, groupId: string) {
  const [row] = await selectOne(tx, actor, groupId).for('no key update', { of: groups })
  if (!row) throw notFound()
  return row
}
export type LockedGroup = Awaited<ReturnType<typeof lockGroup>>

/** The ids of those among these users who are in a group, active or not. */
export async function readMemberIds(tx: Tx, actor: Actor, groupId: string, userIds: readonly string[]) {
  const rows = await tx
    .select({ id: groupMembers.userId })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.organizationId, actor.organization.id),
        eq(groupMembers.groupId, groupId),
        inArray(groupMembers.userId, [...userIds]),
      ),
    )
  return new Set(rows.map((row) => row.id))
}

/** The ids of those among these groups that a user is in. */
export async function readGroupIdsOf(tx: Tx, actor: Actor, userId: string, groupIds: readonly string[]) {
  const rows = await tx
    .select({ id: groupMembers.groupId })
    .from(groupMembers)
    .where(
      and(
        eq(groupMembers.organizationId, actor.organization.id),
        eq(groupMembers.userId, userId),
        inArray(groupMembers.groupId, [...groupIds]),
      ),
    )
  return new Set(rows.map((row) => row.id))
}

/** Of the groups somebody is in, no more than these are listed. */
export const mostOfOne = 200

/** The groups in scope that a user is in, the first 200 by name, each with `inAll`: how many there are. */
export const readGroupsOf = (tx: Tx, actor: Actor, userId: string) =>
  tx
    .select({
      id: groups.id,
      name: groups.name,
      workspaceId: groups.workspaceId,
      inAll: sql<number>`(count(*) over ())::int`,
    })
    .from(groupMembers)
    .innerJoin(groups, and(eq(groups.organizationId, groupMembers.organizationId), eq(groups.id, groupMembers.groupId)))
    .innerJoin(workspaces, ofWorkspace)
    .where(
      and(
        groupsInScope(actor),
        eq(groupMembers.organizationId, actor.organization.id),
        eq(groupMembers.userId, userId),
      ),
    )
    .orderBy(asc(groups.nameKey), asc(groups.id))
    .limit(mostOfOne)
