import { sql } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import { insertHomes } from '../files/writes'

/** A user to be made; the account is made with it when the address is new. */
export type NewUser = {
  readonly email: string
  readonly name: string
  readonly workspaceId: string
  readonly isOrganizationAdmin: boolean
  readonly isWorkspaceAdmin: boolean
  readonly passwordHash: string | null
  readonly invitedAt?: Date | undefined
  /** The partner whose user they are to be. */
  readonly partnerId?: string | null
}

/** Makes users, in the order given, each but partner users with a home folder (FIL-11). Throws when one of them is a user of the workspace already. */
export async function insertUsers(tx: Tx, organizationId: string, wanted: readonly NewUser[]) {
  const byEmail = new Map(wanted.toReversed().map((user) => [user.email, user]))
  const known = await tx
    .insert(accounts)
    .values(
      [...byEmail.values()].map(({ email, name, passwordHash }) => ({
        organizationId,
        id: crypto.randomUUID(),
        email,
        name,
        passwordHash,
      })),
    )
    // An update that changes nothing, so that the ids of known accounts come back too.
    .onConflictDoUpdate({ target: [accounts.organizationId, accounts.email], set: { email: sql`excluded.email` } })
    .returning({ id: accounts.id, email: accounts.email })
  const accountOf = new Map(known.map((account) => [account.email, account.id]))
  const rows = wanted.map(({ passwordHash: _, invitedAt, ...user }) => ({
    ...user,
    organizationId,
    id: crypto.randomUUID(),
    accountId: accountOf.get(user.email) ?? '',
    nameKey: canonicalName(user.name),
    invitedAt: invitedAt ?? new Date(),
  }))
  await tx.insert(users).values(rows)
  await insertHomes(
    tx,
    organizationId,
    rows.filter((row) => !row.partnerId),
  )
  return rows
}
