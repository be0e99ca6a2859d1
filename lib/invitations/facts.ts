import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { invitations } from '../../db/schema/invitations'
import { partners } from '../../db/schema/partners'
import { workspaces } from '../../db/schema/workspaces'
import { notFound } from '../change/failures'
import type { Tx } from '../database/client'
import { readPolicies } from '../policies/facts'
import type { Actor } from '../rules/actor'
import type { AddressFacts, InvitationFacts, UserThere } from '../rules/invitations'
import { invitationsInScope } from '../scope'

/** How an invitation stands at this moment. */
export const stateNow = sql<InvitationFacts['state']>`case when ${invitations.acceptedAt} is not null then 'accepted'
  when ${invitations.revokedAt} is not null then 'revoked' when ${invitations.expiresAt} <= now() then 'expired' else 'pending' end`

/** How the user of the invited address in that very workspace stands; of other workspaces nothing (INV-2). */
export const userThere = sql<UserThere>`coalesce((select case when u.state = 'active' and u.ends_at <= now() then 'ended' else u.state end
  from users u where u.organization_id = ${invitations.organizationId} and u.workspace_id = ${invitations.workspaceId}
    and u.email = ${invitations.email}), 'none')`

export const ofWorkspace = and(
  eq(workspaces.organizationId, invitations.organizationId),
  eq(workspaces.id, invitations.workspaceId),
)

/** The partner that an invitation leads into. */
export const intoPartner = and(
  eq(partners.organizationId, invitations.organizationId),
  eq(partners.id, invitations.partnerId),
)

const columns = {
  id: invitations.id,
  workspaceId: invitations.workspaceId,
  email: invitations.email,
  name: invitations.name,
  isWorkspaceAdmin: invitations.isWorkspaceAdmin,
  partnerId: invitations.partnerId,
  partnerName: partners.name,
  invitedByAccountId: invitations.invitedByAccountId,
  invitedByName: invitations.invitedByName,
  firstSentAt: invitations.firstSentAt,
  state: stateNow,
  userThere,
  workspace: { id: workspaces.id, code: workspaces.code, name: workspaces.name },
}

/** One invitation that a condition picks, locked for a change, with what the rules ask of it; or undefined. */
async function lockOne(tx: Tx, organizationId: string, condition: SQL | undefined) {
  const [row] = await tx
    .select(columns)
    .from(invitations)
    .innerJoin(workspaces, ofWorkspace)
    .leftJoin(partners, intoPartner)
    .where(and(eq(invitations.organizationId, organizationId), isNull(workspaces.deletedAt), condition))
    .for('no key update', { of: invitations })
  if (!row) return undefined
  const { allowedEmailDomains: allowedDomains } = await readPolicies(tx, organizationId, row.workspaceId)
  return { ...row, allowedDomains }
}
export type LockedInvitation = NonNullable<Awaited<ReturnType<typeof lockOne>>>

/** One invitation inside the actor's scope, locked for a change; or not found. */
export async function lockInvitation(tx: Tx, actor: Actor, invitationId: string): Promise<LockedInvitation> {
  const row = await lockOne(tx, actor.organization.id, and(invitationsInScope(actor), eq(invitations.id, invitationId)))
  if (!row) throw notFound()
  return row
}

/** One to the person's own address, or any for Atrium itself, locked likewise; or not found. */
export async function lockOwnInvitation(tx: Tx, actor: Actor, invitationId: string): Promise<LockedInvitation> {
  const own = actor.kind === 'user' ? eq(invitations.email, actor.person.email) : sql`${actor.kind === 'system'}`
  const row = await lockOne(tx, actor.organization.id, and(eq(invitations.id, invitationId), own))
  if (!row) throw notFound()
  return row
}

/** The one whose link holds this token, locked likewise; undefined when there is none. */
export const lockByToken = (tx: Tx, organizationId: string, tokenHash: string) =>
  lockOne(tx, organizationId, eq(invitations.tokenHash, tokenHash))

/** Its partner, named; null of what leads into none. */
const partner = sql<AddressFacts['partnerThere']>`case when ${partners.id} is not null
  then json_build_object('id', ${partners.id}, 'name', ${partners.name}) end`

/** How these addresses stand in a workspace, by address: their user there, and their open invitation. */
export async function readAddresses(tx: Tx, organizationId: string, workspaceId: string, emails: readonly string[]) {
  const there = await tx
    .select({
      email: users.email,
      id: users.id,
      state: sql<UserThere>`case when ${users.state} = 'active' and ${users.endsAt} <= now() then 'ended' else ${users.state} end`,
      partner,
    })
    .from(users)
    .leftJoin(partners, and(eq(partners.organizationId, users.organizationId), eq(partners.id, users.partnerId)))
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.workspaceId, workspaceId),
        inArray(users.email, [...emails]),
      ),
    )
  const open = await tx
    .select({
      email: invitations.email,
      id: invitations.id,
      isWorkspaceAdmin: invitations.isWorkspaceAdmin,
      partner,
    })
    .from(invitations)
    .leftJoin(partners, intoPartner)
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.workspaceId, workspaceId),
        inArray(invitations.email, [...emails]),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
  return {
    users: new Map(there.map((user) => [user.email, user])),
    open: new Map(open.map((invitation) => [invitation.email, invitation])),
  }
}
export type KnownAddresses = Awaited<ReturnType<typeof readAddresses>>
