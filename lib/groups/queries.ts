import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { groupCounts, groups } from '../../db/schema/groups'
import { workspaces } from '../../db/schema/workspaces'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import { idField } from '../fields'
import type { Actor } from '../rules/actor'
import { mayChangeMembers, mayDeleteGroup, mayListGroups, mayRenameGroup } from '../rules/groups'
import { groupsInScope } from '../scope'
import { accessOf, type Gives } from './access'
import { countsOfGroup, ofWorkspace, readGroupsOf } from './facts'
import { foundGroups, wayOf } from './find'
import type { ListGroupsInput } from './input'

const mostNames = 1_000

/** The groups of a workspace in scope by name, at most a thousand, for whoever chooses among them. */
export const listGroupNames = (actor: Actor, workspaceId: string) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .innerJoin(workspaces, ofWorkspace)
      .where(and(groupsInScope(actor), eq(groups.workspaceId, workspaceId)))
      .orderBy(asc(groups.nameKey))
      .limit(mostNames),
  )

/** The groups in scope that a user is in, the first 200 by name, and how many there are. */
export const listGroupsOf = (actor: Actor, userId: string) =>
  reading(actor.organization.id, async (tx) => {
    const rows = await readGroupsOf(tx, actor, userId)
    return { groups: rows.map(({ id, name }) => ({ id, name })), groupCount: rows[0]?.inAll ?? 0 }
  })
export type GroupsOfUser = Awaited<ReturnType<typeof listGroupsOf>>

const columns = {
  id: groups.id,
  name: groups.name,
  nameKey: groups.nameKey,
  revision: groups.revision,
  createdAt: groups.createdAt,
  workspaceId: groups.workspaceId,
  workspaceCode: workspaces.code,
  members: groupCounts.members,
}

/** Groups in scope that a condition picks, in order, with what each gives (GRP-2). */
const selectRows = (actor: Actor, condition: SQL | undefined, order: readonly SQL[], limit: number) =>
  reading(actor.organization.id, async (tx) => {
    const rows = await tx
      .select(columns)
      .from(groups)
      .innerJoin(workspaces, ofWorkspace)
      .innerJoin(groupCounts, countsOfGroup)
      .where(and(groupsInScope(actor), condition))
      .orderBy(...order)
      .limit(limit)
    const gives = await accessOf(
      tx,
      actor.organization.id,
      rows.map((row) => row.id),
    )
    return rows.map((row) => ({ ...row, gives: gives(row.id) }))
  })
type Row = Awaited<ReturnType<typeof selectRows>>[number]

/** One group of a list, with what this actor may do to it. `createdAt` is ISO 8601 in UTC; `members` are active or ended. */
const withVerdicts = (actor: Actor, row: Row) => ({
  id: row.id,
  name: row.name,
  workspaceCode: row.workspaceCode,
  revision: row.revision,
  members: row.members,
  createdAt: row.createdAt.toISOString(),
  gives: row.gives satisfies Gives,
  mayRename: mayRenameGroup(actor, row),
  mayDelete: mayDeleteGroup(actor, row),
  mayChangeMembers: mayChangeMembers(actor, row),
})
export type GroupRow = ReturnType<typeof withVerdicts>

/**
 * A page of the groups of a workspace, `size` rows, by key: `next` and `previous` are cursors or null. None for who may
 * not list them.
 */
export async function listGroups(actor: Actor, workspaceId: string, asked: ListGroupsInput, size = 50) {
  if (!mayListGroups(actor, workspaceId).ok) return { rows: [], next: null, previous: null }
  const way = wayOf(asked.sort)
  const kind = way.by === 'members' ? 'number' : 'text'
  const back = asked.after ? null : readCursor(asked.before, kind)
  const cursor = back ?? readCursor(asked.after, kind)
  // A page before a cursor is read backwards and turned round.
  const reads = { ...way, isDown: back ? !way.isDown : way.isDown }
  const place = cursor && { key: String(cursor[0]), id: cursor[1] }
  const ids = sql`array(select ${foundGroups(workspaceId, asked.q, reads, place, size + 1)})`
  const direction = reads.isDown ? desc : asc
  const key = way.by === 'members' ? groupCounts.members : groups.nameKey
  const order = [direction(key), direction(groups.id)]
  const found = await selectRows(actor, sql`${groups.id} = any(${ids})`, order, size + 1)
  const hasMore = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  const keyOf = (row: Row | undefined) =>
    row ? writeCursor([way.by === 'members' ? row.members : row.nameKey, row.id]) : null
  return {
    rows: page.map((row) => withVerdicts(actor, row)),
    next: back || hasMore ? keyOf(page.at(-1)) : null,
    previous: (back ? hasMore : cursor !== null) ? keyOf(page[0]) : null,
  }
}

/** One group in scope with what this actor may do, in the workspace with this ID; or null. */
export async function findGroup(actor: Actor, code: string, groupId: string): Promise<GroupRow | null> {
  // An address can say anything.
  if (!idField.safeParse(groupId).success) return null
  const [row] = await selectRows(actor, and(eq(workspaces.code, code), eq(groups.id, groupId)), [asc(groups.id)], 1)
  return row ? withVerdicts(actor, row) : null
}
