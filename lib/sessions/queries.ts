import 'server-only'
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { sessions } from '../../db/schema/sessions'
import { workspaces } from '../../db/schema/workspaces'
import { readCursor, writeCursor } from '../cursor'
import { reading } from '../database/client'
import type { UserActor } from '../rules/actor'
import { mayListSessions } from '../rules/sessions'
import { usersInScope } from '../scope'
import { ofWorkspace } from '../users/facts'
import { clientInWords } from './client-in-words'
import { openNow } from './facts'
import { ofPeople } from './find'
import type { ListAllSessionsInput } from './input'

const most = 50

type Row = typeof sessions.$inferSelect

const shown = (actor: UserActor, row: Row) => ({
  id: row.id,
  client: clientInWords(row.client),
  address: row.address,
  lastSeenAt: row.lastSeenAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  isThis: row.id === actor.sessionId,
})

const selectOpen = (actor: UserActor, condition: SQL | undefined) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select()
      .from(sessions)
      .where(and(openNow(actor.organization.id), condition))
      .orderBy(sql`${sessions.id} = ${actor.sessionId} desc nulls last`, desc(sessions.lastSeenAt))
      .limit(most),
  )

/** The person's open sessions, this one first, then by when they were last seen; at most 50. Moments are ISO 8601. */
export async function listSessions(actor: UserActor) {
  const rows = await selectOpen(actor, eq(sessions.accountId, actor.person.id))
  return rows.map((row) => shown(actor, row))
}

/** One signed-in browser of a person's own. */
export type SessionRow = Awaited<ReturnType<typeof listSessions>>[number]

/** The open sessions of a person, for Organization Admins, likewise; of others none. */
export async function listSessionsOf(actor: UserActor, accountId: string): Promise<readonly SessionRow[]> {
  const rows = mayListSessions(actor).ok ? await selectOpen(actor, eq(sessions.accountId, accountId)) : []
  return rows.map((row) => shown(actor, row))
}

/** The open sessions that act as a user in the actor's scope, likewise. USR-1 */
export async function listSessionsOfUser(actor: UserActor, userId: string): Promise<readonly SessionRow[]> {
  const known = await reading(actor.organization.id, (tx) =>
    tx
      .select({ id: users.id })
      .from(users)
      .innerJoin(workspaces, ofWorkspace)
      .where(and(usersInScope(actor), eq(users.id, userId))),
  )
  const rows = known.length > 0 ? await selectOpen(actor, eq(sessions.actingUserId, userId)) : []
  return rows.map((row) => shown(actor, row))
}

const pageSize = 50

const columns = {
  session: sessions,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  createdKey: sql<string>`${sessions.createdAt}::text`,
  person: { id: accounts.id, name: accounts.name, email: accounts.email },
  workspace: { code: workspaces.code, name: workspaces.name },
}

/**
 * A page of the open sessions of the organization, newest first, 50 rows, by key: `next` and `previous` are cursors or
 * null. `actingIn` is the workspace of the user they act as. None for who is no Organization Admin.
 */
export async function listAllSessions(actor: UserActor, { q, after, before }: ListAllSessionsInput) {
  if (!mayListSessions(actor).ok) return { rows: [], next: null, previous: null }
  const back = after ? null : readCursor(before, 'time')
  const cursor = back ?? readCursor(after, 'time')
  const direction = back ? asc : desc
  const sign = back ? sql`>` : sql`<`
  const beyond = cursor
    ? sql`(${sessions.createdAt}, ${sessions.id}) ${sign} (${String(cursor[0])}::timestamptz, ${cursor[1]}::uuid)`
    : undefined
  const found = await reading(actor.organization.id, async (tx) =>
    tx
      .select(columns)
      .from(sessions)
      .innerJoin(
        accounts,
        and(eq(accounts.organizationId, sessions.organizationId), eq(accounts.id, sessions.accountId)),
      )
      .leftJoin(users, and(eq(users.organizationId, sessions.organizationId), eq(users.id, sessions.actingUserId)))
      .leftJoin(workspaces, ofWorkspace)
      .where(and(openNow(actor.organization.id), await ofPeople(tx, q), beyond))
      .orderBy(direction(sessions.createdAt), direction(sessions.id))
      .limit(pageSize + 1),
  )
  const hasMore = found.length > pageSize
  const page = found.slice(0, pageSize)
  // A page before a cursor is read backwards and turned round.
  if (back) page.reverse()
  const keyOf = (row: (typeof page)[number] | undefined) => (row ? writeCursor([row.createdKey, row.session.id]) : null)
  return {
    rows: page.map((row) => ({ ...shown(actor, row.session), person: row.person, actingIn: row.workspace })),
    next: back || hasMore ? keyOf(page.at(-1)) : null,
    previous: (back ? hasMore : cursor !== null) ? keyOf(page[0]) : null,
  }
}
export type AnySessionRow = Awaited<ReturnType<typeof listAllSessions>>['rows'][number]
