import 'server-only'
import { and, asc, eq, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { groupCounts, groups } from '../../db/schema/groups'
import { reading } from '../database/client'
import { countsOfGroup } from '../groups/facts'
import { foundGroups } from '../groups/find'
import type { Actor } from '../rules/actor'
import { mayGivePermission } from '../rules/folder-permissions'
import { stateNow } from '../users/facts'
import { foundUsers } from '../users/find'
import { readAdministered } from './facts'

const most = 25
const byName = { by: 'name', isDown: false } as const

/**
 * Groups and active users of a folder's workspace that match, the first 25 of each by name, each with whether it could be
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
      .select({ id: users.id, name: users.name, email: users.email, state: stateNow })
      .from(users)
      .where(
        and(
          eq(users.organizationId, organizationId),
          eq(users.workspaceId, workspace.id),
          sql`${users.id} = any (array(select ${foundUsers(actor, sought, byName, null, most + 1)}))`,
        ),
      )
      .orderBy(asc(users.nameKey), asc(users.id))
    const mayGive = (state: (typeof foundInUsers)[number]['state']) =>
      mayGivePermission(folder, { state }, { isRecursive: false })
    return {
      rows: [
        ...foundInGroups.slice(0, most).map((group) => ({
          grantee: { kind: 'group' as const, id: group.id },
          name: group.name,
          email: null,
          people: group.members,
          mayGive: mayGive('active'),
        })),
        ...foundInUsers.slice(0, most).map(({ id, name, email, state }) => ({
          grantee: { kind: 'user' as const, id },
          name,
          email,
          people: 1,
          mayGive: mayGive(state),
        })),
      ],
      hasMore: foundInGroups.length > most || foundInUsers.length > most,
    }
  })
export type GranteeChoice = NonNullable<Awaited<ReturnType<typeof listGrantees>>>['rows'][number]
