import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { groupCounts, groups } from '../../db/schema/groups'
import { partners } from '../../db/schema/partners'
import { canonicalName } from '../canonical'
import { reading, type Tx } from '../database/client'
import { readWay } from '../files/way'
import { countsOfGroup } from '../groups/facts'
import { foundGroups } from '../groups/find'
import type { Actor } from '../rules/actor'
import { type GranteeFacts, mayGivePermission } from '../rules/folder-permissions'
import { stateNow } from '../users/facts'
import { foundUsers } from '../users/find'
import { readAdministered } from './facts'

const most = 25
const byName = { by: 'name', isDown: false } as const

/** Partners of a workspace by a part of their name, how many are of each, and whether a folder is inside their root. */
async function findPartners(tx: Tx, organizationId: string, workspaceId: string, folderId: string, q: string) {
  const found = await tx
    .select({
      id: partners.id,
      name: partners.name,
      rootFolderId: partners.rootFolderId,
      // Of one table alone columns are written without its name, which inside would be another's.
      people: sql<number>`(select count(*)::int from users u where u.organization_id = partners.organization_id
        and u.partner_id = partners.id and u.state <> 'deactivated')`,
    })
    .from(partners)
    .where(
      and(
        eq(partners.organizationId, organizationId),
        eq(partners.workspaceId, workspaceId),
        sql`strpos(${partners.nameKey}, ${canonicalName(q)}) > 0`,
      ),
    )
    .orderBy(asc(partners.nameKey))
    .limit(most + 1)
  const above = new Set((await readWay(tx, organizationId, folderId)).map((step) => step.id))
  return found.map(({ rootFolderId, ...partner }) => ({ ...partner, isInsideRoot: above.has(rootFolderId) }))
}

const plain = { state: 'active', isPartnerUser: false, isInsideRoot: null } as const

/**
 * Groups, partners and active users of a folder's workspace that match, the first 25 of each by name, each with whether it could be
 * given something there; or null. Whoever decides who may do what in a folder may know whom to choose from.
 */
export const listGrantees = (actor: Actor, folderId: string, q: string) =>
  reading(actor.organization.id, async (tx) => {
    const folder = await readAdministered(tx, actor, folderId)
    if (!folder) return null
    const { workspace } = folder
    const organizationId = actor.organization.id
    const foundInGroups = await tx
      .select({ id: groups.id, name: groups.name, members: groupCounts.members })
      .from(groups)
      .innerJoin(groupCounts, countsOfGroup)
      .where(
        and(
          eq(groups.organizationId, organizationId),
          eq(groups.workspaceId, workspace.id),
          sql`${groups.id} = any (array(select ${foundGroups(workspace.id, q, byName, null, most + 1)}))`,
        ),
      )
      .orderBy(asc(groups.nameKey), asc(groups.id))
    const sought = { q, state: 'active', workspace: workspace.code } as const
    const foundInUsers = await tx
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        state: stateNow,
        isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
      })
      .from(users)
      .where(
        and(
          eq(users.organizationId, organizationId),
          eq(users.workspaceId, workspace.id),
          sql`${users.id} = any (array(select ${foundUsers(actor, sought, byName, null, most + 1)}))`,
        ),
      )
      .orderBy(asc(users.nameKey), asc(users.id))
    const foundInPartners = await findPartners(tx, organizationId, workspace.id, folder.id, q)
    const mayGive = (grantee: GranteeFacts) => mayGivePermission(folder, grantee, { level: 'list', isRecursive: false })
    return {
      rows: [
        ...foundInGroups.slice(0, most).map((group) => ({
          grantee: { kind: 'group' as const, id: group.id },
          name: group.name,
          email: null,
          people: group.members,
          mayGive: mayGive(plain),
        })),
        ...foundInPartners.slice(0, most).map(({ id, name, people, isInsideRoot }) => ({
          grantee: { kind: 'partner' as const, id },
          name,
          email: null,
          people,
          mayGive: mayGive({ ...plain, isInsideRoot }),
        })),
        ...foundInUsers.slice(0, most).map(({ id, name, email, ...facts }) => ({
          grantee: { kind: 'user' as const, id },
          name,
          email,
          people: 1,
          mayGive: mayGive({ ...plain, ...facts }),
        })),
      ],
      hasMore: [foundInGroups, foundInPartners, foundInUsers].some((found) => found.length > most),
    }
  })
export type GranteeChoice = NonNullable<Awaited<ReturnType<typeof listGrantees>>>['rows'][number]
