import postgres from 'postgres'
import type { Claim } from '../lib/call'
import { databaseUrls, type Settings } from '../lib/settings'

/** Reads past the walls, once, as whoever administers the database. */
export async function asAdministrator<Value>(
  settings: Settings | undefined,
  read: (sql: postgres.Sql) => Promise<Value>,
): Promise<Value> {
  const sql = postgres(databaseUrls(settings).admin, { max: 1 })
  try {
    return await read(sql)
  } finally {
    await sql.end()
  }
}

/** The Organization Admin of `slug` in this process's own database, to act as. */
export const adminOf = (slug: string): Promise<Claim & { readonly kind: 'user' }> =>
  asAdministrator(undefined, async (sql) => {
    const [user] = await sql<{ organizationId: string; userId: string }[]>`
      select u.organization_id as "organizationId", u.id as "userId"
      from users u join organizations o on o.id = u.organization_id
      where o.slug = ${slug} and u.is_organization_admin`
    if (!user) throw new Error(`Nobody administers ${slug}.`)
    return { kind: 'user', ...user }
  })
