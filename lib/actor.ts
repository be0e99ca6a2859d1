import 'server-only'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Claim } from './call'
import { database, type Tx } from './database/client'
import { scrubbed } from './database/errors'
import type { Actor, UserActor } from './rules/actor'

const workspace = z.object({ id: z.string(), code: z.string(), name: z.string(), isDefault: z.boolean() })
const partner = z.object({ id: z.string(), name: z.string(), rootId: z.string() }).nullable()
const organization = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  allowsLocalUsers: z.boolean(),
  workspaces: z.number(),
})
const userActor = z.object({
  organization,
  person: z.object({ id: z.string(), name: z.string(), email: z.string(), signInUserId: z.string() }),
  user: z.object({ id: z.string(), workspace, partner }),
  users: z.array(
    z.object({ id: z.string(), workspace, partner, isOrganizationAdmin: z.boolean(), isWorkspaceAdmin: z.boolean() }),
  ),
  isOrganizationAdmin: z.boolean(),
  isWorkspaceAdmin: z.boolean(),
  sessionId: z.string().nullable().default(null),
  openOperations: z.number(),
  unreadNotices: z.number(),
})

const toUserActor = (row: unknown): UserActor => ({ kind: 'user', ...userActor.parse(row) })

/** Who a session acts as now, in one round trip; null when it has ended or nobody is left to act as (SEC-3, SWI-5). */
export async function findSessionActor(sessionId: string): Promise<UserActor | null> {
  const [row] = await scrubbed(() =>
    database().execute<{ actor: unknown }>(sql`select session_actor(${sessionId}::uuid) as actor`),
  )
  return row?.actor ? toUserActor(row.actor) : null
}

/**
 * Opens a change in `tx`: takes the organization's lock, shared or exclusive, then reads the actor, then sets the
 * context of row-level security. Null when the claim no longer stands.
 */
export async function openChange(tx: Tx, claim: Claim, isExclusive: boolean): Promise<Actor | null> {
  const sessionId = claim.kind === 'session' ? claim.sessionId : null
  const organizationId = claim.kind === 'session' ? null : claim.organizationId
  const userId = claim.kind === 'user' ? claim.userId : null
  const [row] = await tx.execute<{ actor: unknown }>(
    sql`select open_change(${sessionId}::uuid, ${organizationId}::uuid, ${userId}::uuid, ${isExclusive}) as actor`,
  )
  if (claim.kind === 'session' || claim.kind === 'user') return row?.actor ? toUserActor(row.actor) : null
  // An organization about to be founded has no row yet.
  const unborn = { id: claim.organizationId, name: '', slug: '', allowsLocalUsers: true, workspaces: 0 }
  const known = row?.actor ? z.object({ organization }).parse(row.actor) : { organization: unborn }
  return { kind: claim.kind, ...known, isOrganizationAdmin: false, isWorkspaceAdmin: false }
}
