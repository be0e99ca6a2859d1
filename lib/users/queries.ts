import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { organizationCounts } from '../../db/schema/organizations'
import { partners } from '../../db/schema/partners'
import { workspaceCounts, workspaces } from '../../db/schema/workspaces'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import { lastDayBefore } from '../end-dates/writes'
import { idField } from '../fields'
import { listGroupsOf } from '../groups/queries'
import type { Actor } from '../rules/actor'
import { mayChangeGroupsOf } from '../rules/groups'
import {
  isLastWorkspaceAdmin,
  mayChangeRolesInWorkspace,
  mayChooseEndDate,
  mayDeactivate,
  mayEditUser,
  mayEndSessionsOf,
  mayGrantOrganizationAdmin,
  mayGrantWorkspaceAdmin,
  mayListUsers,
  mayReactivate,
  mayRevokeOrganizationAdmin,
  mayRevokeWorkspaceAdmin,
} from '../rules/users'
import type { Verdict } from '../rules/verdict'
import { usersInScope } from '../scope'
import { countsOfOrganization, countsOfWorkspace, factColumns, ofWorkspace } from './facts'
import { foundUsers, wayOf } from './find'
import type { ListUsersInput } from './input'

const columns = {
  ...factColumns,
  accountId: users.accountId,
  name: users.name,
  nameKey: users.nameKey,
  email: users.email,
  invitedAt: users.invitedAt,
  endsAt: users.endsAt,
  lastActiveAt: users.lastActiveAt,
  revision: users.revision,
  workspaceCode: workspaces.code,
  workspaceName: workspaces.name,
  isDefaultWorkspace: workspaces.isDefault,
  partnerId: partners.id,
  partnerName: partners.name,
  usersOfWorkspace: workspaceCounts.users,
  usersOfOrganization: organizationCounts.users,
}

const selectRows = (actor: Actor, condition: SQL | undefined, order: readonly SQL[], limit: number) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select(columns)
      .from(users)
      .innerJoin(workspaces, ofWorkspace)
      .innerJoin(workspaceCounts, countsOfWorkspace)
      .innerJoin(organizationCounts, countsOfOrganization)
      .leftJoin(partners, and(eq(partners.organizationId, users.organizationId), eq(partners.id, users.partnerId)))
      .where(and(usersInScope(actor), condition))
      .orderBy(...order)
      .limit(limit),
  )
type Row = Awaited<ReturnType<typeof selectRows>>[number]

const warned = { isWarned: true } as const

const mayChangeOrganizationAdmin = (actor: Actor, row: Row): Verdict =>
  row.isOrganizationAdmin ? mayRevokeOrganizationAdmin(actor, row) : mayGrantOrganizationAdmin(actor, row)
const mayChangeWorkspaceAdmin = (actor: Actor, row: Row): Verdict =>
  row.isWorkspaceAdmin ? mayRevokeWorkspaceAdmin(actor, row, warned) : mayGrantWorkspaceAdmin(actor, row)

/**
 * One user of a list with what this actor may do to it: each box's verdict is on changing it, whichever way. Moments are
 * ISO 8601 in UTC; `lastActiveAt` null: never signed in. WSP-10's warning is asked for when it comes to it.
 */
const withVerdicts = (actor: Actor, row: Row) => ({
  id: row.id,
  accountId: row.accountId,
  name: row.name,
  email: row.email,
  workspace: { code: row.workspaceCode, name: row.workspaceName, isDefault: row.isDefaultWorkspace },
  /** The partner whose user they are. */
  partner: row.partnerId === null ? null : { id: row.partnerId, name: row.partnerName ?? '' },
  state: row.state,
  isOrganizationAdmin: row.isOrganizationAdmin,
  isWorkspaceAdmin: row.isWorkspaceAdmin,
  isActor: actor.kind === 'user' && actor.user.id === row.id,
  endsAt: row.endsAt?.toISOString() ?? null,
  lastActiveAt: row.lastActiveAt?.toISOString() ?? null,
  mayChangeOrganizationAdmin: mayChangeOrganizationAdmin(actor, row),
  mayChangeWorkspaceAdmin: mayChangeWorkspaceAdmin(actor, row),
  mayDeactivate: mayDeactivate(actor, row, warned),
  mayReactivate: mayReactivate(actor, row),
})
export type UserRow = ReturnType<typeof withVerdicts>

