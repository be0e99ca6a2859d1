import { and, eq, isNull, sql } from 'drizzle-orm'
import { invitationGroups, invitations } from '../../db/schema/invitations'
import type { Tx } from '../database/client'
import { enqueue } from '../queue'

/** An invitation is valid this long from each sending (INV-3). */
export const validFor = sql`now() + interval '7 days'`

/** An address to be invited. */
export type NewInvitation = { readonly email: string; readonly name: string; readonly isWorkspaceAdmin: boolean }

type Inviter = { readonly id: string | null; readonly name: string }

/** Has an invitation mailed, whatever was sent before. */
export const queueInvitation = (tx: Tx, organizationId: string, invitationId: string) =>
  enqueue(tx, {
    task: 'invitation.send',
    key: `invitation:${invitationId}`,
    payload: { organizationId, invitationId },
  })

/** Keeps invitations and has them mailed. An address that somebody else invites this very moment is left out. */
export async function insertInvitations(
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  inviter: Inviter,
  wanted: readonly NewInvitation[],
  groupIds: readonly string[],
) {
  if (wanted.length === 0) return []
  const made = await tx
    .insert(invitations)
    .values(
      wanted.map((invitation) => ({
        ...invitation,
        organizationId,
        workspaceId,
        id: crypto.randomUUID(),
        invitedByAccountId: inviter.id,
        invitedByName: inviter.name,
        expiresAt: validFor,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: invitations.id, email: invitations.email })
  const places = made.flatMap(({ id }) =>
    groupIds.map((groupId) => ({ organizationId, workspaceId, invitationId: id, groupId })),
  )
  if (places.length > 0) await tx.insert(invitationGroups).values(places)
  for (const { id } of made) await queueInvitation(tx, organizationId, id)
  return made
}

/** Revokes what is open for an address in a workspace; its link is dead then. Gives how many those were: one or none. */
export async function revokeOpenInvitations(
  tx: Tx,
  organizationId: string,
  workspaceId: string,
  email: string,
  byName: string,
): Promise<number> {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()`, revokedByName: byName, tokenHash: null })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        eq(invitations.workspaceId, workspaceId),
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
      ),
    )
    .returning({ id: invitations.id })
  return revoked.length
}
