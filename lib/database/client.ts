import 'server-only'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { databaseUrls, settings } from '../settings'
import { scrubbed } from './errors'
import { guarded } from './guard'
import { prepared } from './prepared'

/** Milliseconds a transaction may stand still: longer than anything we wait for inside one. */
const usualPatience = 60_000

/**
 * A pool of at most `max` connections whose transactions die with their connection. One that stands still for
 * `patience` milliseconds is ended by the database, so that what was forgotten keeps no lock and no connection.
 */
export const openPool = (url: string, max: number, patience = usualPatience) =>
  prepared(
    guarded(
      postgres(url, {
        max,
        onnotice: () => {},
        connect_timeout: 5,
        // A plan made for the average organization can take a hundred times as long in a large one (measured).
        connection: { plan_cache_mode: 'force_custom_plan', idle_in_transaction_session_timeout: patience },
        // Nothing catches what this read throws when a new connection dies under it, and the process would end.
        fetch_types: false,
        // A restarted database is found again within a second.
        backoff: (retries: number) => Math.min(0.1 * 2 ** retries, 1),
      }),
    ),
  )

function open() {
  const client = openPool(databaseUrls().app, settings().poolSize)
  return { client, orm: drizzle(client) }
}

declare global {
  var atriumDatabase: ReturnType<typeof open> | undefined
}

// One pool a process, also where the bundler makes several copies of this file.
const connected = () => {
  globalThis.atriumDatabase ??= open()
  return globalThis.atriumDatabase
}

/** The application's login, outside any organization: fit for the reviewed definer functions and nothing else. */
export const database = () => connected().orm

/** A transaction: what changes, and some reads, are given to work with. */
export type Tx = Parameters<Parameters<ReturnType<typeof database>['transaction']>[0]>[0]

/** Runs `run` in one transaction; a thrown error rolls it back. */
export const inTransaction = <T>(run: (tx: Tx) => Promise<T>): Promise<T> => scrubbed(() => database().transaction(run))

/** Reads inside an organization: a read-only transaction with the context that row-level security asks for. */
export const reading = <T>(organizationId: string, run: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.organization_id', ${organizationId}, true), set_config('transaction_read_only', 'on', true)`,
    )
    return run(tx)
  })

/** Ends the pool; for scripts and tests. */
export async function closeDatabase(): Promise<void> {
  await globalThis.atriumDatabase?.client.end({ timeout: 5 })
  globalThis.atriumDatabase = undefined
}
