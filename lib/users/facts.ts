import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { organizationCounts } from '../../db/schema/organizations'
import { workspaceCounts, workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import type { UserFacts } from '../rules/users'
import { usersInScope } from '../scope'

/** USR-2: from the end date on a user is locked, also before Atrium has noticed. */
export const stateNow = sql<
  UserFacts['state']
>`case when ${users.state} = 'active' and ${users.endsAt} <= now() then 'ended' else ${users.state} end`

/** Columns that make a row of the rules' `UserFacts`; joins as in `joinsOf`. */
export const factColumns = {
  id: users.id,
  workspaceId: users.workspaceId,
  state: stateNow,
  isOrganizationAdmin: users.isOrganizationAdmin,
  isWorkspaceAdmin: users.isWorkspaceAdmin,
  isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
  hasEndDate: sql<boolean>`${users.endsAt} is not null`,
  // Whose end date has come is counted no more; an Organization Admin has none (DEL-3).
  otherOrganizationAdmins: sql<number>`${organizationCounts.organizationAdmins} - ${users.isOrganizationAdmin}::int`,
  otherWorkspaceAdmins: sql<number>`${workspaceCounts.workspaceAdmins} - (${users.state} = 'active' and ${users.isWorkspaceAdmin})::int`,
}

/** Joins for `factColumns`, from `users`. */
export const ofWorkspace = and(
  eq(workspaces.organizationId, users.organizationId),
  eq(workspaces.id, users.workspaceId),
)
export const countsOfWorkspace = and(
  eq(workspaceCounts.organizationId, users.organizationId),
  eq(workspaceCounts.workspaceId, users.workspaceId),
)
export const countsOfOrganization = eq(organizationCounts.organizationId, users.organizationId)

const columns = {
  ...factColumns,
  accountId: users.accountId,
  email: users.email,
  name: users.name,
  endsAt: users.endsAt,
  /** Atrium has seen to their end date. */
  isEnded: sql<boolean>`${users.state} = 'ended'`,
  revision: users.revision,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

/** Users that a condition picks, with what the rules ask of them, by ascending id. */
export const selectUsers = (tx: Tx, condition: SQL | undefined) =>
  tx
    .select(columns)
    .from(users)
    .innerJoin(workspaces, ofWorkspace)
    .innerJoin(workspaceCounts, countsOfWorkspace)
    .innerJoin(organizationCounts, countsOfOrganization)
    .where(condition)
    .orderBy(asc(users.id))

/** Users of these inside the actor's scope. Whoever changes one holds the exclusive lock. */
export const readUsers = (tx: Tx, actor: Actor, userIds: readonly string[]) =>
  selectUsers(tx, and(usersInScope(actor), inArray(users.id, [...userIds])))

/** One user inside the actor's scope, or not found. Whoever changes one holds the exclusive lock. */
export async function readUser(tx: Tx, actor: Actor, userId: string) {
  const [row] = await readUsers(tx, actor, [userId])
  if (!row) throw notFound()
  return row
}
export type ReadUser = Awaited<ReturnType<typeof readUser>>

/** The same, locked for a change that takes nobody's authority and so holds no wider lock. */
export async function lockUser(tx: Tx, actor: Actor, userId: string) {
  await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, actor.organization.id), eq(users.id, userId)))
    .for('no key update')
  return readUser(tx, actor, userId)
}
