import { asc, desc, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { activity, auditRecords } from '../../db/schema/audit'
import { findSessionActor } from '../actor'
import { inTransaction, reading, type Tx } from '../database/client'
import { databaseUrls } from '../settings'
import { makeSession, type TestUser } from './factories'

/** A transaction inside an organization, past every rule: for arranging what no change makes. */
export const inOrganization = <T>(organizationId: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(async (tx) => {
    await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
    return run(tx)
  })

/** The user as a request of theirs has it. */
export async function actorOf(user: TestUser) {
  const { sessionId } = await makeSession(user)
  const actor = await findSessionActor(sessionId)
  if (!actor) throw new Error('The user cannot act.')
  return actor
}

/** Every record in an organization's chain, oldest first. */
export const auditOf = (organizationId: string) =>
  reading(organizationId, (tx) =>
    tx
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.organizationId, organizationId))
      .orderBy(asc(auditRecords.seq)),
  )

/** The number of the last record in an organization's chain. */
export const auditSeq = (organizationId: string): Promise<number> =>
  reading(organizationId, async (tx) => {
    const [last] = await tx
      .select({ seq: auditRecords.seq })
      .from(auditRecords)
      .orderBy(desc(auditRecords.seq))
      .limit(1)
    return last?.seq ?? 0
  })

/** Everything logged in an organization beside its chain, oldest first. */
export const activityOf = (organizationId: string) =>
  reading(organizationId, (tx) =>
    tx.select().from(activity).where(eq(activity.organizationId, organizationId)).orderBy(asc(activity.id)),
  )

/** Runs `run` on a connection of the database's administrator, whom no policy stops. */
export async function asDatabaseAdmin<T>(run: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const admin = postgres(databaseUrls().admin, { max: 1, onnotice: () => {} })
  try {
    return await run(admin)
  } finally {
    await admin.end()
  }
}

/** A hash of every row an organization has, by table: the same before and after when nothing was written. */
export const fingerprint = (organizationId: string): Promise<Readonly<Record<string, string>>> =>
  asDatabaseAdmin(async (admin) => {
    const tables = await admin<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'organization_id' order by 1`
    const seen: Record<string, string> = {}
    for (const { name } of tables) {
      const [row] = await admin<{ hash: string | null }[]>`
        select md5(string_agg(t::text, '|' order by t::text)) as hash
        from ${admin(name)} t where organization_id = ${organizationId}`
      seen[name] = row?.hash ?? 'none'
    }
    return seen
  })
