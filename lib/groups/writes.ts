import { and, eq, inArray, sql } from 'drizzle-orm'
import { groupMembers, groups } from '../../db/schema/groups'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import { firstOfEach } from '../first-of-each'

/** A group by its workspace and its name. */
export type GroupName = { readonly workspaceId: string; readonly name: string }

const keyOf = ({ workspaceId, name }: GroupName) => `${workspaceId} ${canonicalName(name)}`
const batch = 1_000

/**
 * Makes the groups that are not there yet, and gives the id of each that was named (GRP-1). Of two who make the same one
 * at once the later waits, and finds it.
 */
export async function insertGroups(tx: Tx, organizationId: string, wanted: readonly GroupName[]) {
  const names = firstOfEach(wanted, keyOf)
  const ids = new Map<string, string>()
  for (let start = 0; start < names.length; start += batch) {
    const some = names.slice(start, start + batch)
    const keys = some.map(({ name }) => canonicalName(name))
    await tx
      .insert(groups)
      .values(
        some.map(({ workspaceId, name }, index) => ({
          organizationId,
          id: crypto.randomUUID(),
          workspaceId,
          name,
          nameKey: keys[index] ?? '',
        })),
      )
      .onConflictDoNothing()
    const standing = await tx
      .select({ id: groups.id, workspaceId: groups.workspaceId, name: groups.name })
      .from(groups)
      .where(
        and(
          eq(groups.organizationId, organizationId),
          inArray(groups.workspaceId, [...new Set(some.map((group) => group.workspaceId))]),
          inArray(groups.nameKey, keys),
        ),
      )
    for (const group of standing) ids.set(keyOf(group), group.id)
  }
  return (workspaceId: string, name: string): string => {
    const id = ids.get(keyOf({ workspaceId, name }))
    if (!id) throw new Error('A group was neither there nor made.')
    return id
  }
}

/** A user's place in a group of their workspace. */
export type GroupPlace = { readonly workspaceId: string; readonly groupId: string; readonly userId: string }

/** Puts users into groups; who is in one already stays. Gives how many places are new. */
export async function joinMany(tx: Tx, organizationId: string, places: readonly GroupPlace[]): Promise<number> {
  let joined = 0
  for (let start = 0; start < places.length; start += batch) {
    const rows = await tx
      .insert(groupMembers)
      .values(places.slice(start, start + batch).map((place) => ({ ...place, organizationId })))
      .onConflictDoNothing()
      .returning({ userId: groupMembers.userId })
    joined += rows.length
  }
  return joined
}

/** Puts a user into groups of their workspace. */
export const joinGroups = (
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  userId: string,
  groupIds: readonly string[],
): Promise<number> =>
  joinMany(
    tx,
    organizationId,
    groupIds.map((groupId) => ({ workspaceId, groupId, userId })),
  )

/** Makes a group and gives its id; null where another one has the name, also one made this very moment (GRP-1). */
export async function insertGroup(tx: Tx, organizationId: string, { workspaceId, name }: GroupName) {
  const [made] = await tx
    .insert(groups)
    .values({ organizationId, workspaceId, id: crypto.randomUUID(), name, nameKey: canonicalName(name) })
    .onConflictDoNothing()
    .returning({ id: groups.id })
  return made?.id ?? null
}

const isGroup = (organizationId: string, groupId: string) =>
  and(eq(groups.organizationId, organizationId), eq(groups.id, groupId))

/** Gives a locked group its new name. Throws when another one has it. */
export const renameTo = (tx: Tx, organizationId: string, groupId: string, name: string) =>
  tx
    .update(groups)
    .set({ name, nameKey: canonicalName(name), revision: sql`${groups.revision} + 1` })
    .where(isGroup(organizationId, groupId))

/** Removes a group, and who was in it with it. */
export const removeGroup = (tx: Tx, organizationId: string, groupId: string) =>
  tx.delete(groups).where(isGroup(organizationId, groupId))

/** Takes users out of a group. */
export const leaveMany = (tx: Tx, organizationId: string, groupId: string, userIds: readonly string[]) =>
  tx
    .delete(groupMembers)
    .where(
      and(
        eq(groupMembers.organizationId, organizationId),
        eq(groupMembers.groupId, groupId),
        inArray(groupMembers.userId, [...userIds]),
      ),
    )

/** Takes a user out of groups. */
export const leaveGroups = (tx: Tx, organizationId: string, userId: string, groupIds: readonly string[]) =>
  tx
    .delete(groupMembers)
    .where(
      and(
        eq(groupMembers.organizationId, organizationId),
        eq(groupMembers.userId, userId),
        inArray(groupMembers.groupId, [...groupIds]),
      ),
    )
