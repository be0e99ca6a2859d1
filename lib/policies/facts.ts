import { and, eq, inArray } from 'drizzle-orm'
import { organizationPolicies, workspacePolicies } from '../../db/schema/policies'
import type { Tx } from '../database/client'
import { effectivePolicies, type Policies } from './policies'
import type { Chosen } from './policy'

const ofOrganization = {
  key: organizationPolicies.key,
  value: organizationPolicies.value,
  revision: organizationPolicies.revision,
  changedAt: organizationPolicies.changedAt,
  changedBy: organizationPolicies.changedBy,
}
const ofWorkspace = {
  key: workspacePolicies.key,
  value: workspacePolicies.value,
  revision: workspacePolicies.revision,
  changedAt: workspacePolicies.changedAt,
  changedBy: workspacePolicies.changedBy,
}

/** What an organization or a workspace has chosen, and who chose it last; `value` null is back to no choice. */
const readSettings = (tx: Tx, organizationId: string, workspaceId: string | null) =>
  workspaceId === null
    ? tx
        .select(ofOrganization)
        .from(organizationPolicies)
        .where(eq(organizationPolicies.organizationId, organizationId))
    : tx
        .select(ofWorkspace)
        .from(workspacePolicies)
        .where(
          and(eq(workspacePolicies.organizationId, organizationId), eq(workspacePolicies.workspaceId, workspaceId)),
        )

const byKey = (settings: readonly { key: string; value: unknown }[]): Chosen =>
  Object.fromEntries(settings.map(({ key, value }) => [key, value]))

/** What an organization and one of its workspaces (null: none) have chosen, by key; `settings` are the place's own. */
export async function readChosen(tx: Tx, organizationId: string, workspaceId: string | null) {
  const frame = await readSettings(tx, organizationId, null)
  const own = workspaceId === null ? null : await readSettings(tx, organizationId, workspaceId)
  const settings = new Map((own ?? frame).map((setting) => [setting.key, setting] as const))
  return { organization: byKey(frame), workspace: own && byKey(own), settings }
}

/** POL-5: when one of these policies was last chosen for a workspace, by its organization or itself; null is never. */
export async function readLastChange(
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  keys: readonly string[],
): Promise<Date | null> {
  const settings = [
    ...(await readSettings(tx, organizationId, null)),
    ...(await readSettings(tx, organizationId, workspaceId)),
  ]
  const changed = settings.filter(({ key }) => keys.includes(key)).map(({ changedAt }) => changedAt)
  return changed.reduce<Date | null>((latest, one) => (latest === null || one > latest ? one : latest), null)
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
