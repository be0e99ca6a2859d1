import { and, eq, gt, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { users } from '../../db/schema/accounts'
import { sessions } from '../../db/schema/sessions'
import { countOfEach } from '../count-of-each'
import type { Tx } from '../database/client'
import { readPolicies } from '../policies/facts'
import { openNow } from './facts'

/** A browser about to be signed in. `actingUserId` null stands for the sign-in user of the moment. */
export type NewSession = {
  readonly organizationId: string
  readonly accountId: string
  readonly actingUserId: string | null
  readonly address: string
  readonly client: string
}

/** Makes a session that lives as long as the organization's policy says, and gives its id. */
export async function insertSession(tx: Tx, session: NewSession): Promise<string> {
  const id = crypto.randomUUID()
  const { sessionLifetime } = await readPolicies(tx, session.organizationId, null)
  await tx
    .insert(sessions)
    .values({ ...session, id, expiresAt: sql`now() + make_interval(hours => ${sessionLifetime}::int)` })
  return id
}

/** POL-1: lets no open session live longer than `hours` from its sign-in on; none lives longer than before. */
export async function shortenSessions(tx: Tx, organizationId: string, hours: number): Promise<void> {
  const end = sql`${sessions.createdAt} + make_interval(hours => ${hours}::int)`
  await tx
    .update(sessions)
    .set({ expiresAt: end })
    .where(and(openNow(organizationId), gt(sessions.expiresAt, end)))
}

/** Sessions of an account that have not ended. */
const openOf = (organizationId: string, accountId: string): SQL | undefined =>
  and(eq(sessions.organizationId, organizationId), eq(sessions.accountId, accountId), isNull(sessions.endedAt))

/** Ends one session of an account; gives how many that were: one or none. */
export async function endOneSession(tx: Tx, organizationId: string, accountId: string, sessionId: string) {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(openOf(organizationId, accountId), eq(sessions.id, sessionId)))
    .returning({ id: sessions.id })
  return ended.length
}

/** Ends every session of an account but `exceptId`; gives how many those were. */
export async function endSessionsOf(tx: Tx, organizationId: string, accountId: string, exceptId: string | null = null) {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(and(openOf(organizationId, accountId), exceptId === null ? undefined : ne(sessions.id, exceptId)))
    .returning({ id: sessions.id })
  return ended.length
}

/** Ends every session that acts as one of these users; gives how many of each. The persons' others go on. */
export async function endSessionsActingAs(tx: Tx, organizationId: string, userIds: readonly string[]) {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: sql`now()` })
    .where(
      and(
        eq(sessions.organizationId, organizationId),
        inArray(sessions.actingUserId, [...userIds]),
        isNull(sessions.endedAt),
      ),
    )
    .returning({ userId: sessions.actingUserId })
  return countOfEach(ended.flatMap(({ userId }) => userId ?? []))
}

/** From the next request on a session acts as a user, who is active as of now: INV-7's *never signed in* is over. */
export async function actAs(tx: Tx, organizationId: string, sessionId: string, userId: string): Promise<void> {
  await tx
    .update(sessions)
    .set({ actingUserId: userId })
    .where(and(eq(sessions.organizationId, organizationId), eq(sessions.id, sessionId)))
  await tx
    .update(users)
    .set({ lastActiveAt: sql`now()` })
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)))
}

const actorColumns = z.object({
  user: z.object({ id: z.string(), workspace: z.object({ id: z.string(), code: z.string(), name: z.string() }) }),
})

/**
 * Makes a session that acts as the sign-in user of the moment (SWI-3), which stays its acting user when another
 * sign-in user is chosen later. Null, and no session, when the account has no active user left (WSP-7).
 */
export async function openSession(
  tx: Tx,
  { organizationId, accountId, address, client }: Omit<NewSession, 'actingUserId'>,
) {
  const sessionId = await insertSession(tx, { organizationId, accountId, address, client, actingUserId: null })
  const [row] = await tx.execute<{ actor: unknown }>(sql`select session_actor(${sessionId}::uuid) as actor`)
  if (!row?.actor) {
    await tx.delete(sessions).where(and(eq(sessions.organizationId, organizationId), eq(sessions.id, sessionId)))
    return null
  }
  const { user } = actorColumns.parse(row.actor)
  await actAs(tx, organizationId, sessionId, user.id)
  return { sessionId, workspace: user.workspace }
}
