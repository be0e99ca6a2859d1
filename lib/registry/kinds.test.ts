import type postgres from 'postgres'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { kinds, outliving, purgedKinds } from './kinds'
import { listLosses } from './queries'

afterAll(closeDatabase)

const known: readonly string[] = [
  ...kinds.flatMap((kind) => kind.columns),
  // The workspace and the account themselves go last and with their last user.
  ...outliving.map(({ column }) => column),
]

/** Columns that tie a row to a workspace, a user or an account: by their name, and by what they refer to. */
async function tiesSeenBy(admin: postgres.Sql | postgres.TransactionSql): Promise<readonly string[]> {
  const named = await admin<{ name: string }[]>`
      select c.table_name || '.' || c.column_name as name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
        and c.column_name ~ '(^|_)(workspace|user|account|owner|member|person)_id$|^owner_|_by$'`
  const referring = await admin<{ name: string }[]>`
      select c.conrelid::regclass || '.' || a.attname as name
      from pg_constraint c
      join unnest(c.conkey) key(number) on true
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = key.number
      where c.contype = 'f' and c.confrelid in ('workspaces'::regclass, 'users'::regclass, 'accounts'::regclass)
        and a.attname not in ('organization_id', 'id')`
  return [...new Set([...named, ...referring].map((row) => row.name))].sort()
}

const tiesIn = () => asDatabaseAdmin(tiesSeenBy)

// A person's name as it was, which refers to nobody.
const isText = (column: string) =>
  [
    'folder_permissions.given_by',
    'nodes.trashed_by',
    'file_versions.made_by',
    'operations.started_by',
    'organization_policies.changed_by',
    'rosters.brought_by',
    'workspace_policies.changed_by',
  ].includes(column)

describe('[WSP-5] nothing a workspace holds or a user owns is forgotten', () => {
  test('[WSP-5] every table with an owner or a workspace is in the registry, or outlives them for a reason', async () => {
    expect((await tiesIn()).filter((column) => !isText(column) && !known.includes(column))).toEqual([])
  })

  test('a table that is added is noticed', async () => {
    const table = `probe_${crypto.randomUUID().slice(0, 8)}`
    let seen: readonly string[] = []
    const undone = asDatabaseAdmin((admin) =>
      admin.begin(async (tx) => {
        await tx`create table ${tx(table)} (workspace_id uuid, owner_user_id uuid)`
        seen = await tiesSeenBy(tx)
        throw new Error('undone')
      }),
    )
    await expect(undone).rejects.toThrow('undone')
    expect(seen.filter((column) => column.startsWith(table))).toEqual([
      `${table}.owner_user_id`,
      `${table}.workspace_id`,
    ])
  })

  test('the registry names no column that is not there', async () => {
    const ties = await tiesIn()
    expect(known.filter((column) => !ties.includes(column))).toEqual([])
  })

  test('each kind says how it is counted, shared, archived, purged and restored, or why not', () => {
    for (const { kind, count, ...kindOf } of kinds) {
      expect(count, kind).toBeTypeOf('function')
      for (const how of [kindOf.share, kindOf.archive, kindOf.purge, kindOf.restore])
        if (typeof how !== 'function') expect(how.not, kind).toMatch(/^.{10,}\.$/)
    }
    expect(outliving.filter(({ because }) => !/^.{10,}\.$/.test(because))).toEqual([])
    expect(purgedKinds.map(({ kind }) => kind)).toEqual([
      'folder-permissions',
      'uploads',
      'partners',
      'files',
      'folders',
      'users',
      'groups',
      'invitations',
      'policies',
      'legal-holds',
    ])
  })
})

describe('[WSP-5] what a deletion loses', () => {
  test('[WSP-5] is counted in the workspace alone, deactivated users among it', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const actor = await actorOf(organization.admin)
    const losses = (label: string, count: number) => [
      { kind: 'partners', label: 'partners', count: 0 },
      { kind: 'files', label: 'files', count: 0 },
      { kind: 'users', label, count },
      { kind: 'groups', label: 'groups', count: 0 },
    ]
    expect(await listLosses(actor, workspaceId)).toEqual(losses('users', 0))
    const gone = await makeUser(organization, { workspaceId })
    expect(await listLosses(actor, workspaceId)).toEqual(losses('user', 1))
    await makeUser(organization, { workspaceId })
    await asDatabaseAdmin(
      (admin) =>
        admin`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${gone.userId}`,
    )
    expect(await listLosses(actor, workspaceId)).toEqual(losses('users', 2))
  })

  test('[SEC-4] and of a workspace that does not exist for the actor nothing is told', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    await makeUser(organization, { workspaceId })
    const outsider = await actorOf(await makeUser(organization))
    const stranger = await actorOf((await makeOrganization()).admin)
    for (const actor of [outsider, stranger]) expect(await listLosses(actor, workspaceId)).toEqual([])
  })
})
