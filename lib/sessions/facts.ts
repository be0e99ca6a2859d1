import { and, eq, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { sessions } from '../../db/schema/sessions'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { membersInScope, personsUsersInScope } from '../scope'

/** Sessions of an organization that stand: not ended, and within their lifetime. */
export const openNow = (organizationId: string): SQL | undefined =>
  and(eq(sessions.organizationId, organizationId), isNull(sessions.endedAt), gt(sessions.expiresAt, sql`now()`))

const columns = {
  id: users.id,
  accountId: users.accountId,
  email: accounts.email,
  name: accounts.name,
  chosenSignInUserId: accounts.signInUserId,
  isActive: sql<boolean>`${users.state} = 'active' and ${workspaces.deletedAt} is null`,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

/** A user of the actor's own, or any of the organization for an Organization Admin, locked for a change; or not found. */
export async function lockPersonsUser(tx: Tx, actor: Actor, userId: string) {
  const [row] = await tx
    .select(columns)
    .from(users)
    .innerJoin(accounts, and(eq(accounts.organizationId, users.organizationId), eq(accounts.id, users.accountId)))
    .innerJoin(
      workspaces,
      and(eq(workspaces.organizationId, users.organizationId), eq(workspaces.id, users.workspaceId)),
    )
    .where(and(personsUsersInScope(actor), eq(users.id, userId)))
    .for('no key update', { of: accounts })
  if (!row) throw notFound()
  return row
}

/** One of the actor's own open sessions, or not found. Whoever ends one holds the exclusive lock. */
export async function readOwnSession(tx: Tx, actor: Actor, sessionId: string) {
  if (actor.kind !== 'user') throw notFound()
  const [row] = await tx
    .select({ id: sessions.id, accountId: sessions.accountId, client: sessions.client, address: sessions.address })
    .from(sessions)
    .where(
      and(
        eq(sessions.organizationId, actor.organization.id),
        eq(sessions.accountId, actor.person.id),
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
      ),
    )
  if (!row) throw notFound()
  return row
}

/** A person of the organization, for its Organization Admins; or not found. */
export async function readMember(tx: Tx, actor: Actor, accountId: string) {
  const [row] = await tx
    .select({ id: accounts.id, email: accounts.email })
    .from(accounts)
    .where(and(membersInScope(actor), eq(accounts.id, accountId)))
  if (!row) throw notFound()
  return row
}