/** How many match in all, where that is known without counting; else null. */
function totalOf({ q, state, role, workspace }: ListUsersInput, first: Row | undefined): number | null {
  if (q !== '' || state !== 'active' || role !== undefined || !first) return null
  return workspace === undefined ? first.usersOfOrganization : first.usersOfWorkspace
}

/** A page of users in scope, `size` rows, by key: `next` and `previous` are cursors or null. */
export async function listUsers(actor: Actor, asked: ListUsersInput, size = 50) {
  const way = wayOf(asked.sort)
  const back = asked.after ? null : readCursor(asked.before, 'text')
  const cursor = back ?? readCursor(asked.after, 'text')
  // A page before a cursor is read backwards and turned round.
  const reads = { ...way, isDown: back ? !way.isDown : way.isDown }
  const place = cursor && { key: String(cursor[0]), id: cursor[1] }
  const ids = sql`array(select ${foundUsers(actor, asked, reads, place, size + 1)})`
  const direction = reads.isDown ? desc : asc
  const key = way.by === 'email' ? users.email : users.nameKey
  const found = await selectRows(actor, sql`${users.id} = any(${ids})`, [direction(key), direction(users.id)], size + 1)
  const hasMore = found.length > size
  const page = found.slice(0, size)
  if (back) page.reverse()
  const keyOf = (row: Row | undefined) =>
    row ? writeCursor([way.by === 'email' ? row.email : row.nameKey, row.id]) : null
  return {
    rows: page.map((row) => withVerdicts(actor, row)),
    next: back || hasMore ? keyOf(page.at(-1)) : null,
    previous: (back ? hasMore : cursor !== null) ? keyOf(page[0]) : null,
    total: totalOf(asked, page[0]),
  }
}

/** The same for the portal of a workspace, where roles are shown and not changed. DEL-2 */
export async function listUsersOfWorkspace(actor: Actor, asked: ListUsersInput & { readonly workspace: string }) {
  const page = await listUsers(actor, asked)
  const verdict = mayChangeRolesInWorkspace(actor)
  const shown = { mayChangeOrganizationAdmin: verdict, mayChangeWorkspaceAdmin: verdict }
  return { ...page, rows: page.rows.map((row) => ({ ...row, ...shown })) }
}

/** Every user of a person in scope, at most 200, the Default Workspace's first; none where nobody is in scope. */
export async function listUsersOf(actor: Actor, accountId: string): Promise<readonly UserRow[]> {
  const order = [desc(workspaces.isDefault), asc(workspaces.nameKey), asc(users.id)]
  const rows = await selectRows(actor, eq(users.accountId, accountId), order, 200)
  return rows.map((row) => withVerdicts(actor, row))
}

/** One user in scope with what this actor may do, in the workspace with this ID; or null. */
export async function findUser(actor: Actor, code: string, userId: string) {
  // An address can say anything.
  if (!idField.safeParse(userId).success) return null
  const [row] = await selectRows(actor, and(eq(workspaces.code, code), eq(users.id, userId)), [asc(users.id)], 1)
  if (!row) return null
  return {
    ...withVerdicts(actor, row),
    ...(await listGroupsOf(actor, userId)),
    lastDay: row.endsAt && lastDayBefore(row.endsAt),
    workspaceId: row.workspaceId,
    revision: row.revision,
    invitedAt: row.invitedAt.toISOString(),
    isLastWorkspaceAdmin: isLastWorkspaceAdmin(row),
    mayEdit: mayEditUser(actor, row),
    /** The page of the person behind the user, in the organization portal. */
    mayOpenPerson: mayListUsers(actor, null),
    mayChangeGroups: mayChangeGroupsOf(actor, row),
    mayChooseEndDate: mayChooseEndDate(actor, row),
    mayEndSessions: mayEndSessionsOf(actor, row),
  }
}
export type UserDetails = NonNullable<Awaited<ReturnType<typeof findUser>>>
