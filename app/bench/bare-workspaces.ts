import 'server-only'
import { type BareQuery, bareRead } from './bare-read'

type BareRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly description: string
  readonly users: number
  readonly created_at: string
}

/** The rows of the first page of workspaces, as lib/workspaces/queries.ts reads them. */
export const bareWorkspaces = (query: BareQuery) =>
  bareRead<BareRow>(
    query,
    (tx, organization) =>
      tx<
        BareRow[]
      >`select "workspaces"."id", "workspaces"."is_default", (select count(*)::int from "legal_holds" where "legal_holds"."organization_id" = "workspaces"."organization_id" and "legal_holds"."workspace_id" = "workspaces"."id" and "legal_holds"."lifted_at" is null), "organization_counts"."organization_admins" - "workspace_counts"."organization_admins", "workspaces"."code", "workspaces"."name", "workspaces"."name_key", "workspaces"."description", "workspaces"."revision", "workspaces"."created_at", "workspaces"."created_at"::text, "workspace_counts"."users", "workspace_counts"."workspace_admins" from "workspaces" inner join "workspace_counts" on ("workspace_counts"."organization_id" = "workspaces"."organization_id" and "workspace_counts"."workspace_id" = "workspaces"."id") inner join "organization_counts" on "organization_counts"."organization_id" = "workspaces"."organization_id" where (("workspaces"."organization_id" = ${organization} and "workspaces"."deleted_at" is null) and true) order by "workspaces"."name_key" asc, "workspaces"."id" asc limit ${51}`,
  )
