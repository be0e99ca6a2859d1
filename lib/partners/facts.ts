import { and, eq, ne, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { partners } from '../../db/schema/partners'
import { workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { idArray, type ReadNode } from '../files/facts'
import { readWay } from '../files/way'
import type { Actor } from '../rules/actor'
import type { RootFacts } from '../rules/partners'
import { partnersInScope } from '../scope'
import { stateNow } from '../users/facts'

/** Joins from `partners`. */
export const ofWorkspace = and(
  eq(workspaces.organizationId, partners.organizationId),
  eq(workspaces.id, partners.workspaceId),
)

const columns = {
  id: partners.id,
  name: partners.name,
  notes: partners.notes,
  revision: partners.revision,
  workspaceId: partners.workspaceId,
  rootFolderId: partners.rootFolderId,
  responsibleUserId: partners.responsibleUserId,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

const selectOne = (tx: Tx, actor: Actor, partnerId: string) =>
  tx
    .select(columns)
    .from(partners)
    .innerJoin(workspaces, ofWorkspace)
    .where(and(partnersInScope(actor), eq(partners.id, partnerId)))

/** One partner inside the actor's scope, or undefined. */
export async function readPartner(tx: Tx, actor: Actor, partnerId: string) {
  const [row] = await selectOne(tx, actor, partnerId)
  return row
}

/** One partner inside the actor's scope, locked for a change; or not found. */
export async function lockPartner(tx: Tx, actor: Actor, partnerId: string) {
  const [row] = await selectOne(tx, actor, partnerId).for('no key update', { of: partners })
  if (!row) throw notFound()
  return row
}
export type LockedPartner = Awaited<ReturnType<typeof lockPartner>>

/** The name as the partner of the workspace has it that stands in the way of this one, `exceptId` aside; or null. PAR-1 */
export async function findNameTaken(
  tx: Tx,
  organizationId: string,
  { workspaceId, name }: { readonly workspaceId: string; readonly name: string },
  exceptId?: string,
): Promise<string | null> {
  const [taken] = await tx
    .select({ name: partners.name })
    .from(partners)
    .where(
      and(
        eq(partners.organizationId, organizationId),
        eq(partners.workspaceId, workspaceId),
        eq(partners.nameKey, canonicalName(name)),
        exceptId === undefined ? undefined : ne(partners.id, exceptId),
      ),
    )
  return taken?.name ?? null
}

/**
 * Of folders that are roots of partners or have some below them: a partner of which each is the root, or one whose root
 * lies in it; by the folder. However many there are, one way down is followed from each.
 */
export async function readPartnersIn(tx: Tx, organizationId: string, folderIds: readonly string[]) {
  const rows = await tx.execute<{ of_id: string; name: string; is_root: boolean }>(sql`
    with recursive down as (
      select f.id as of_id, f.id from unnest(${idArray(folderIds)}) f (id)
      union
      select d.of_id, n.id from down d cross join lateral (select n.id from nodes n
        where n.organization_id = ${organizationId} and n.parent_id = d.id and n.partner_roots > 0 limit 1) n
    )
    select d.of_id, p.name, d.id = d.of_id as is_root
    from down d join partners p on p.organization_id = ${organizationId} and p.root_folder_id = d.id`)
  return new Map(rows.map(({ of_id, name, is_root: isRoot }) => [of_id, { name, isRoot }]))
}

/** What the rules ask of a folder that is to be a root. Whoever makes one of it holds the tree's lock alone. */
export async function readRootFacts(tx: Tx, organizationId: string, folder: ReadNode): Promise<RootFacts> {
  const way = await readWay(tx, organizationId, folder.id)
  const ids = idArray(way.map((step) => step.id))
  const [found] = await tx.execute<{ above: string | null; in_home: boolean }>(sql`
    select (select p.name from partners p
        where p.organization_id = ${organizationId} and p.root_folder_id = any (${ids})) as above,
      exists (select from nodes n where n.organization_id = ${organizationId} and n.id = any (${ids})
        and n.home_user_id is not null) as in_home`)
  const { above = null, in_home: isInHome = false } = found ?? {}
  const held = folder.place === 'partner' ? await readPartnersIn(tx, organizationId, [folder.id]) : undefined
  return { kind: folder.kind, place: folder.place, isInHome, above, ...heldBy(held?.get(folder.id)) }
}

/** What a folder is or has below it, for the rules. */
export const heldBy = (held: { readonly name: string; readonly isRoot: boolean } | undefined) => ({
  own: held?.isRoot ? held.name : null,
  below: held && !held.isRoot ? held.name : null,
})

const userColumns = {
  id: users.id,
  accountId: users.accountId,
  name: users.name,
  nameKey: users.nameKey,
  email: users.email,
  workspaceId: users.workspaceId,
  state: stateNow,
  isOrganizationAdmin: users.isOrganizationAdmin,
  isWorkspaceAdmin: users.isWorkspaceAdmin,
  isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
  partnerId: users.partnerId,
  // Of one table alone columns are written without its name, which inside would be another's.
  responsibleFor: sql<number>`(select count(*)::int from partners p
    where p.organization_id = users.organization_id and p.responsible_user_id = users.id)`,
}

/** Users of a workspace that a condition picks, with what the rules on partners ask of them. */
export const selectUsersIn = (tx: Tx, organizationId: string, workspaceId: string, condition: SQL | undefined) =>
  tx
    .select(userColumns)
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId), condition))
export type UserIn = Awaited<ReturnType<typeof selectUsersIn>>[number]

/** One of them, or not found. Whoever changes one holds the exclusive lock. */
export async function readUserIn(tx: Tx, actor: Actor, workspaceId: string, userId: string): Promise<UserIn> {
  const [user] = await selectUsersIn(tx, actor.organization.id, workspaceId, eq(users.id, userId))
  if (!user) throw notFound()
  return user
}
