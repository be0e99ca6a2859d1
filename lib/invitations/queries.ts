import 'server-only'
import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { groups } from '../../db/schema/groups'
import { invitationGroups, invitations } from '../../db/schema/invitations'
import { organizations } from '../../db/schema/organizations'
import { partners } from '../../db/schema/partners'
import { workspaces } from '../../db/schema/workspaces'
import { readCursor, writeCursor } from '../cursor'
import { reading, type Tx } from '../database/client'
import { hashToken } from '../link-token'
import { findMailAccount } from '../password-resets/queries'
import { readPoliciesOf } from '../policies/facts'
import type { Actor, UserActor } from '../rules/actor'
import { mayAcceptByLink, mayAcceptSignedIn, mayResendInvitation, mayRevokeInvitation } from '../rules/invitations'
import { invitationsInScope } from '../scope'
import { intoPartner, ofWorkspace, stateNow, userThere } from './facts'
import type { ListInvitationsInput } from './input'

const pageSize = 50

const columns = {
  id: invitations.id,
  workspaceId: invitations.workspaceId,
  email: invitations.email,
  name: invitations.name,
  isWorkspaceAdmin: invitations.isWorkspaceAdmin,
  partnerId: invitations.partnerId,
  partnerName: partners.name,
  invitedByName: invitations.invitedByName,
  revokedByName: invitations.revokedByName,
  sentAt: invitations.sentAt,
  // Milliseconds, as dates are in JavaScript, would skip rows made within one.
  sentKey: sql<string>`${invitations.sentAt}::text`,
  expiresAt: invitations.expiresAt,
  state: stateNow,
  userThere,
  workspace: { code: workspaces.code, name: workspaces.name },
}

const selectRows = (tx: Tx, condition: SQL | undefined, order: readonly SQL[], limit: number) =>
  tx
    .select(columns)
    .from(invitations)
    .innerJoin(workspaces, ofWorkspace)
    .leftJoin(partners, intoPartner)
    .where(condition)
    .orderBy(...order)
    .limit(limit)

/** The names of the groups that each of these invitations leads into. */
async function readGroupNames(tx: Tx, organizationId: string, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: invitationGroups.invitationId, name: groups.name })
          .from(invitationGroups)
          .innerJoin(
            groups,
            and(eq(groups.organizationId, invitationGroups.organizationId), eq(groups.id, invitationGroups.groupId)),
          )
          .where(
            and(eq(invitationGroups.organizationId, organizationId), inArray(invitationGroups.invitationId, [...ids])),
          )
          .orderBy(asc(groups.nameKey))
  return (id: string) => rows.filter((row) => row.id === id).map((row) => row.name)
}

const beyond = (place: ReturnType<typeof readCursor>, isDown: boolean): SQL | undefined =>
  place
    ? sql`(${invitations.sentAt}, ${invitations.id}) ${isDown ? sql`<` : sql`>`} (${String(place[0])}::timestamptz, ${place[1]}::uuid)`
    : undefined

/**
 * A page of the invitations to a workspace in scope, last sent first, 50 rows, by key: `next` and `previous` are cursors
 * or null. Moments are ISO 8601. INV-3
 */
