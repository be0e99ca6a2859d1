import { and, eq, inArray, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { nodes } from '../../db/schema/files'
import { groupMembers, groups } from '../../db/schema/groups'
import { partners } from '../../db/schema/partners'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import { giveHomes, insertHomes } from '../files/writes'
import { deletePermissionsOf } from '../folder-permissions/writes'
import type { CreatePartnerInput } from './input'

/** Makes a partner and gives its id; null where another one has the name, also one made this very moment (PAR-1). */
export async function insertPartner(
  tx: Tx,
  organizationId: string,
  partner: Omit<CreatePartnerInput, 'level'>,
): Promise<string | null> {
  const [made] = await tx
    .insert(partners)
    .values({ ...partner, organizationId, id: crypto.randomUUID(), nameKey: canonicalName(partner.name) })
    .onConflictDoNothing({ target: [partners.organizationId, partners.workspaceId, partners.nameKey] })
    .returning({ id: partners.id })
  return made?.id ?? null
}

const isPartner = (organizationId: string, partnerId: string) =>
  and(eq(partners.organizationId, organizationId), eq(partners.id, partnerId))

type Values = { readonly name: string; readonly responsibleUserId: string; readonly notes: string }

/** Changes a locked partner. Throws when another one has its new name. */
export const updatePartner = (tx: Tx, organizationId: string, partnerId: string, values: Values) =>
  tx
    .update(partners)
    .set({ ...values, nameKey: canonicalName(values.name), revision: sql`${partners.revision} + 1` })
    .where(isPartner(organizationId, partnerId))

/** Removes a partner that nobody is of any more, and its permissions. Gives how many permissions that was. */
export async function removePartner(tx: Tx, organizationId: string, partnerId: string): Promise<number> {
  const permissions = await deletePermissionsOf(tx, organizationId, { partnerId })
  await tx.delete(partners).where(isPartner(organizationId, partnerId))
  return permissions
}

/** A user as they are linked or unlinked. */
type Linked = { readonly id: string; readonly workspaceId: string; readonly email: string }

const setPartner = (tx: Tx, organizationId: string, userIds: readonly string[], partnerId: string | null) =>
  tx
    .update(users)
    .set({ partnerId })
    .where(and(eq(users.organizationId, organizationId), inArray(users.id, [...userIds])))

/** PAR-2, GRP-1, FIL-3: makes a user a partner's. Gives what that ended: permissions of their own, and groups by name. */
export async function linkTo(tx: Tx, organizationId: string, partnerId: string, userId: string) {
  const permissions = await deletePermissionsOf(tx, organizationId, { userId })
  const left = await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.organizationId, organizationId), eq(groupMembers.userId, userId)))
    .returning({ groupId: groupMembers.groupId })
  const names = await tx
    .select({ name: groups.name })
    .from(groups)
    .where(
      and(
        eq(groups.organizationId, organizationId),
        inArray(
          groups.id,
          left.map(({ groupId }) => groupId),
        ),
      ),
    )
    .orderBy(groups.nameKey)
  await setPartner(tx, organizationId, [userId], partnerId)
  return { permissions, groups: names.map(({ name }) => name) }
}

/** PAR-2, FIL-11: makes partner users plain ones, with a home folder: the one they had before, or a new one. */
export async function makePlain(tx: Tx, organizationId: string, linked: readonly Linked[]): Promise<void> {
  if (linked.length === 0) return
  const ids = linked.map((user) => user.id)
  await setPartner(tx, organizationId, ids, null)
  const homes = await tx
    .select({ id: nodes.id, userId: nodes.homeUserId, workspaceId: nodes.workspaceId })
    .from(nodes)
    .where(and(eq(nodes.organizationId, organizationId), inArray(nodes.homeUserId, ids)))
  const homeOf = new Map(homes.map((home) => [`${home.workspaceId} ${home.userId}`, home.id]))
  const withHome = linked.map((user) => ({ user, folderId: homeOf.get(`${user.workspaceId} ${user.id}`) }))
  await giveHomes(
    tx,
    organizationId,
    withHome.flatMap(({ user, folderId }) => (folderId === undefined ? [] : [{ user, folderId }])),
  )
  await insertHomes(
    tx,
    organizationId,
    withHome.flatMap(({ user, folderId }) => (folderId === undefined ? [user] : [])),
  )
}
