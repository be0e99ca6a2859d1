import type postgres from 'postgres'
import { actingAs } from '../lib/call'
import { foundOrganization } from '../lib/organizations/changes'
import { addUsers } from '../lib/users/changes'
import { asAdministrator } from './administrator'
import { done } from './done'

/** How large a tree is: folders ten in each of so many levels, files in each of the lowest, and rows of permissions. */
export type TreeSize = { readonly levels: number; readonly files: number; readonly rows: number }

type Sql = postgres.Sql | postgres.TransactionSql
type Place = { readonly organizationId: string; readonly workspaceId: string }

const asArray = (ids: readonly string[]) => `{${ids.join(',')}}`
const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

/** So many folders or files in each of these folders. */
const fill = async (sql: Sql, place: Place, parents: readonly string[], kind: 'folder' | 'file', count: number) =>
  idsOf(
    await sql<{ id: string }[]>`
      insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, size, hash)
      select ${place.organizationId}, gen_random_uuid(), ${place.workspaceId}, p, ${kind}, n, n,
        case ${kind} when 'file' then 1000 else 0 end, case ${kind} when 'file' then repeat('0', 64) end
      from unnest(${asArray(parents)}::text::uuid[]) p, generate_series(1, ${count}) i,
        concat(${kind}::text, ' ', lpad(i::text, 5, '0')) n
      returning id`,
  )

/** Groups, the first 200 with one user in them, each with rows on ten folders, none twice; what triggers would have noted. */
async function give(sql: Sql, place: Place, folders: readonly string[], rows: number, inMany: string, inOne: string) {
  const { organizationId, workspaceId } = place
  const groups = idsOf(
    await sql<{ id: string }[]>`
      insert into groups (organization_id, id, workspace_id, name, name_key)
      select ${organizationId}, gen_random_uuid(), ${workspaceId}, 'Group ' || i, 'group ' || i
      from generate_series(1, ${Math.max(200, rows / 10)}::int) i returning id`,
  )
  await sql`insert into group_counts (organization_id, group_id, workspace_id)
    select ${organizationId}, id, ${workspaceId} from unnest(${asArray(groups)}::text::uuid[]) id`
  await sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
    select ${organizationId}::uuid, id, ${inMany}::uuid, ${workspaceId}::uuid
    from unnest(${asArray(groups.slice(0, 200))}::text::uuid[]) id
    union all select ${organizationId}, ${groups[200] ?? groups[0] ?? ''}, ${inOne}, ${workspaceId}`
  const row = sql`organization_id, id, workspace_id, folder_id, grantee_workspace_id, group_id, level, mask, is_recursive`
  await sql`insert into folder_permissions (${row})
    select ${organizationId}, gen_random_uuid(), ${workspaceId}, f.id, ${workspaceId}, g.id, 'read', 3, true
    from generate_series(0, ${rows - 1}) i
      join unnest(${asArray(folders)}::text::uuid[]) with ordinality f(id, at)
        on f.at = 1 + (i::bigint * 7919) % ${folders.length}::int
      join unnest(${asArray(groups)}::text::uuid[]) with ordinality g(id, at) on g.at = 1 + i / 10`
}

/** What triggers keep, worked out at once. */
async function settle(sql: Sql, { organizationId, workspaceId }: Place, levels: number) {
  // Else it is planned for a few rows.
  for (const table of ['nodes', 'folder_permissions', 'groups']) await sql`analyze ${sql(table)}`
  await sql`update nodes n set is_given = true where n.organization_id = ${organizationId} and not n.is_given
    and exists (select from folder_permissions p where p.organization_id = n.organization_id and p.folder_id = n.id)`
  await sql`insert into folder_ways (organization_id, folder_id, ancestor_id)
    with recursive up as (
      select n.id as folder_id, n.parent_id as ancestor_id from nodes n
      where n.organization_id = ${organizationId} and n.is_given and n.parent_id is not null
      union all
      select u.folder_id, n.parent_id from up u join nodes n on n.organization_id = ${organizationId} and n.id = u.ancestor_id
      where n.parent_id is not null
    ) select ${organizationId}, folder_id, ancestor_id from up on conflict do nothing`
  for (let level = 0; level <= levels; level++)
    await sql`update nodes p set longest_below = c.bytes from (
        select parent_id, max(1 + octet_length(name) + longest_below) as bytes from nodes
        where organization_id = ${organizationId} group by 1) c
      where p.organization_id = ${organizationId} and p.id = c.parent_id and p.longest_below < c.bytes`
  await sql`insert into workspace_storage (organization_id, workspace_id, bytes)
    select ${organizationId}, ${workspaceId}, sum(size) from nodes where organization_id = ${organizationId}
    on conflict (organization_id, workspace_id) do update set bytes = excluded.bytes`
}

const admins = { name: 'Ada Administrator', isOrganizationAdmin: true } as const

/**
 * An organization with one tree. In the first of its folders is a wide one, of 50 folders and 950 files, some of the folders
 * given to somebody; both users may read there: one by a row of their own, one who is in 200 groups by one of theirs.
 */
export async function arrangeTree(slug: string, { levels, files, rows }: TreeSize) {
  const organizationId = crypto.randomUUID()
  const { defaultWorkspaceId: workspaceId } = done(
    await actingAs({ kind: 'system', organizationId }, () => foundOrganization({ organizationName: slug, slug })),
  )
  const people = ['admin', 'plain', 'in-many'].map((name) => ({ email: `${name}@${slug}.example`, name, workspaceId }))
  const users = people.map((person, index) => (index === 0 ? { ...person, ...admins } : person))
  const made = done(await actingAs({ kind: 'system', organizationId }, () => addUsers({ users })))
  const [adminId = '', plainId = '', inManyId = ''] = idsOf(made)
  const place = { organizationId, workspaceId }
  const tree = await asAdministrator(undefined, (admin) =>
    admin.begin(async (sql) => {
      await sql`set local session_replication_role = replica`
      const [root] = await sql<{ id: string }[]>`
        select id from nodes where organization_id = ${organizationId} and parent_id is null`
      const rootId = root?.id ?? ''
      const all: string[] = []
      let lowest: readonly string[] = [rootId]
      for (let level = 0; level < levels; level++) {
        lowest = await fill(sql, place, lowest, 'folder', 10)
        all.push(...lowest)
      }
      await fill(sql, place, lowest, 'file', files)
      const [first = ''] = all
      const wide = crypto.randomUUID()
      await sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key)
        values (${organizationId}, ${wide}, ${workspaceId}, ${first}, 'folder', 'Wide', 'wide')`
      const inWide = await fill(sql, place, [wide], 'folder', 50)
      await fill(sql, place, [wide], 'file', 950)
      await give(sql, place, [...inWide.slice(0, 10), ...all], rows, inManyId, plainId)
      for (const [userId, groupId] of [
        [plainId, null],
        [
          null,
          (await sql<{ id: string }[]>`select group_id as id from group_members where user_id = ${inManyId} limit 1`)[0]
            ?.id ?? null,
        ],
      ] as const)
        await sql`insert into folder_permissions (organization_id, id, workspace_id, folder_id, grantee_workspace_id,
            user_id, group_id, level, mask, is_recursive)
          values (${organizationId}, gen_random_uuid(), ${workspaceId}, ${first}, ${workspaceId}, ${userId}, ${groupId}, 'full', 39, true)`
      await settle(sql, place, levels + 1)
      return { rootId, first, wide }
    }),
  )
  return { ...place, ...tree, adminId, plainId, inManyId }
}
export type Arranged = Awaited<ReturnType<typeof arrangeTree>>