export async function listInvitations(actor: Actor, workspaceId: string, asked: ListInvitationsInput) {
  const { q, state, after, before } = asked
  const back = after ? null : readCursor(before, 'time')
  const place = back ?? readCursor(after, 'time')
  const direction = back ? asc : desc
  return reading(actor.organization.id, async (tx) => {
    const condition = and(
      invitationsInScope(actor),
      eq(invitations.workspaceId, workspaceId),
      q === '' ? undefined : sql`position(${q.toLowerCase()} in ${invitations.email}) > 0`,
      state === 'all' ? undefined : sql`${stateNow} = ${state}`,
      beyond(place, !back),
    )
    const order = [direction(invitations.sentAt), direction(invitations.id)]
    const found = await selectRows(tx, condition, order, pageSize + 1)
    const hasMore = found.length > pageSize
    const page = found.slice(0, pageSize)
    // A page before a cursor is read backwards and turned round.
    if (back) page.reverse()
    const keyOf = (row: (typeof page)[number] | undefined) => (row ? writeCursor([row.sentKey, row.id]) : null)
    const groupsOf = await readGroupNames(
      tx,
      actor.organization.id,
      page.map((row) => row.id),
    )
    const policies = await readPoliciesOf(tx, actor.organization.id, [workspaceId])
    const allowedDomains = policies.get(workspaceId)?.allowedEmailDomains ?? null
    return {
      rows: page.map((row) => ({
        id: row.id,
        email: row.email,
        name: row.name,
        isWorkspaceAdmin: row.isWorkspaceAdmin,
        groups: groupsOf(row.id),
        partner: row.partnerId === null ? null : { id: row.partnerId, name: row.partnerName ?? '' },
        invitedByName: row.invitedByName,
        revokedByName: row.revokedByName,
        state: row.state,
        sentAt: row.sentAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        mayResend: mayResendInvitation(actor, { ...row, allowedDomains }),
        mayRevoke: mayRevokeInvitation(actor, { ...row, allowedDomains }),
      })),
      next: back || hasMore ? keyOf(page.at(-1)) : null,
      previous: (back ? hasMore : place !== null) ? keyOf(page[0]) : null,
    }
  })
}
export type InvitationRow = Awaited<ReturnType<typeof listInvitations>>['rows'][number]

/** What is open for the address of who is signed in, oldest first, at most twenty, each with whether they may accept. */
export const listOwnInvitations = (actor: UserActor) =>
  reading(actor.organization.id, async (tx) => {
    const condition = and(
      eq(invitations.organizationId, actor.organization.id),
      eq(invitations.email, actor.person.email),
      isNull(invitations.acceptedAt),
      isNull(invitations.revokedAt),
      sql`${invitations.expiresAt} > now()`,
      isNull(workspaces.deletedAt),
    )
    const rows = await selectRows(tx, condition, [asc(invitations.sentAt), asc(invitations.id)], 20)
    const policies = await readPoliciesOf(
      tx,
      actor.organization.id,
      rows.map((row) => row.workspaceId),
    )
    return rows.map((row) => ({
      id: row.id,
      workspace: row.workspace,
      partnerName: row.partnerName,
      invitedByName: row.invitedByName,
      expiresAt: row.expiresAt.toISOString(),
      mayAccept: mayAcceptSignedIn(actor, {
        ...row,
        allowedDomains: policies.get(row.workspaceId)?.allowedEmailDomains ?? null,
      }),
    }))
  })
export type OwnInvitation = Awaited<ReturnType<typeof listOwnInvitations>>[number]

/**
 * What a link out of a mail is for, and whether whoever opens it may accept: `actor` signed in there, or nobody yet
 * (null). Null for a link that nobody holds any more. INV-3
 */
export const findInvitation = (organizationId: string, token: string, actor: UserActor | null) =>
  reading(organizationId, async (tx) => {
    const condition = and(
      eq(invitations.organizationId, organizationId),
      eq(invitations.tokenHash, hashToken(token)),
      isNull(workspaces.deletedAt),
    )
    const [row] = await selectRows(tx, condition, [asc(invitations.id)], 1)
    const [organization] = await tx
      .select({ name: organizations.name, slug: organizations.slug })
      .from(organizations)
      .where(eq(organizations.id, organizationId))
    if (!row || !organization) return null
    const account = await findMailAccount(tx, organizationId, { email: row.email })
    const policies = (await readPoliciesOf(tx, organizationId, [row.workspaceId])).get(row.workspaceId)
    const facts = { ...row, allowedDomains: policies?.allowedEmailDomains ?? null }
    const inviting = { organization: { allowsLocalUsers: policies?.localUsers ?? true } }
    const canSignIn = account?.hasPassword === true && account.hasActiveUser
    return {
      id: row.id,
      email: row.email,
      name: account?.name ?? row.name,
      invitedByName: row.invitedByName,
      workspaceName: row.workspace.name,
      isWorkspaceAdmin: row.isWorkspaceAdmin,
      partnerName: row.partnerName,
      organization,
      mayAccept: actor ? mayAcceptSignedIn(actor, facts) : mayAcceptByLink(inviting, facts, { canSignIn }),
    }
  })
export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitation>>>
