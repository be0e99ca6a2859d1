import { and, eq } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { standingWorkspaces } from '../scope'
import { ofWorkspace, selectUsers } from '../users/facts'

/** A user of the organization, whoever administers it, or not found: for Atrium itself. */
export async function readAnyUser(tx: Tx, actor: Actor, userId: string) {
  const [row] = await selectUsers(tx, and(standingWorkspaces(actor), eq(users.id, userId)))
  if (!row) throw notFound()
  return row
}

/** Who administers a workspace, by account; at most fifty. */
export const readWorkspaceAdmins = (tx: Tx, actor: Actor, workspaceId: string) =>
  tx
    .select({ accountId: users.accountId })
    .from(users)
    .innerJoin(workspaces, ofWorkspace)
    .where(
      and(
        standingWorkspaces(actor),
        eq(workspaces.id, workspaceId),
        eq(users.isWorkspaceAdmin, true),
        eq(users.state, 'active'),
      ),
    )
    .limit(50)
