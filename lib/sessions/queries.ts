import 'server-only'
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { sessions } from '../../db/schema/sessions'
import { reading } from '../database/client'
import type { UserActor } from '../rules/actor'
import { clientInWords } from './client-in-words'

const most = 50

/** The person's open sessions, this one first, then by when they were last seen; at most 50. Moments are ISO 8601. */
export async function listSessions(actor: UserActor) {
  const rows = await reading(actor.organization.id, (tx) =>
    tx
      .select()
      .from(sessions)
      .where(
        and(
          eq(sessions.organizationId, actor.organization.id),
          eq(sessions.accountId, actor.person.id),
          isNull(sessions.endedAt),
          gt(sessions.expiresAt, sql`now()`),
        ),
      )
      .orderBy(sql`${sessions.id} = ${actor.sessionId} desc nulls last`, desc(sessions.lastSeenAt))
      .limit(most),
  )
  return rows.map((row) => ({
    id: row.id,
    client: clientInWords(row.client),
    address: row.address,
    lastSeenAt: row.lastSeenAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    isThis: row.id === actor.sessionId,
  }))
}

/** One signed-in browser of a person's own. */
export type SessionRow = Awaited<ReturnType<typeof listSessions>>[number]
