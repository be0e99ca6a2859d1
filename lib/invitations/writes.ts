import { and, eq, isNull, sql } from 'drizzle-orm'
import { invitations } from '../../db/schema/invitations'
import type { Tx } from '../database/client'

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
