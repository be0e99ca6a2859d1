import { and, asc, eq, sql } from 'drizzle-orm'
import { accounts, users } from '../../db/schema/accounts'
import type { Change } from '../change'
import { placed } from '../notices/words'
import { tell, tellByMail } from '../notices/writes'

type Place = { readonly id: string; readonly code: string; readonly name: string }

/** The users a purge takes next, in its order: `isLast` where the account goes with the user. */
const nextUsers = (tx: Change['tx'], organizationId: string, workspaceId: string, limit: number) =>
  tx
    .select({
      accountId: users.accountId,
      email: accounts.email,
      name: accounts.name,
      state: users.state,
      isLast: sql<boolean>`not exists (select from users o where o.organization_id = ${users.organizationId}
        and o.account_id = ${users.accountId} and o.workspace_id <> ${workspaceId})`,
    })
    .from(users)
    .innerJoin(accounts, and(eq(accounts.organizationId, users.organizationId), eq(accounts.id, users.accountId)))
    .where(and(eq(users.organizationId, organizationId), eq(users.workspaceId, workspaceId)))
    .orderBy(asc(users.id))
    .limit(limit)

/** USR-3, WSP-7: tells those whom a purge takes next that their workspace is gone; not who deleted it. */
export async function tellOfDeletion(
  { actor, tx }: Pick<Change, 'actor' | 'tx'>,
  workspace: Place,
  limit: number,
  deletedBy: string | null,
): Promise<void> {
  const organizationId = actor.organization.id
  const title = `${workspace.name} was deleted`
  const gone = `An Organization Admin deleted the workspace ${placed(workspace)}, and with it your user there and its data.`
  const all = await nextUsers(tx, organizationId, workspace.id, limit)
  // Who was deactivated has been told, and has had nothing there since.
  const heard = all.filter((user) => user.state !== 'deactivated' && user.accountId !== deletedBy)
  await tell(
    tx,
    actor,
    heard
      .filter((user) => !user.isLast)
      .map(({ accountId }) => ({
        accountId,
        event: 'workspace.deleted',
        workspaceId: workspace.id,
        title,
        body: gone,
        path: '',
      })),
  )
  await tellByMail(
    tx,
    organizationId,
    heard
      .filter((user) => user.isLast)
      .map(({ email, name }) => ({
        email,
        name,
        title,
        body: `${gone} It was the only one you had at ${actor.organization.name}, so you can no longer sign in there.`,
      })),
  )
}
