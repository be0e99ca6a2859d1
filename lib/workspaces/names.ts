import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import { badField } from '../change/failures'
import type { Tx } from '../database/client'

/** One at a time gives names in an organization, so that the loser of a race reads the winner's name. */
export const lockNames = (tx: Tx, organizationId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`workspace-names ${organizationId}`}, 0))`)

const nameTaken = (field: string, name: string) =>
  badField(field, 'name-taken', `“${name}” has this name already. Case and extra spaces do not make it different.`)

/**
 * WSP-3: refuses names that another workspace has, or another one among them. Asked under `lockNames`.
 * `exceptId` is the workspace that may keep its own.
 */
export async function demandFreeNames(
  tx: Tx,
  organizationId: string,
  names: readonly string[],
  { field = 'name', exceptId = '' }: { readonly field?: string; readonly exceptId?: string } = {},
) {
  const keys = names.map(canonicalName)
  const twice = names.find((_, index) => keys.indexOf(keys[index] ?? '') < index)
  if (twice !== undefined) throw nameTaken(field, twice)
  const taken = await tx
    .select({ id: workspaces.id, name: workspaces.name })
    .from(workspaces)
    .where(
      and(
        eq(workspaces.organizationId, organizationId),
        inArray(workspaces.nameKey, keys),
        isNull(workspaces.deletedAt),
      ),
    )
  const other = taken.find((workspace) => workspace.id !== exceptId)
  if (other) throw nameTaken(field, other.name)
}
