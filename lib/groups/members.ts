import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { groupMembers } from '../../db/schema/groups'
import { readCursor, writeCursor } from '../cursor'
import { reading, type Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayAddToGroup, mayRemoveFromGroup } from '../rules/groups'
import { mayListUsers } from '../rules/users'
import { stateNow } from '../users/facts'
import { foundUsers } from '../users/find'
import { readGroup } from './facts'
import type { ListMembersInput } from './input'

const columns = {
  id: users.id,
  workspaceId: users.workspaceId,
  name: users.name,
  nameKey: users.nameKey,
  email: users.email,
  state: stateNow,
  isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
  addedAt: groupMembers.addedAt,
}

/**
 * Users of the group's workspace, for who may list those, with since when they are in the group; null: they are not.
 */
const selectRows = (tx: Tx, actor: Actor, groupId: string, ids: SQL, order: readonly SQL[]) =>
  tx
    .select(columns)
    .from(users)
    .leftJoin(
      groupMembers,
      and(
        eq(groupMembers.organizationId, users.organizationId),
        eq(groupMembers.userId, users.id),
        eq(groupMembers.groupId, groupId),
      ),
    )
    .where(and(eq(users.organizationId, actor.organization.id), sql`${users.id} = any(${ids})`))
    .orderBy(...order)

/**
 * A page of the members of a group in scope, `size` rows, by key: `next` and `previous` are cursors or null. Moments are
 * ISO 8601 in UTC. Nobody, where the actor may not list the users of its workspace.
 */
export const listMembers = (actor: Actor, groupId: string, asked: ListMembersInput, size = 50) =>
  reading(actor.organization.id, async (tx) => {
    const group = await readGroup(tx, actor, groupId)
    if (!group || !mayListUsers(actor, group.workspaceId).ok)
      return { rows: [], next: null, previous: null, total: null }
    const isDown = asked.sort === '-name'
    const back = asked.after ? null : readCursor(asked.before, 'text')
    const cursor = back ?? readCursor(asked.after, 'text')
    // A page before a cursor is read backwards and turned round.
    const reads = { by: 'name', isDown: back ? !isDown : isDown } as const
    const place = cursor && { key: String(cursor[0]), id: cursor[1] }
    const sought = { q: asked.q, state: 'all', workspace: group.workspace.code, group: group.id } as const
    const ids = sql`array(select ${foundUsers(actor, sought, reads, place, size + 1)})`
    const direction = reads.isDown ? desc : asc
    const order = [direction(users.nameKey), direction(users.id)]
    const found = await selectRows(tx, actor, group.id, ids, order)
    const hasMore = found.length > size
    const page = found.slice(0, size)
    if (back) page.reverse()
    const keyOf = (row: (typeof found)[number] | undefined) => (row ? writeCursor([row.nameKey, row.id]) : null)
    return {
      rows: page.map(({ id, name, email, state, addedAt }) => ({
        id,
        workspaceCode: group.workspace.code,
        name,
        email,
        state,
        addedAt: addedAt?.toISOString() ?? '',
        mayRemove: mayRemoveFromGroup(actor, group, { isMember: addedAt !== null }),
      })),
      next: back || hasMore ? keyOf(page.at(-1)) : null,
      previous: (back ? hasMore : cursor !== null) ? keyOf(page[0]) : null,
      total: asked.q === '' ? group.members : null,
    }
  })
export type MemberRow = Awaited<ReturnType<typeof listMembers>>['rows'][number]

const mostCandidates = 50
const looked = 500

/**
 * Active users of the group's workspace that match, the first 50 by name, each with whether they could join; or null.
 * Without a search, those of the first 500 who are not in it: whoever looks for somebody by name is told that they are.
 */
export const listCandidates = (actor: Actor, groupId: string, q: string) =>
  reading(actor.organization.id, async (tx) => {
    const group = await readGroup(tx, actor, groupId)
    if (!group || !mayListUsers(actor, group.workspaceId).ok) return null
    const sought = { q, state: 'active', workspace: group.workspace.code } as const
    const most = q === '' ? looked : mostCandidates
    const ids = sql`array(select ${foundUsers(actor, sought, { by: 'name', isDown: false }, null, most + 1)})`
    const order = [asc(users.nameKey), asc(users.id)]
    const found = await selectRows(tx, actor, group.id, ids, order)
    const fit = found.slice(0, most).filter(({ addedAt }) => q !== '' || addedAt === null)
    return {
      rows: fit.slice(0, mostCandidates).map(({ id, name, email, addedAt, ...user }) => ({
        id,
        name,
        email,
        mayAdd: mayAddToGroup(actor, group, { ...user, isMember: addedAt !== null }),
      })),
      hasMore: found.length > most || fit.length > mostCandidates,
    }
  })
export type Candidate = NonNullable<Awaited<ReturnType<typeof listCandidates>>>['rows'][number]
