import { and, eq, sql } from 'drizzle-orm'
import { organizationCounts } from '../../db/schema/organizations'
import { legalHolds, workspaceCounts, workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { workspacesInScope } from '../scope'

/** Columns that make a row of the rules' `WorkspaceFacts`; joins `workspaceCounts` and `organizationCounts`. */
export const factColumns = {
  id: workspaces.id,
  isDefault: workspaces.isDefault,
  legalHolds: sql<number>`(select count(*)::int from ${legalHolds} where ${legalHolds.organizationId} = ${workspaces.organizationId} and ${legalHolds.workspaceId} = ${workspaces.id} and ${legalHolds.liftedAt} is null)`,
  otherOrganizationAdmins: sql<number>`${organizationCounts.organizationAdmins} - ${workspaceCounts.organizationAdmins}`,
}

/** Joins for `factColumns`. */
export const countsOfWorkspace = and(
  eq(workspaceCounts.organizationId, workspaces.organizationId),
  eq(workspaceCounts.workspaceId, workspaces.id),
)
export const countsOfOrganization = eq(organizationCounts.organizationId, workspaces.organizationId)

/** One workspace inside the actor's scope, or not found. Whoever changes one holds the names' lock or the exclusive one. */
export async function readWorkspace(tx: Tx, actor: Actor, workspaceId: string) {
  const [row] = await tx
    .select({
      ...factColumns,
      code: workspaces.code,
      name: workspaces.name,
      description: workspaces.description,
      revision: workspaces.revision,
      users: workspaceCounts.users,
    })
    .from(workspaces)
    .innerJoin(workspaceCounts, countsOfWorkspace)
    .innerJoin(organizationCounts, countsOfOrganization)
    .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
  if (!row) throw notFound()
  return row
}

/** Whether a workspace is inside the actor's scope. */
export async function hasWorkspace(tx: Tx, actor: Actor, workspaceId: string): Promise<boolean> {
  const found = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
  return found.length > 0
}

/** What records name of the workspace with this ID inside the actor's scope, or not found. */
export async function readWorkspaceByCode(tx: Tx, actor: Actor, code: string) {
  const [row] = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name })
    .from(workspaces)
    .where(and(workspacesInScope(actor), eq(workspaces.code, code)))
  if (!row) throw notFound()
  return row
}
