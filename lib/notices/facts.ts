import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { notices } from '../../db/schema/notices'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { noticesInScope } from '../scope'
import { ofWorkspace } from '../users/facts'

/** One of the person's own notices, or not found. `atKey` is exact to the microsecond, which dates are not. */
export async function readNotice(tx: Tx, actor: Actor, noticeId: string) {
  const [row] = await tx
    .select({ id: notices.id, atKey: sql<string>`${notices.at}::text` })
    .from(notices)
    .where(and(noticesInScope(actor), eq(notices.id, noticeId)))
  if (!row) throw notFound()
  return row
}

/** Active users, before their end date, of a workspace of the organization that stands. */
const activeThere = (organizationId: string) =>
  and(
    eq(users.organizationId, organizationId),
    eq(users.state, 'active'),
    or(isNull(users.endsAt), gt(users.endsAt, sql`now()`)),
    isNull(workspaces.deletedAt),
  )

const adminOf = (workspaceId: string) => and(eq(users.workspaceId, workspaceId), eq(users.isWorkspaceAdmin, true))

/** Who administers this very workspace, by account; at most fifty. */
export const readWorkspaceAdmins = (tx: Tx, organizationId: string, workspaceId: string) =>
  tx
    .select({ accountId: users.accountId })
    .from(users)
    .innerJoin(workspaces, ofWorkspace)
    .where(and(activeThere(organizationId), adminOf(workspaceId)))
    .orderBy(users.id)
    .limit(50)

/** Whether somebody may still be told what happens in a workspace: an administrator of it, or of the organization. */
export async function isAdministratorOf(tx: Tx, organizationId: string, workspaceId: string, accountId: string) {
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(workspaces, ofWorkspace)
    .where(
      and(
        activeThere(organizationId),
        eq(users.accountId, accountId),
        or(eq(users.isOrganizationAdmin, true), adminOf(workspaceId)),
      ),
    )
    .limit(1)
  return row !== undefined
}
