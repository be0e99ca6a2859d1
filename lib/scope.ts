import 'server-only'
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { accounts, users } from '../db/schema/accounts'
import { activity, auditRecords } from '../db/schema/audit'
import { nodes } from '../db/schema/files'
import { groupMembers, groups } from '../db/schema/groups'
import { invitations } from '../db/schema/invitations'
import { notices } from '../db/schema/notices'
import { operations } from '../db/schema/operations'
import { partners } from '../db/schema/partners'
import { rosters } from '../db/schema/rosters'
import { uploads } from '../db/schema/uploads'
import { workspaces } from '../db/schema/workspaces'
import { type Actor, partnerOf } from './rules/actor'
import { maskOf } from './rules/levels'

const nothing = sql`false`
const everything = sql`true`

/** The workspace whose administration the actor carries, or null. */
const ownWorkspace = (actor: Actor) => (actor.isWorkspaceAdmin ? actor.user.workspace.id : null)

/** Workspaces of the actor's organization that are not deleted. */
export const standingWorkspaces = (actor: Actor): SQL | undefined =>
  and(eq(workspaces.organizationId, actor.organization.id), isNull(workspaces.deletedAt))

/** Workspaces that exist for an actor: all that stand for an Organization Admin, else the acting user's own. */
export function workspacesInScope(actor: Actor): SQL | undefined {
  const own = actor.kind === 'user' ? eq(workspaces.id, actor.user.workspace.id) : nothing
  return and(standingWorkspaces(actor), actor.isOrganizationAdmin ? everything : own)
}

/**
 * Users that exist for an actor, active or not: all of the organization for an Organization Admin, else those of the
 * workspace they administer. Their workspace stands: join `workspaces`.
 */
export function usersInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(users.organizationId, actor.organization.id),
    isNull(workspaces.deletedAt),
    actor.isOrganizationAdmin ? everything : own ? eq(users.workspaceId, own) : nothing,
  )
}

/** Members, by their accounts: all of the organization for an Organization Admin, for others none (SWI-5). */
export const membersInScope = (actor: Actor): SQL | undefined =>
  and(eq(accounts.organizationId, actor.organization.id), actor.isOrganizationAdmin ? everything : nothing)

/** Users a person may act as and choose among: all of the organization for an Organization Admin, else one's own (SWI-7). */
export function personsUsersInScope(actor: Actor): SQL | undefined {
  const own = actor.kind === 'user' ? eq(users.accountId, actor.person.id) : nothing
  return and(eq(users.organizationId, actor.organization.id), actor.isOrganizationAdmin ? everything : own)
}

/** The acting user is in the group. */
const isJoined = (actor: Actor): SQL =>
  actor.kind === 'user'
    ? sql`exists (select from ${groupMembers} where ${groupMembers.organizationId} = ${groups.organizationId}
        and ${groupMembers.groupId} = ${groups.id} and ${groupMembers.userId} = ${actor.user.id})`
    : nothing

/**
 * Groups that exist for an actor: by the same measure as users, and those the acting user is in. Their workspace stands:
 * join `workspaces`.
 */
export function groupsInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(groups.organizationId, actor.organization.id),
    isNull(workspaces.deletedAt),
    actor.isOrganizationAdmin ? everything : own ? eq(groups.workspaceId, own) : isJoined(actor),
  )
}

/** Partners that exist for an actor, by the same measure as users. Their workspace stands: join `workspaces`. */
export function partnersInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(partners.organizationId, actor.organization.id),
    isNull(workspaces.deletedAt),
    actor.isOrganizationAdmin ? everything : own ? eq(partners.workspaceId, own) : nothing,
  )
}

/**
 * Folders and files that exist for the user `reach_of` was asked about, joined as `reach` by id: not in the trash, and in
 * them the user may something, or a way leads through them (FIL-5). A file is seen by who may list its folder.
 */
export function nodesInScope(actor: Actor): SQL | undefined {
  return and(
    eq(nodes.organizationId, actor.organization.id),
    sql`reach.stands`,
    sql`case ${nodes.kind} when 'file' then reach.mask & 1 = 1 else reach.mask <> 0 or reach.is_way end`,
  )
}

/**
 * What is in the trash and exists for that user, joined by the folder it was in: who has Full there (FIL-8). What is being
 * purged exists for nobody.
 */
export function trashInScope(actor: Actor): SQL | undefined {
  return and(
    eq(nodes.organizationId, actor.organization.id),
    isNotNull(nodes.trashedAt),
    eq(nodes.isPurged, false),
    sql`reach.mask & ${maskOf.full} = ${maskOf.full}`,
  )
}

/** Uploads that exist for an actor: the acting user's own (FIL-6). */
export const uploadsInScope = (actor: Actor): SQL | undefined =>
  actor.kind === 'user'
    ? and(eq(uploads.organizationId, actor.organization.id), eq(uploads.userId, actor.user.id))
    : nothing

/** Invitations that exist for an actor, by the same measure as users. Their workspace stands: join `workspaces`. */
export function invitationsInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(invitations.organizationId, actor.organization.id),
    isNull(workspaces.deletedAt),
    actor.isOrganizationAdmin ? everything : own ? eq(invitations.workspaceId, own) : nothing,
  )
}

/** Rosters that exist for an actor: all for an Organization Admin (INV-7). */
export const rostersInScope = (actor: Actor): SQL | undefined =>
  and(eq(rosters.organizationId, actor.organization.id), actor.isOrganizationAdmin ? everything : nothing)

/** Notices that exist for an actor: those of the person, whichever of their users acts (USR-3). */
export const noticesInScope = (actor: Actor): SQL | undefined =>
  actor.kind === 'user'
    ? and(eq(notices.organizationId, actor.organization.id), eq(notices.accountId, actor.person.id))
    : nothing

/** Audit records that exist for an actor: all, or those of the workspace they administer. */
export function auditInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(auditRecords.organizationId, actor.organization.id),
    actor.isOrganizationAdmin ? everything : own ? eq(auditRecords.workspaceId, own) : nothing,
  )
}

/** Sign-ins, switches, exports and refusals that exist for an actor, by the same measure as the audit log (SEC-7). */
export function activityInScope(actor: Actor): SQL | undefined {
  const own = ownWorkspace(actor)
  return and(
    eq(activity.organizationId, actor.organization.id),
    actor.isOrganizationAdmin ? everything : own ? eq(activity.workspaceId, own) : nothing,
  )
}

/**
 * Operations that exist for an actor: their own, those of the workspace they administer, or all. Their own of another time,
 * when they were of no partner or of another one, name what is not to be known now (PAR-1).
 */
export function operationsInScope(actor: Actor): SQL | undefined {
  if (actor.kind !== 'user') return nothing
  const own = ownWorkspace(actor)
  const partnerId = partnerOf(actor)?.id
  const mine = and(
    eq(operations.userId, actor.user.id),
    partnerId === undefined ? isNull(operations.partnerId) : eq(operations.partnerId, partnerId),
  )
  return and(
    eq(operations.organizationId, actor.organization.id),
    actor.isOrganizationAdmin ? everything : own ? sql`(${mine} or ${eq(operations.workspaceId, own)})` : mine,
  )
}
