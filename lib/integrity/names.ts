import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { reading } from '../database/client'

/** Hashes as an array of the database: one parameter, however many they are. */
const hashArray = (hashes: readonly string[]): SQL => sql`${`{${hashes.join(',')}}`}::text[]`

/** Which of these hashes a file of an organization or one of its versions names, trash included, at this moment. */
export const namedIn =
  (organizationId: string) =>
  (hashes: readonly string[]): Promise<ReadonlySet<string>> =>
    reading(organizationId, async (tx) => {
      const asked = hashArray(hashes)
      const rows = await tx.execute<{ hash: string }>(sql`
        select h.hash from unnest(${asked}) h(hash)
        where exists (select from nodes n where n.organization_id = ${organizationId} and n.hash = h.hash)
          or exists (select from file_versions v where v.organization_id = ${organizationId} and v.hash = h.hash)`)
      return new Set(rows.map(({ hash }) => hash))
    })

const atOnce = 500

/** Every hash that an organization names and that begins with two digits, each once, by hash ascending. */
export async function* namesUnder(organizationId: string, digits: string): AsyncGenerator<string, void> {
  const end = `${digits}g`
  for (let after = digits; ; ) {
    const found = await reading(organizationId, (tx) =>
      tx.execute<{ hash: string }>(sql`
        (select n.hash from nodes n where n.organization_id = ${organizationId} and n.hash > ${after} and n.hash < ${end}
          group by 1 order by 1 limit ${atOnce})
        union
        (select v.hash from file_versions v where v.organization_id = ${organizationId} and v.hash > ${after} and v.hash < ${end}
          group by 1 order by 1 limit ${atOnce})
        order by 1 limit ${atOnce}`),
    )
    for (const { hash } of found) yield hash
    const last = found.at(-1)
    if (!last || found.length < atOnce) return
    after = last.hash
  }
}
