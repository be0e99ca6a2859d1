import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { partners } from '../../db/schema/partners'
import { workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import { type Cursor, placeIn, turnPage } from '../cursor'
import { reading, type Tx } from '../database/client'
import { idField } from '../fields'
import { pathOf, readWays } from '../files/way'
import { nameKeyOf, walkNames } from '../folder-permissions/names'
import { countsNow } from '../folder-permissions/rows'
import type { Actor } from '../rules/actor'
import { mayInvite } from '../rules/invitations'
import {
  mayChangePartnerUsers,
  mayDeletePartner,
  mayEditPartner,
  mayListPartners,
  mayUnlinkUser,
} from '../rules/partners'
import { partnersInScope } from '../scope'
import { stateNow } from '../users/facts'
import { ofWorkspace, readPartner } from './facts'
import type { ListPartnersInput } from './input'

const ofResponsible = and(eq(users.organizationId, partners.organizationId), eq(users.id, partners.responsibleUserId))

const columns = {
  id: partners.id,
  name: partners.name,
  nameKey: partners.nameKey,
  notes: partners.notes,
  revision: partners.revision,
  rootFolderId: partners.rootFolderId,
  createdAt: partners.createdAt,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  createdKey: sql<string>`${partners.createdAt}::text`,
  workspaceId: partners.workspaceId,
  workspaceCode: workspaces.code,
  users: sql<number>`(select count(*)::int from users u where u.organization_id = ${partners.organizationId}
    and u.partner_id = ${partners.id} and u.state <> 'deactivated')`,
  responsibleId: users.id,
  responsibleName: users.name,
  responsibleEmail: users.email,
  responsibleState: stateNow,
}

const selectRows = (tx: Tx, actor: Actor, condition: SQL | undefined, order: readonly SQL[], limit: number) =>
  tx
    .select(columns)
    .from(partners)
    .innerJoin(workspaces, ofWorkspace)
    .leftJoin(users, ofResponsible)
    .where(and(partnersInScope(actor), condition))
    .orderBy(...order)
    .limit(limit)
type Row = Awaited<ReturnType<typeof selectRows>>[number]

/**
 * One partner, with what this actor may do to it. `rootPath` is the path of its root folder; `users` are those not
 * deactivated; `responsible` is null when that one is gone. `createdAt` is ISO 8601 in UTC.
 */
const withVerdicts = (actor: Actor, row: Row, rootPath: string) => ({
  id: row.id,
  name: row.name,
  notes: row.notes,
  workspaceCode: row.workspaceCode,
  workspaceId: row.workspaceId,
  revision: row.revision,
  rootFolderId: row.rootFolderId,
  rootPath,
  users: row.users,
  responsible:
    row.responsibleId === null
      ? null
      : {
          id: row.responsibleId,
          name: row.responsibleName ?? '',
          email: row.responsibleEmail ?? '',
          isActive: row.responsibleState === 'active',
        },
  createdAt: row.createdAt.toISOString(),
  mayEdit: mayEditPartner(actor, row),
  mayDelete: mayDeletePartner(actor, row),
  mayChangeUsers: mayChangePartnerUsers(actor, row),
  mayInvite: mayInvite(actor, row.workspaceId),
})
export type PartnerRow = ReturnType<typeof withVerdicts>

async function withRoots(tx: Tx, actor: Actor, rows: readonly Row[]): Promise<readonly PartnerRow[]> {
  const ways = await readWays(
    tx,
    actor.organization.id,
    rows.map((row) => row.rootFolderId),
  )
  return rows.map((row) => withVerdicts(actor, row, pathOf(ways.get(row.rootFolderId) ?? [])))
}

/**
 * A page of the partners of a workspace, `size` rows, by key: `next` and `previous` are cursors or null. What is sought may
 * stand anywhere in a name. None for who may not list them.
 */
export async function listPartners(actor: Actor, workspaceId: string, asked: ListPartnersInput, size = 50) {
  if (!mayListPartners(actor, workspaceId).ok) return { rows: [], next: null, previous: null }
  const byName = asked.sort.endsWith('name')
  const place = placeIn(asked, byName ? 'text' : 'time')
  // A page before a cursor is read backwards and turned round.
  const isDown = asked.sort.startsWith('-') !== place.isBack
  const [key, type] = byName ? [partners.nameKey, sql`text`] : [partners.createdAt, sql`timestamptz`]
  const beyond = place.cursor
    ? sql`(${key}, ${partners.id}) ${isDown ? sql`<` : sql`>`} (${String(place.cursor[0])}::${type}, ${place.cursor[1]}::uuid)`
    : undefined
  const direction = isDown ? sql`desc` : sql`asc`
  const sought = canonicalName(asked.q)
  const condition = and(
    eq(partners.workspaceId, workspaceId),
    sought === '' ? undefined : sql`strpos(${partners.nameKey}, ${sought}) > 0`,
    beyond,
  )
  return reading(actor.organization.id, async (tx) => {
    const order = [sql`${key} ${direction}`, sql`${partners.id} ${direction}`]
    const found = await selectRows(tx, actor, condition, order, size + 1)
    const keyOf = (row: Row): Cursor => [byName ? row.nameKey : row.createdKey, row.id]
    const { page, next, previous } = turnPage(found, size, place, keyOf)
    return { rows: await withRoots(tx, actor, page), next, previous }
  })
}

/**
 * One partner in scope with what this actor may do, in the workspace with this ID, and what hangs on it: how many
 * permissions count, and how many invitations into it are open; or null. PAR-4
 */
export async function findPartner(actor: Actor, code: string, partnerId: string) {
  // An address can say anything.
  if (!idField.safeParse(partnerId).success) return null
  return reading(actor.organization.id, async (tx) => {
    const isIt = and(eq(workspaces.code, code), eq(partners.id, partnerId))
    const [row] = await withRoots(tx, actor, await selectRows(tx, actor, isIt, [], 1))
    if (!row) return null
    const organizationId = actor.organization.id
    const [hangs] = await tx.execute<{ permissions: number; invitations: number }>(sql`
      select (select count(*)::int from folder_permissions p
          where p.organization_id = ${organizationId} and p.partner_id = ${row.id} and ${countsNow}) as permissions,
        (select count(*)::int from invitations i where i.organization_id = ${organizationId} and i.partner_id = ${row.id}
          and i.accepted_at is null and i.revoked_at is null) as invitations`)
    return { ...row, permissions: hangs?.permissions ?? 0, invitations: hangs?.invitations ?? 0 }
  })
}
export type PartnerDetails = NonNullable<Awaited<ReturnType<typeof findPartner>>>

/** A page of the users of a partner in scope, by name, active or not, each with what this actor may do; or null. PAR-2 */
export const listPartnerUsers = (
  actor: Actor,
  partnerId: string,
  asked: { readonly after?: string; readonly before?: string },
  size = 50,
) =>
  reading(actor.organization.id, async (tx) => {
    const partner = await readPartner(tx, actor, partnerId)
    if (!partner || !mayListPartners(actor, partner.workspaceId).ok) return null
    const { place, beyond, direction } = walkNames(asked, sql`${users.nameKey}`, sql`${users.id}`)
    const found = await tx
      .select({
        id: users.id,
        name: users.name,
        name_key: users.nameKey,
        email: users.email,
        state: stateNow,
        lastActiveAt: users.lastActiveAt,
      })
      .from(users)
      .where(and(eq(users.organizationId, actor.organization.id), eq(users.partnerId, partner.id), beyond))
      .orderBy(sql`${users.nameKey} ${direction}`, sql`${users.id} ${direction}`)
      .limit(size + 1)
    const { page, next, previous } = turnPage(found, size, place, nameKeyOf)
    return {
      rows: page.map(({ name_key: _, lastActiveAt, ...user }) => ({
        ...user,
        workspaceCode: partner.workspace.code,
        lastActiveAt: lastActiveAt?.toISOString() ?? null,
        mayUnlink: mayUnlinkUser(actor, partner, { isOfPartner: true }),
      })),
      next,
      previous,
    }
  })
export type PartnerUserRow = NonNullable<Awaited<ReturnType<typeof listPartnerUsers>>>['rows'][number]
