import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { placeOfBytes } from '../lib/files/bytes'
import { grace } from '../lib/integrity/tasks'
import { databaseUrls } from '../lib/settings'
import { storage } from '../lib/storage/storage'
import type { BlobStore } from '../lib/storage/store'
import { wrongNamed, wrongOrphans } from './fsck-bytes'
import { wrongInTrees } from './fsck-tree'

type Options = {
  /** Of one organization; without it of all, and of what is stored for none. */
  readonly slug?: string | undefined
  /** Looks at the size of bytes without reading them. */
  readonly isQuick?: boolean
}

const summary = (wrong: number) => {
  if (wrong === 0) return 'all is as it should be'
  return wrong === 1 ? 'one thing is wrong' : `${wrong} things are wrong`
}

// An orphan is there for the grace and until the next night's sweep is over.
const orphanFor = 2 * grace

async function* wrongIn(sql: postgres.Sql, store: BlobStore, id: string, isQuick: boolean) {
  const place = placeOfBytes(id)
  yield* wrongInTrees(sql, id)
  yield* wrongNamed(sql, store, place, !isQuick)
  yield* wrongOrphans(sql, store, place, new Date(Date.now() - orphanFor))
}

/** Places of organizations that are not there. */
async function* wrongPlaces(sql: postgres.Sql, store: BlobStore): AsyncGenerator<string, void> {
  for await (const place of store.places()) {
    const [found] = await sql`select from organizations where id = ${place.organizationId}`
    if (found) continue
    for await (const { hash } of store.list(place))
      yield `${hash} stands in ${place.organizationId}, and there is no such organization`
  }
}

/**
 * Checks what the database and the store say of each other, and the trees: says a line for each thing that is wrong and
 * one for each organization, and resolves to the exit code, 1 when something is wrong or there is nothing to check.
 */
export async function fsck({ slug, isQuick = false }: Options, say: (line: string) => void): Promise<number> {
  const sql = postgres(databaseUrls().admin, { max: 2, onnotice: () => {}, connection: { row_security: 'off' } })
  const store = await storage()
  let wrong = 0
  const tell = async (name: string, faults: AsyncIterable<string>) => {
    let here = 0
    for await (const fault of faults) {
      here++
      say(`${name}: ${fault}`)
    }
    wrong += here
    return here
  }
  try {
    const organizations = await sql<{ id: string; slug: string }[]>`
      select id, slug from organizations where ${slug ?? null}::text is null or slug = ${slug ?? ''} order by slug`
    for (const { id, slug: name } of organizations) {
      const here = await tell(name, wrongIn(sql, store, id, isQuick))
      say(`${name}: ${summary(here)}`)
    }
    if (slug === undefined) await tell('nobody', wrongPlaces(sql, store))
    if (organizations.length > 0) return wrong === 0 ? 0 : 1
    say(slug === undefined ? 'There is no organization.' : `There is no “${slug}”.`)
    return slug === undefined && wrong === 0 ? 0 : 1
  } finally {
    await sql.end()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const options = { quick: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  process.exitCode = await fsck({ slug: positionals[0], isQuick: values.quick ?? false }, console.log)
}
