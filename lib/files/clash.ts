import { and, eq, inArray, isNull } from 'drizzle-orm'
import { nodes } from '../../db/schema/files'
import type { Tx } from '../database/client'
import { fileNameKey } from './name'

type Named = { readonly id: string; readonly name: string }

/**
 * FIL-1: a name that would stand in a folder twice, were these in it: as it is written there, or among these; or null.
 * Asked while nobody else takes or gives names there.
 */
export async function findClash(
  tx: Tx,
  organizationId: string,
  folderId: string,
  wanted: readonly Named[],
): Promise<string | null> {
  const keys = wanted.map(({ name }) => fileNameKey(name))
  const twice = wanted.find((_, index) => keys.indexOf(keys[index] ?? '') < index)
  if (twice) return twice.name
  const ids = new Set(wanted.map(({ id }) => id))
  const found = await tx
    .select({ id: nodes.id, name: nodes.name })
    .from(nodes)
    .where(
      and(
        eq(nodes.organizationId, organizationId),
        eq(nodes.parentId, folderId),
        inArray(nodes.nameKey, keys),
        isNull(nodes.trashedAt),
      ),
    )
  return found.find(({ id }) => !ids.has(id))?.name ?? null
}
