import { and, eq } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { standingWorkspaces } from '../scope'
import { selectUsers } from '../users/facts'

/** A user of the organization, whoever administers it, or not found: for Atrium itself. */
export async function readAnyUser(tx: Tx, actor: Actor, userId: string) {
  const [row] = await selectUsers(tx, and(standingWorkspaces(actor), eq(users.id, userId)))
  if (!row) throw notFound()
  return row
}
