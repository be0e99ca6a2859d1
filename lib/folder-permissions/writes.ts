import { and, eq, sql } from 'drizzle-orm'
import { folderPermissions } from '../../db/schema/files'
import type { Tx } from '../database/client'
import { warningDays } from '../end-dates/writes'
import { dequeue, enqueue } from '../queue'
import { type Level, maskOf } from '../rules/levels'

/** What a permission comes to. */
export type Terms = { readonly level: Level; readonly isRecursive: boolean; readonly endsAt: Date | null }

/** A permission to be given. */
type NewPermission = Terms & {
  readonly organizationId: string
  readonly workspaceId: string
  readonly folderId: string
  readonly grantee: { readonly kind: 'user' | 'group'; readonly id: string }
  readonly givenBy: string
}

/** Gives a permission and its id; null where they have that level there already. */
export async function insertPermission(tx: Tx, { grantee, ...permission }: NewPermission): Promise<string | null> {
  const [made] = await tx
    .insert(folderPermissions)
    .values({
      ...permission,
      id: crypto.randomUUID(),
      granteeWorkspaceId: permission.workspaceId,
      userId: grantee.kind === 'user' ? grantee.id : null,
      groupId: grantee.kind === 'group' ? grantee.id : null,
      mask: maskOf[permission.level],
    })
    .onConflictDoNothing()
    .returning({ id: folderPermissions.id })
  return made?.id ?? null
}

const isOne = (organizationId: string, id: string) =>
  and(eq(folderPermissions.organizationId, organizationId), eq(folderPermissions.id, id))

/** Changes what a permission comes to. Throws where they have that level there by another row. */
export const updatePermission = (tx: Tx, organizationId: string, id: string, terms: Terms) =>
  tx
    .update(folderPermissions)
    .set({ ...terms, mask: maskOf[terms.level], revision: sql`${folderPermissions.revision} + 1` })
    .where(isOne(organizationId, id))

/** Takes a permission away. */
export const deletePermission = (tx: Tx, organizationId: string, id: string) =>
  tx.delete(folderPermissions).where(isOne(organizationId, id))

const warningKey = (permissionId: string) => `permission-end-warning:${permissionId}`

const day = 86_400_000

/** Has Atrium warn of the end of a permission a week before, or at once when that is past; instead of any earlier time. */
export async function scheduleWarning(tx: Tx, organizationId: string, permissionId: string, endsAt: Date | null) {
  const key = warningKey(permissionId)
  await dequeue(tx, key)
  if (endsAt === null) return
  const due = new Date(endsAt.getTime() - warningDays * day)
  await enqueue(tx, { task: 'permission.warn-of-end', key, payload: { organizationId, permissionId }, due })
}
