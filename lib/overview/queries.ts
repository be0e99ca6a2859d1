import 'server-only'
import { and, asc, desc, eq } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { organizationCounts } from '../../db/schema/organizations'
import { workspaceCounts, workspaces } from '../../db/schema/workspaces'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { workspacesInScope } from '../scope'

/** How many workspaces and people an overview names before it links on. */
const few = 8

const columns = {
  code: workspaces.code,
  name: workspaces.name,
  isDefault: workspaces.isDefault,
  users: workspaceCounts.users,
  workspaceAdmins: workspaceCounts.workspaceAdmins,
}

const counted = and(
  eq(workspaceCounts.organizationId, workspaces.organizationId),
  eq(workspaceCounts.workspaceId, workspaces.id),
)

/**
 * What the organization portal opens with: totals, the largest workspaces, and those without an active Workspace
 * Admin (WSP-10), at most eight of each.
 */
export async function findOrganizationOverview(actor: Actor) {
  const organizationId = actor.organization.id
  return reading(organizationId, async (tx) => {
    const [[totals], largest, unadministered] = await Promise.all([
      tx
        .select({
          workspaces: organizationCounts.workspaces,
          users: organizationCounts.users,
          people: organizationCounts.people,
        })
        .from(organizationCounts)
        .where(eq(organizationCounts.organizationId, organizationId)),
      tx
        .select(columns)
        .from(workspaceCounts)
        .innerJoin(workspaces, counted)
        .where(and(eq(workspaceCounts.organizationId, organizationId), workspacesInScope(actor)))
        .orderBy(desc(workspaceCounts.users), desc(workspaceCounts.workspaceId))
        .limit(few),
      tx
        .select(columns)
        .from(workspaceCounts)
        .innerJoin(workspaces, counted)
        .where(
          and(
            eq(workspaceCounts.organizationId, organizationId),
            eq(workspaceCounts.workspaceAdmins, 0),
            workspacesInScope(actor),
          ),
        )
        .limit(few + 1),
    ])
    return { totals: totals ?? { workspaces: 0, users: 0, people: 0 }, largest, unadministered }
  })
}

/** Who administers a workspace in scope: at most eight names with addresses, in order of name. */
export const listWorkspaceAdmins = (actor: Actor, workspaceId: string) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select({ userId: users.id, name: accounts.name, email: accounts.email })
      .from(users)
      .innerJoin(accounts, and(eq(accounts.organizationId, users.organizationId), eq(accounts.id, users.accountId)))
      .innerJoin(
        workspaces,
        and(eq(workspaces.organizationId, users.organizationId), eq(workspaces.id, users.workspaceId)),
      )
      .where(
        and(
          workspacesInScope(actor),
          eq(workspaces.id, workspaceId),
          eq(users.state, 'active'),
          eq(users.isWorkspaceAdmin, true),
        ),
      )
      .orderBy(asc(accounts.name), asc(users.id))
      .limit(few),
  )
