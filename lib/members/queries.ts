import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { accounts } from '../../db/schema/accounts'
import { reading } from '../database/client'
import { idField } from '../fields'
import type { UserActor } from '../rules/actor'
import { mayListUsers, maySendPasswordLink } from '../rules/users'
import { listUsersOf } from '../users/queries'

/**
 * A person with all their users, or null. `signInUserId` is the user they sign in as, null when none is active;
 * `isChosen` whether that was set by hand (SWI-3, SWI-7).
 */
export async function findMember(actor: UserActor, accountId: string) {
  // An address can say anything.
  if (!mayListUsers(actor, null).ok || !idField.safeParse(accountId).success) return null
  const [account] = await reading(actor.organization.id, (tx) =>
    tx
      .select({
        id: accounts.id,
        name: accounts.name,
        email: accounts.email,
        hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
        createdAt: accounts.createdAt,
        chosenUserId: accounts.signInUserId,
        signInUserId: sql<string | null>`sign_in_user(${accounts.id})`,
      })
      .from(accounts)
      .where(and(eq(accounts.organizationId, actor.organization.id), eq(accounts.id, accountId))),
  )
  if (!account) return null
  const users = await listUsersOf(actor, accountId)
  const { chosenUserId, createdAt, ...named } = account
  return {
    ...named,
    createdAt: createdAt.toISOString(),
    isChosen: chosenUserId !== null && chosenUserId === account.signInUserId,
    users,
    maySendPasswordLink: maySendPasswordLink(actor, { hasActiveUser: users.some((user) => user.state === 'active') }),
  }
}
export type MemberDetails = NonNullable<Awaited<ReturnType<typeof findMember>>>
