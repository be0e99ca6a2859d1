import { and, asc, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { folderPermissions, nodes } from '../../db/schema/files'
import { groups } from '../../db/schema/groups'
import { invitations } from '../../db/schema/invitations'
import { partners } from '../../db/schema/partners'
import { workspacePolicies } from '../../db/schema/policies'
import { uploads } from '../../db/schema/uploads'
import { legalHolds } from '../../db/schema/workspaces'
import type { Tx } from '../database/client'
import type { Place } from './kind'

/**
 * WSP-5, WSP-7: removes users and the accounts left without any, whose sessions end with them; other sessions fall
 * back by SWI-4. Resolves to the number of users.
 */
export async function purgeUsers(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = await tx
    .select({ id: users.id, accountId: users.accountId })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId)))
    .orderBy(asc(users.id))
    .limit(limit)
  if (doomed.length === 0) return 0
  const userIds = doomed.map((user) => user.id)
  await tx.delete(users).where(and(eq(users.organizationId, organizationId), inArray(users.id, userIds)))
  const accountIds = doomed.map((user) => user.accountId)
  const theirs = and(eq(accounts.organizationId, organizationId), inArray(accounts.id, accountIds))
  // Locked first, so that who is adding a user to one of them has finished when the next statement looks.
  await tx.select({ id: accounts.id }).from(accounts).where(theirs).orderBy(asc(accounts.id)).for('update')
  const stillUsed = tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, accounts.organizationId), eq(users.accountId, accounts.id)))
  await tx.delete(accounts).where(and(theirs, notExists(stillUsed)))
  return doomed.length
}

/** Removes folder permissions, and the ways to them. */
export async function purgeFolderPermissions(
  tx: Tx,
  { organizationId, workspaceId }: Place,
  limit: number,
): Promise<number> {
  const doomed = tx
    .select({ id: folderPermissions.id })
    .from(folderPermissions)
    .where(and(eq(folderPermissions.organizationId, organizationId), eq(folderPermissions.workspaceId, workspaceId)))
    .limit(limit)
  const gone = await tx
    .delete(folderPermissions)
    .where(and(eq(folderPermissions.organizationId, organizationId), inArray(folderPermissions.id, doomed)))
    .returning({ id: folderPermissions.id })
  return gone.length
}

/** Removes uploads; what has come of them is swept where bytes are kept. */
export async function purgeUploads(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.organizationId, organizationId), eq(uploads.workspaceId, workspaceId)))
    .limit(limit)
  const gone = await tx
    .delete(uploads)
    .where(and(eq(uploads.organizationId, organizationId), inArray(uploads.id, doomed)))
    .returning({ id: uploads.id })
  return gone.length
}

/** Removes files with their older versions, in the trash or not. Their bytes are collected when no row names them. */
export async function purgeFiles(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: nodes.id })
    .from(nodes)
    .where(and(eq(nodes.organizationId, organizationId), eq(nodes.workspaceId, workspaceId), eq(nodes.kind, 'file')))
    .limit(limit)
  const gone = await tx
    .delete(nodes)
    .where(and(eq(nodes.organizationId, organizationId), inArray(nodes.id, doomed)))
    .returning({ id: nodes.id })
  return gone.length
}

/** Removes folders that nothing is in, and those left with nothing, from below; the root is the last. */
export async function purgeFolders(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const isEmpty = sql`not exists (select from nodes c where c.organization_id = ${nodes.organizationId} and c.parent_id = ${nodes.id})`
  let removed = 0
  for (let gone = 1; gone > 0 && removed < limit; removed += gone) {
    const doomed = tx
      .select({ id: nodes.id })
      .from(nodes)
      .where(and(eq(nodes.organizationId, organizationId), eq(nodes.workspaceId, workspaceId), isEmpty))
      .limit(limit - removed)
    const rows = await tx
      .delete(nodes)
      .where(and(eq(nodes.organizationId, organizationId), inArray(nodes.id, doomed)))
      .returning({ id: nodes.id })
    gone = rows.length
  }
  return removed
}

/** Removes groups, and who is in them. */
export async function purgeGroups(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: groups.id })
    .from(groups)
    .where(and(eq(groups.organizationId, organizationId), eq(groups.workspaceId, workspaceId)))
    .limit(limit)
  const gone = await tx
    .delete(groups)
    .where(and(eq(groups.organizationId, organizationId), inArray(groups.id, doomed)))
    .returning({ id: groups.id })
  return gone.length
}

/** Removes partners; whoever was of one is then of none, and its root a folder like any other. */
export async function purgePartners(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: partners.id })
    .from(partners)
    .where(and(eq(partners.organizationId, organizationId), eq(partners.workspaceId, workspaceId)))
    .limit(limit)
  const gone = await tx
    .delete(partners)
    .where(and(eq(partners.organizationId, organizationId), inArray(partners.id, doomed)))
    .returning({ id: partners.id })
  return gone.length
}

/** Removes invitations, whose links are dead from then on. */
export async function purgeInvitations(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.workspaceId, workspaceId)))
    .limit(limit)
  const gone = await tx
    .delete(invitations)
    .where(and(eq(invitations.organizationId, organizationId), inArray(invitations.id, doomed)))
    .returning({ id: invitations.id })
  return gone.length
}

/** Removes what the workspace had set for itself: a few rows, whatever the limit. */
export async function purgePolicies(tx: Tx, { organizationId, workspaceId }: Place): Promise<number> {
  const gone = await tx
    .delete(workspacePolicies)
    .where(and(eq(workspacePolicies.organizationId, organizationId), eq(workspacePolicies.workspaceId, workspaceId)))
    .returning({ key: workspacePolicies.key })
  return gone.length
}

/** Removes holds that have been lifted; one that stands is left, and keeps its workspace from being purged. */
export async function purgeLegalHolds(tx: Tx, { organizationId, workspaceId }: Place, limit: number): Promise<number> {
  const doomed = tx
    .select({ id: legalHolds.id })
    .from(legalHolds)
    .where(
      and(
        eq(legalHolds.organizationId, organizationId),
        eq(legalHolds.workspaceId, workspaceId),
        isNotNull(legalHolds.liftedAt),
      ),
    )
    .limit(limit)
  const gone = await tx
    .delete(legalHolds)
    .where(and(eq(legalHolds.organizationId, organizationId), inArray(legalHolds.id, doomed)))
    .returning({ id: legalHolds.id })
  return gone.length
}
