import 'server-only'
import postgres from 'postgres'
import { databaseUrls, settings } from '@/lib/settings'

declare global {
  var bareDatabase: postgres.Sql | undefined
}

const connected = () => {
  // Planned as the application has it planned: else the figure would be that of another plan.
  const connection = { plan_cache_mode: 'force_custom_plan' }
  globalThis.bareDatabase ??= postgres(databaseUrls().app, { max: settings().poolSize, connection })
  return globalThis.bareDatabase
}

/** What to read, straight from the address: nothing is checked here, which is why only a benchmark routes it. */
export type BareQuery = { readonly organization?: string; readonly session?: string }

/**
 * Reads by the very statements that a page sends, through the driver alone. With `session` who acts is read first, as a
 * page does. The benchmark compares the statements.
 */
export async function bareRead<Row>(
  { organization = '', session }: BareQuery,
  read: (tx: postgres.TransactionSql, organization: string) => PromiseLike<readonly Row[]>,
): Promise<readonly Row[]> {
  const sql = connected()
  if (session) await sql`select session_actor(${session}::uuid) as actor`
  const rows = await sql.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organization}, true), set_config('transaction_read_only', 'on', true)`
    return { read: await read(tx, organization) }
  })
  return rows.read
}
