import 'server-only'
import postgres from 'postgres'
import { databaseUrls, settings } from '@/lib/settings'

declare global {
  var bareDatabase: postgres.Sql | undefined
}

const connected = () => {
  globalThis.bareDatabase ??= postgres(databaseUrls().app, { max: settings().poolSize })
  return globalThis.bareDatabase
}

type BareRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly description: string
  readonly users: number
  readonly created_at: string
}

/** What to read, straight from the address: nothing is checked here, which is why only a benchmark routes it. */
export type BareQuery = { readonly organization?: string; readonly session?: string }

/**
 * The rows of the first page of workspaces by the very statements that lib/workspaces/queries.ts sends, through the
 * driver alone. With `session` who acts is read first, as a page does. The benchmark compares the statements.
 */
export async function bareRows({ organization = '', session }: BareQuery): Promise<readonly BareRow[]> {
  const sql = connected()
  if (session) await sql`select session_actor(${session}::uuid) as actor`
  return sql.begin(async (tx) => {
    await tx`select set_config('app.organization_id', ${organization}, true), set_config('transaction_read_only', 'on', true)`
    return tx<
      BareRow[]
    >`select "workspaces"."id", "workspaces"."is_default", (select count(*)::int from "legal_holds" where "legal_holds"."organization_id" = "workspaces"."organization_id" and "legal_holds"."workspace_id" = "workspaces"."id" and "legal_holds"."lifted_at" is null), "organization_counts"."organization_admins" - "workspace_counts"."organization_admins", "workspaces"."code", "workspaces"."name", "workspaces"."name_key", "workspaces"."description", "workspaces"."revision", "workspaces"."created_at", "workspaces"."created_at"::text, "workspace_counts"."users", "workspace_counts"."workspace_admins" from "workspaces" inner join "workspace_counts" on ("workspace_counts"."organization_id" = "workspaces"."organization_id" and "workspace_counts"."workspace_id" = "workspaces"."id") inner join "organization_counts" on "organization_counts"."organization_id" = "workspaces"."organization_id" where (("workspaces"."organization_id" = ${organization} and "workspaces"."deleted_at" is null) and true) order by "workspaces"."name_key" asc, "workspaces"."id" asc limit ${51}`
  })
}
