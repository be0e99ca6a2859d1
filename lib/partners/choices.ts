import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { folderPermissions, nodes } from '../../db/schema/files'
import { workspaces } from '../../db/schema/workspaces'
import { reading, type Tx } from '../database/client'
import { pathOf, readWays } from '../files/way'
import { readGroupsOf } from '../groups/facts'
import type { Actor } from '../rules/actor'
import { levelWords } from '../rules/levels'
import { mayBeResponsible, mayLinkUser, mayListPartners } from '../rules/partners'
import type { Verdict } from '../rules/verdict'
import { workspacesInScope } from '../scope'
import { foundUsers } from '../users/find'
import { readPartner, selectUsersIn, type UserIn } from './facts'

const most = 50
const byName = { by: 'name', isDown: false } as const

type Place = { readonly id: string; readonly code: string }

/** Active users of a workspace that match, the first 50 by name, each with a verdict. */
async function readChoices(tx: Tx, actor: Actor, workspace: Place, q: string, judge: (user: UserIn) => Verdict) {
  const sought = { q, state: 'active', workspace: workspace.code } as const
  const ids = sql`array(select ${foundUsers(actor, sought, byName, null, most + 1)})`
  const found = await selectUsersIn(tx, actor.organization.id, workspace.id, sql`${users.id} = any(${ids})`).orderBy(
    asc(users.nameKey),
    asc(users.id),
  )
  return {
    rows: found
      .slice(0, most)
      .map((user) => ({ id: user.id, name: user.name, email: user.email, mayChoose: judge(user) })),
    hasMore: found.length > most,
  }
}

/** PAR-2: who could be linked to a partner in scope; or null. */
export const listLinkable = (actor: Actor, partnerId: string, q: string) =>
  reading(actor.organization.id, async (tx) => {
    const partner = await readPartner(tx, actor, partnerId)
    if (!partner || !mayListPartners(actor, partner.workspaceId).ok) return null
    return readChoices(tx, actor, partner.workspace, q, (user) => mayLinkUser(actor, partner, user))
  })

/** PAR-1: who could be responsible for a partner of a workspace whose partners the actor sees; or null. */
export const listResponsible = (actor: Actor, workspaceId: string, q: string) =>
  reading(actor.organization.id, async (tx) => {
    const [workspace] = await tx
      .select({ id: workspaces.id, code: workspaces.code })
      .from(workspaces)
      .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
    if (!workspace || !mayListPartners(actor, workspace.id).ok) return null
    return readChoices(tx, actor, workspace, q, mayBeResponsible)
  })
export type PersonChoice = NonNullable<Awaited<ReturnType<typeof listLinkable>>>['rows'][number]

const mostFolders = 20

/**
 * PAR-2: what linking a user to a partner would end: groups by name, the first 200, and permissions of their own on
 * folders, the first 20 by name; their home folder is told apart, since it stays with what is in it. Null where one of
 * them is not in scope.
 */
export const findLinkPreview = (actor: Actor, partnerId: string, userId: string) =>
  reading(actor.organization.id, async (tx) => {
    const organizationId = actor.organization.id
    const partner = await readPartner(tx, actor, partnerId)
    if (!partner || !mayListPartners(actor, partner.workspaceId).ok) return null
    const [user] = await selectUsersIn(tx, organizationId, partner.workspaceId, eq(users.id, userId))
    if (!user) return null
    const groups = await readGroupsOf(tx, actor, user.id)
    const given = await tx
      .select({
        folderId: folderPermissions.folderId,
        mask: folderPermissions.mask,
        isHome: sql<boolean>`${nodes.homeUserId} is not distinct from ${folderPermissions.userId}`,
        inAll: sql<number>`(count(*) over ())::int`,
      })
      .from(folderPermissions)
      .innerJoin(
        nodes,
        and(eq(nodes.organizationId, folderPermissions.organizationId), eq(nodes.id, folderPermissions.folderId)),
      )
      .where(and(eq(folderPermissions.organizationId, organizationId), eq(folderPermissions.userId, user.id)))
      .orderBy(sql`${nodes.homeUserId} is null`, asc(nodes.nameKey), asc(folderPermissions.id))
      .limit(mostFolders + 1)
    const folders = given.filter(({ isHome }) => !isHome).slice(0, mostFolders)
    const hasHome = given.some(({ isHome }) => isHome)
    const ways = await readWays(tx, organizationId, [...new Set(folders.map(({ folderId }) => folderId))])
    return {
      mayLink: mayLinkUser(actor, partner, user),
      groups: groups.map(({ name }) => name),
      groupCount: groups[0]?.inAll ?? 0,
      folders: folders.map(({ folderId, mask }) => ({
        path: pathOf(ways.get(folderId) ?? []),
        level: levelWords(mask),
      })),
      folderCount: (given[0]?.inAll ?? 0) - (hasHome ? 1 : 0),
      hasHome,
    }
  })
export type LinkPreview = NonNullable<Awaited<ReturnType<typeof findLinkPreview>>>
