import { sql } from 'drizzle-orm'
import { organizationPolicies, workspacePolicies } from '../../db/schema/policies'
import type { Tx } from '../database/client'

/** A value about to be kept; null is back to no choice. Its row stays then, so that no revision comes twice (SEC-9). */
type NewSetting = {
  readonly organizationId: string
  readonly workspaceId: string | null
  readonly key: string
  readonly value: unknown
  readonly changedBy: string
}

const changedAt = sql`now()`

/** Keeps what an organization (`workspaceId` null) or a workspace has chosen of a policy. */
export async function writeSetting(tx: Tx, { workspaceId, ...setting }: NewSetting): Promise<void> {
  const value = sql`${JSON.stringify(setting.value)}::text::jsonb`
  const { changedBy } = setting
  if (workspaceId === null) {
    const { organizationId, key, revision } = organizationPolicies
    await tx
      .insert(organizationPolicies)
      .values({ ...setting, value })
      .onConflictDoUpdate({
        target: [organizationId, key],
        set: { value, changedAt, changedBy, revision: sql`${revision} + 1` },
      })
  } else {
    const { organizationId, key, revision } = workspacePolicies
    await tx
      .insert(workspacePolicies)
      .values({ ...setting, workspaceId, value })
      .onConflictDoUpdate({
        target: [organizationId, workspacePolicies.workspaceId, key],
        set: { value, changedAt, changedBy, revision: sql`${revision} + 1` },
      })
  }
}
