import { and, eq, inArray } from 'drizzle-orm'
import { organizationPolicies, workspacePolicies } from '../../db/schema/policies'
import type { Tx } from '../database/client'
import { effectivePolicies, type Policies } from './policies'

const byKey = (rows: readonly { key: string; value: unknown }[]) =>
  Object.fromEntries(rows.map((row) => [row.key, row.value]))

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
  return { organization: byKey(ofOrganization), workspace: workspaceId === null ? null : byKey(ofWorkspace) }
}

/** POL-1: what holds in a workspace (null: in the organization itself). */
export async function readPolicies(tx: Tx, organizationId: string, workspaceId: string | null): Promise<Policies> {
  const { organization, workspace } = await readChosen(tx, organizationId, workspaceId)
  return effectivePolicies(organization, workspace)
}

/** POL-1: what holds in each of these workspaces, by id; and under `null` what holds where a workspace is yet to be made. */
export async function readPoliciesOf(tx: Tx, organizationId: string, workspaceIds: readonly string[]) {
  const { organization } = await readChosen(tx, organizationId, null)
  const rows =
    workspaceIds.length === 0
      ? []
      : await tx
          .select({
            workspaceId: workspacePolicies.workspaceId,
            key: workspacePolicies.key,
            value: workspacePolicies.value,
          })
          .from(workspacePolicies)
          .where(
            and(
              eq(workspacePolicies.organizationId, organizationId),
              inArray(workspacePolicies.workspaceId, [...workspaceIds]),
            ),
          )
  const own = (id: string) => byKey(rows.filter((row) => row.workspaceId === id))
  return new Map<string | null, Policies>([
    [null, effectivePolicies(organization, null)],
    ...workspaceIds.map((id) => [id, effectivePolicies(organization, own(id))] as const),
  ])
}
