import type postgres from 'postgres'
import type { Place } from '../lib/storage/names'
import { scrub } from '../lib/storage/scrub'
import type { BlobStore } from '../lib/storage/store'

type Named = { readonly hash: string; readonly sizes: readonly string[] }

/** Each hash that the organization names, once, with the sizes it is said to have. */
async function* namedHashes(sql: postgres.Sql, id: string): AsyncGenerator<Named, void> {
  const found = sql<{ hash: string; sizes: string[] }[]>`
    select hash, array_agg(distinct size::text) as sizes from (
      select hash, size from nodes where organization_id = ${id} and hash is not null
      union all select hash, size from file_versions where organization_id = ${id}
    ) named group by hash order by hash`.cursor(1_000)
  for await (const rows of found) yield* rows
}

/** What is wrong with the bytes that the organization's files and versions name. `isRead`: each is read to its end. */
export async function* wrongNamed(
  sql: postgres.Sql,
  store: BlobStore,
  place: Place,
  isRead: boolean,
): AsyncGenerator<string, void> {
  for await (const { hash, sizes } of namedHashes(sql, place.organizationId)) {
    const found = await store.stat({ ...place, hash })
    const wrong = sizes.filter((size) => Number(size) !== found?.size)
    if (!found) yield `${hash} is missing`
    else if (wrong.length > 0) yield `${hash} has ${found.size} bytes, and is said to have ${wrong.join(' and ')}`
    else if (isRead) {
      const one = (async function* () {
        yield { ...place, hash }
      })()
      for await (const { state } of scrub(store, one)) if (state !== 'sound') yield `${hash} is ${state}`
    }
  }
}

const atOnce = 500

/** What stands in a place longer than `before`, and nobody names. */
export async function* wrongOrphans(
  sql: postgres.Sql,
  store: BlobStore,
  place: Place,
  before: Date,
): AsyncGenerator<string, void> {
  async function* among(hashes: readonly string[]) {
    const found = await sql<{ hash: string }[]>`
      select h.hash from unnest(${sql.array([...hashes])}::text[]) h(hash)
      where not exists (select from nodes n where n.organization_id = ${place.organizationId} and n.hash = h.hash)
        and not exists (select from file_versions v where v.organization_id = ${place.organizationId} and v.hash = h.hash)`
    for (const { hash } of found) yield `${hash} stands, and nobody names it`
  }
  let old: string[] = []
  for await (const { hash, storedAt } of store.list(place)) {
    if (storedAt < before) old.push(hash)
    if (old.length < atOnce) continue
    yield* among(old)
    old = []
  }
  if (old.length > 0) yield* among(old)
}
