import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../rules/actor'
import { maskOf } from '../rules/levels'

/** `chain`: a folder and those above it, each with how far up it is. */
export const chainOf = (organizationId: string, folderId: string): SQL => sql`chain as (
    select n.id, n.parent_id, n.name, 0 as height from nodes n
    where n.organization_id = ${organizationId} and n.id = ${folderId}
    union all
    select n.id, n.parent_id, n.name, c.height + 1
    from chain c join nodes n on n.organization_id = ${organizationId} and n.id = c.parent_id
  )`

/**
 * The same, and `given`: the rows that count there now, on it and recursive ones above (FIL-3); of a partner those inside
 * its root (PAR-3).
 */
export const givenOn = (
  organizationId: string,
  folderId: string,
): SQL => sql`${chainOf(organizationId, folderId)}, given as (
    select p.id, p.user_id, p.group_id, p.partner_id, p.level, p.mask, p.is_recursive, p.ends_at, c.id as folder_id,
      c.name as folder_name, c.height
    from chain c join folder_permissions p on p.organization_id = ${organizationId} and p.folder_id = c.id
    where (c.height = 0 or p.is_recursive) and (p.ends_at is null or p.ends_at > now())
      and (p.partner_id is null or exists (select from chain top join partners r
        on r.organization_id = ${organizationId} and r.id = p.partner_id and r.root_folder_id = top.id
        where top.height >= c.height))
  )`

/** A user who is active now, as `u`. */
export const isActiveNow = sql`u.state = 'active' and (u.ends_at is null or u.ends_at > now())`

/**
 * Users who may do everything in a workspace by their role, as `u`. Who is no Organization Admin learns nothing of users of
 * other workspaces.
 */
export const hasAllByRole = (actor: Actor, workspaceId: string): SQL => {
  const known = actor.isOrganizationAdmin ? sql`true` : sql`u.workspace_id = ${workspaceId}`
  return sql`((u.is_organization_admin and ${known}) or (u.is_workspace_admin and u.workspace_id = ${workspaceId}))`
}

/** What a role comes to. */
export const all = sql.raw(String(maskOf.admin))

/** Of `p`, a permission: it has not ended, and its folder stands. A way leads from the root to each that does. */
export const countsNow = sql`(p.ends_at is null or p.ends_at > now()) and exists (select from nodes root
    where root.organization_id = p.organization_id and root.workspace_id = p.workspace_id and root.parent_id is null
      and (p.folder_id = root.id or exists (select from folder_ways w
        where w.organization_id = p.organization_id and w.folder_id = p.folder_id and w.ancestor_id = root.id)))`
