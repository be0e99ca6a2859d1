import 'server-only'
import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { groupMembers, groups } from '../../db/schema/groups'
import { reading, type Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayAddToGroup, mayRemoveFromGroup } from '../rules/groups'
import { readUsers } from '../users/facts'
import { accessOf } from './access'
import { mostOfOne, readGroupsOf } from './facts'
import { foundGroups } from './find'

const most = 50

const ofMembers = (userId: string) =>
  and(
    eq(groupMembers.organizationId, groups.organizationId),
    eq(groupMembers.groupId, groups.id),
    eq(groupMembers.userId, userId),
  )

const columns = { id: groups.id, name: groups.name, workspaceId: groups.workspaceId }
const byName = [asc(groups.nameKey), asc(groups.id)]

/** Of the workspace of a user in scope, whose groups are in scope with them. */
const selectFound = (tx: Tx, actor: Actor, userId: string, ids: SQL) =>
  tx
    .select({ ...columns, isMember: sql<boolean>`${groupMembers.userId} is not null` })
    .from(groups)
    .leftJoin(groupMembers, ofMembers(userId))
    .where(and(eq(groups.organizationId, actor.organization.id), sql`${groups.id} = any(${ids})`))
    .orderBy(...byName)

/**
 * Groups of a user's workspace that match, the first 50 by name, and without a search before them those the user is in;
 * each with what it gives and whether the user may be put into it or taken out. Null where the user is not in scope.
 */
export const listGroupChoices = (actor: Actor, userId: string, q: string) =>
  reading(actor.organization.id, async (tx) => {
    const [user] = await readUsers(tx, actor, [userId])
    if (!user) return null
    const ids = sql`array(select ${foundGroups(user.workspaceId, q, { by: 'name', isDown: false }, null, most + 1)})`
    const found = await selectFound(tx, actor, user.id, ids)
    const own = q === '' ? await readGroupsOf(tx, actor, user.id) : []
    const rows = [
      ...own.map((row) => ({ ...row, isMember: true })),
      ...found.slice(0, most).filter((row) => q !== '' || !row.isMember),
    ]
    const gives = await accessOf(
      tx,
      actor.organization.id,
      rows.map((row) => row.id),
    )
    return {
      rows: rows.map((row) => ({
        id: row.id,
        name: row.name,
        isMember: row.isMember,
        gives: gives(row.id),
        mayChange: row.isMember
          ? mayRemoveFromGroup(actor, row, { isMember: true })
          : mayAddToGroup(actor, row, { ...user, isMember: false }),
      })),
      hasMore: found.length > most || own.length === mostOfOne,
    }
  })
export type GroupChoice = NonNullable<Awaited<ReturnType<typeof listGroupChoices>>>['rows'][number]
