import { pathToFileURL } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { verifyOrganization } from '../lib/audit/chain'
import { databaseUrls } from '../lib/settings'

const number = new Intl.NumberFormat('en-GB')

/**
 * Checks the audit chain of every organization, or of the one with this slug; says a line for each and resolves to
 * the exit code, 1 when a record is bad or there is nothing to check.
 */
export async function auditVerify(slug: string | undefined, say: (line: string) => void): Promise<number> {
  const client = postgres(databaseUrls().admin, { max: 1, onnotice: () => {} })
  const database = drizzle(client)
  try {
    // A login that policies bind would see no organization and report that all is well; this makes it fail instead.
    await client`set row_security = off`
    const organizations = await client<{ id: string; slug: string }[]>`
      select id, slug from organizations where ${slug ?? null}::text is null or slug = ${slug ?? ''} order by slug`
    if (organizations.length === 0) say(slug === undefined ? 'There is no organization.' : `There is no “${slug}”.`)
    let bad = slug !== undefined && organizations.length === 0 ? 1 : 0
    for (const { id, slug: name } of organizations) {
      await client`select set_config('app.organization_id', ${id}, false)`
      const { records, firstBad } = await verifyOrganization(async (query) => database.execute(query), id)
      if (firstBad) bad = 1
      say(
        firstBad
          ? `${name}: record ${firstBad.seq} is bad: ${firstBad.reason}. Unbroken before it: ${number.format(records)}.`
          : `${name}: ${number.format(records)} records, unbroken`,
      )
    }
    return bad
  } finally {
    await client.end()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = await auditVerify(process.argv[2], console.log)
