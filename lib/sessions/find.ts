import { and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { sessions } from '../../db/schema/sessions'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'

/**
 * Sessions of people in whose name or address `q` stands; undefined for an empty one. What fewer than `most` users have
 * is found by the index; what more have is soon met on the way down the list, with a look at each person.
 */
export async function ofPeople(tx: Tx, q: string, most = 500): Promise<SQL | undefined> {
  if (q === '') return undefined
  const sought = canonicalName(q)
  const found = await tx.execute<{ id: string }>(
    sql`select find_users(${sought}, null, null, null, null, true, null, null, false, ${most}) as id`,
  )
  const ids = found.map((row) => row.id)
  const isSought =
    ids.length < most
      ? inArray(users.id, ids)
      : sql`position(${sought} in ${users.nameKey} || ' ' || ${users.email}) > 0`
  const isTheirs = and(eq(users.organizationId, sessions.organizationId), eq(users.accountId, sessions.accountId))
  return exists(tx.select({ id: users.id }).from(users).where(and(isTheirs, isSought)))
}
