import { and, eq, ne } from 'drizzle-orm'
import { groups } from '../../db/schema/groups'
import { canonicalName } from '../canonical'
import { badField } from '../change/failures'
import type { Tx } from '../database/client'
import type { GroupName } from './writes'

export const nameTaken = (name: string) =>
  badField('name', 'name-taken', `“${name}” has this name already. Case and extra spaces do not make it different.`)

/** GRP-1: the name as the group of the workspace has it that stands in the way of this one, `exceptId` aside; or null. */
export async function findNameTaken(
  tx: Tx,
  organizationId: string,
  { workspaceId, name }: GroupName,
  exceptId?: string,
): Promise<string | null> {
  const [taken] = await tx
    .select({ name: groups.name })
    .from(groups)
    .where(
      and(
        eq(groups.organizationId, organizationId),
        eq(groups.workspaceId, workspaceId),
        eq(groups.nameKey, canonicalName(name)),
        exceptId === undefined ? undefined : ne(groups.id, exceptId),
      ),
    )
  return taken?.name ?? null
}
