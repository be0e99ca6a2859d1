import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { organizations } from '../../db/schema/organizations'
import { passwordResets } from '../../db/schema/sessions'
import { reading, type Tx } from '../database/client'
import { hashToken } from '../link-token'

/** Whose password a link sets, while it stands; else null. */
export const findReset = (organizationId: string, token: string) =>
  reading(organizationId, async (tx) => {
    const [row] = await tx
      .select({ email: accounts.email, organizationName: organizations.name })
      .from(passwordResets)
      .innerJoin(
        accounts,
        and(eq(accounts.organizationId, passwordResets.organizationId), eq(accounts.id, passwordResets.accountId)),
      )
      .innerJoin(organizations, eq(organizations.id, passwordResets.organizationId))
      .where(
        and(
          eq(passwordResets.organizationId, organizationId),
          eq(passwordResets.tokenHash, hashToken(token)),
          sql`${passwordResets.expiresAt} > now()`,
        ),
      )
    return row ?? null
  })

/** The account with this address: whether it has an active user in a workspace that stands, and a password. */
export async function findMailAccount(tx: Tx, organizationId: string, by: { email: string } | { id: string }) {
  // Names in full: drizzle leaves a lone table's name out, and then `id` would be anybody's.
  const hasActiveUser = sql<boolean>`exists (select from users u
    join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
    where u.organization_id = accounts.organization_id and u.account_id = accounts.id
      and u.state = 'active' and (u.ends_at is null or u.ends_at > now()) and w.deleted_at is null)`
  const hasPassword = sql<boolean>`${accounts.passwordHash} is not null`
  const [row] = await tx
    .select({ id: accounts.id, email: accounts.email, name: accounts.name, hasActiveUser, hasPassword })
    .from(accounts)
    .where(
      and(
        eq(accounts.organizationId, organizationId),
        'email' in by ? eq(accounts.email, by.email) : eq(accounts.id, by.id),
      ),
    )
  return row ?? null
}
