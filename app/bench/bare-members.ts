import 'server-only'
import { type BareQuery, bareRead } from './bare-read'

/** The rows of the first page of members, as lib/users/queries.ts reads them. */
export async function bareMembers(query: BareQuery) {
  const rows = await bareRead<readonly unknown[]>(query, (tx, organization) =>
    // Two of the columns are called “name”: rows come as lists.
    tx`select "users"."id", "users"."workspace_id", case when "users"."state" = 'active' and "users"."ends_at" <= now() then 'ended' else "users"."state" end, "users"."is_organization_admin", "users"."is_workspace_admin", "users"."partner_id" is not null, "users"."ends_at" is not null, "organization_counts"."organization_admins" - "users"."is_organization_admin"::int, "workspace_counts"."workspace_admins" - ("users"."state" = 'active' and "users"."is_workspace_admin")::int, "users"."account_id", "users"."name", "users"."name_key", "users"."email", "users"."invited_at", "users"."ends_at", "users"."last_active_at", "users"."revision", "workspaces"."code", "workspaces"."name", "workspaces"."is_default", "partners"."id", "partners"."name", "workspace_counts"."users", "organization_counts"."users" from "users" inner join "workspaces" on ("workspaces"."organization_id" = "users"."organization_id" and "workspaces"."id" = "users"."workspace_id") inner join "workspace_counts" on ("workspace_counts"."organization_id" = "users"."organization_id" and "workspace_counts"."workspace_id" = "users"."workspace_id") inner join "organization_counts" on "organization_counts"."organization_id" = "users"."organization_id" left join "partners" on ("partners"."organization_id" = "users"."organization_id" and "partners"."id" = "users"."partner_id") where (("users"."organization_id" = ${organization} and "workspaces"."deleted_at" is null and true) and "users"."id" = any(array(select find_users(${''}, ${null}::uuid, ${null}::uuid, ${'active'}, ${null}, ${false}, ${null}, ${null}::uuid, ${false}, ${51})))) order by "users"."name_key" asc, "users"."id" asc limit ${51}`.values(),
  )
  return rows.map((row) => ({
    id: String(row[0]),
    state: String(row[2]),
    isOrganizationAdmin: row[3] === true,
    isWorkspaceAdmin: row[4] === true,
    name: String(row[10]),
    email: String(row[12]),
    lastActiveAt: row[15] instanceof Date ? row[15].toISOString() : null,
    workspaceCode: String(row[17]),
    workspaceName: String(row[18]),
  }))
}
