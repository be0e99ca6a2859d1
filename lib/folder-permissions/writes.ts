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
  readonly grantee: { readonly kind: 'user' | 'group' | 'partner'; readonly id: string }
  /** Null where Atrium itself gives it. */
  readonly givenBy: string | null
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
      partnerId: grantee.kind === 'partner' ? grantee.id : null,
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

type Holder = { readonly userId: string } | { readonly partnerId: string }

/** Takes away all that a user has been given themselves, or a partner has. Gives how many permissions that was. */
export async function deletePermissionsOf(tx: Tx, organizationId: string, holder: Holder): Promise<number> {
  const isTheirs =
    'userId' in holder ? eq(folderPermissions.userId, holder.userId) : eq(folderPermissions.partnerId, holder.partnerId)
  const gone = await tx
    .delete(folderPermissions)
    .where(and(eq(folderPermissions.organizationId, organizationId), isTheirs))
    .returning({ id: folderPermissions.id, endsAt: folderPermissions.endsAt })
  for (const { id, endsAt } of gone) if (endsAt !== null) await dequeue(tx, warningKey(id))
  return gone.length
}

type Strayed = Terms & { readonly folderId: string; readonly partnerId: string; readonly name: string }

/**
 * PAR-3: takes away what partners have been given on these folders of a workspace, or below them, outside their roots:
 * `above` are the folders that they are in. No root lies in one of them.
 */
export async function deleteStrayed(
  tx: Tx,
  { organizationId, workspaceId }: { readonly organizationId: string; readonly workspaceId: string },
  folderIds: readonly string[],
  above: readonly string[],
): Promise<readonly Strayed[]> {
  const [folders, roots] = [folderIds, above].map((ids) => sql`${`{${ids.join(',')}}`}::uuid[]`)
  const gone = await tx.execute<{
    id: string
    folder_id: string
    partner_id: string
    name: string
    level: Level
    is_recursive: boolean
    ends_at: string | null
  }>(sql`
    delete from folder_permissions p using partners r
    where p.organization_id = ${organizationId} and p.workspace_id = ${workspaceId}
      and p.folder_id = any (array(select unnest(${folders}) union select w.folder_id from folder_ways w
        where w.organization_id = ${organizationId} and w.ancestor_id = any (${folders})))
      and r.organization_id = p.organization_id and r.id = p.partner_id and r.root_folder_id <> all (${roots})
    returning p.id, p.folder_id, p.partner_id, r.name, p.level, p.is_recursive, p.ends_at`)
  for (const { id, ends_at } of gone) if (ends_at !== null) await dequeue(tx, warningKey(id))
  return gone.map((row) => ({
    folderId: row.folder_id,
    partnerId: row.partner_id,
    name: row.name,
    level: row.level,
    isRecursive: row.is_recursive,
    endsAt: row.ends_at === null ? null : new Date(row.ends_at),
  }))
}

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
