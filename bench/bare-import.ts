import postgres from 'postgres'
import { canonicalName } from '../lib/canonical'
import { firstOfEach } from '../lib/first-of-each'
import type { RosterLine } from '../lib/rosters/line'
import { databaseUrls } from '../lib/settings'

const groupKey = (workspaceKey: string, name: string) => `${workspaceKey} ${canonicalName(name)}`

/** What a roster comes to in rows: accounts, users, groups and places in groups. `workspaces` are ids by key. */
export function rowsOf(lines: readonly RosterLine[], workspaces: ReadonlyMap<string, string>) {
  const withIds = <Item extends object>(items: readonly Item[]) =>
    items.map((item) => ({ ...item, id: crypto.randomUUID() }))
  const accounts = withIds(firstOfEach(lines, (line) => line.email).map(({ email, name }) => ({ email, name })))
  const accountIds = new Map(accounts.map(({ email, id }) => [email, id]))
  const users = withIds(
    lines.map(({ email, name, role, workspaceKey, groups }) => ({
      email,
      name,
      nameKey: canonicalName(name),
      isWorkspaceAdmin: role === 'workspace_admin',
      accountId: accountIds.get(email) ?? '',
      workspaceId: workspaces.get(workspaceKey) ?? '',
      groupKeys: groups.map((group) => ({ key: groupKey(workspaceKey, group), name: group })),
    })),
  )
  const named = users.flatMap(({ id: userId, workspaceId, groupKeys }) =>
    groupKeys.map((group) => ({ ...group, userId, workspaceId })),
  )
  const groups = withIds(
    firstOfEach(named, ({ key }) => key).map(({ key, name, workspaceId }) => ({
      key,
      name,
      nameKey: canonicalName(name),
      workspaceId,
    })),
  )
  const groupIds = new Map(groups.map(({ key, id }) => [key, id]))
  const places = named.map(({ key, ...place }) => ({ ...place, groupId: groupIds.get(key) ?? '' }))
  return { accounts, users, groups, places }
}
type Rows = ReturnType<typeof rowsOf>

/** One prepared INSERT after the other, each answered before the next is sent. */
async function insertAll<Row>(rows: readonly Row[], insert: (row: Row) => PromiseLike<unknown>): Promise<void> {
  for (const row of rows) await insert(row)
}

/**
 * Milliseconds of writing these rows with nothing around it: one prepared INSERT each, all in one transaction, under the
 * application's login. `users` is the part of it that writes a row for each line of the roster.
 */
export async function importBare(organization: string, { accounts, users, groups, places }: Rows) {
  const sql = postgres(databaseUrls().app, { max: 1 })
  try {
    await sql`select 1`
    const started = performance.now()
    let ofUsers = 0
    await sql.begin(async (tx) => {
      await tx`select set_config('app.organization_id', ${organization}, true)`
      await insertAll(
        accounts,
        ({ id, email, name }) => tx`insert into accounts (organization_id, id, email, name)
          values (${organization}, ${id}, ${email}, ${name})`,
      )
      const usersStarted = performance.now()
      await insertAll(
        users,
        (user) => tx`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key,
            is_workspace_admin)
          values (${organization}, ${user.id}, ${user.accountId}, ${user.workspaceId}, ${user.email}, ${user.name},
            ${user.nameKey}, ${user.isWorkspaceAdmin})`,
      )
      ofUsers = performance.now() - usersStarted
      await insertAll(
        groups,
        ({
          id,
          workspaceId,
          name,
          nameKey,
        }) => tx`insert into groups (organization_id, id, workspace_id, name, name_key)
          values (${organization}, ${id}, ${workspaceId}, ${name}, ${nameKey})`,
      )
      await insertAll(
        places,
        ({ groupId, userId, workspaceId }) => tx`insert into group_members (organization_id, group_id, user_id,
            workspace_id)
          values (${organization}, ${groupId}, ${userId}, ${workspaceId})`,
      )
    })
    return { all: performance.now() - started, users: ofUsers }
  } finally {
    await sql.end()
  }
}
