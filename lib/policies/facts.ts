import { and, eq } from 'drizzle-orm'
import { organizationPolicies, workspacePolicies } from '../../db/schema/policies'
import type { Tx } from '../database/client'
import { effectivePolicies, type Policies } from './policies'

/** What an organization and one of its workspaces (null: none) have chosen, by key. */
export async function readChosen(tx: Tx, organizationId: string, workspaceId: string | null) {
  const ofOrganization = await tx
    .select({ key: organizationPolicies.key, value: organizationPolicies.value })
    .from(organizationPolicies)
    .where(eq(organizationPolicies.organizationId, organizationId))
  const ofWorkspace =
    workspaceId === null
      ? []
      : await tx
          .select({ key: workspacePolicies.key, value: workspacePolicies.value })
          .from(workspacePolicies)
          .where(
            and(eq(workspacePolicies.organizationId, organizationId), eq(workspacePolicies.workspaceId, workspaceId)),
          )
  const byKey = (rows: readonly { key: string; value: unknown }[]) =>
    Object.fromEntries(rows.map((row) => [row.key, row.value]))
  return { organization: byKey(ofOrganization), workspace: workspaceId === null ? null : byKey(ofWorkspace) }
}

/** POL-1: what holds in a workspace (null: in the organization itself). */
export async function readPolicies(tx: Tx, organizationId: string, workspaceId: string | null): Promise<Policies> {
  const { organization, workspace } = await readChosen(tx, organizationId, workspaceId)
  return effectivePolicies(organization, workspace)
}
