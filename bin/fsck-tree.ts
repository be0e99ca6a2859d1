import type postgres from 'postgres'
import { fileNameKey } from '../lib/files/name'

type Sql = postgres.Sql | postgres.TransactionSql

/** What has to hold of the trees of an organization; each query gives the ids of what breaks it. */
const wanted = (sql: Sql, id: string) =>
  ({
    'has no root, or no folder for home folders': sql`
      select w.id from workspaces w where w.organization_id = ${id} and w.deleted_at is null
        and not (exists (select from nodes n where n.organization_id = ${id} and n.workspace_id = w.id and n.parent_id is null)
          and exists (select from nodes n where n.organization_id = ${id} and n.workspace_id = w.id and n.is_homes))`,
    'lies in something that is no folder': sql`
      select n.id from nodes n join nodes p on p.organization_id = ${id} and p.id = n.parent_id
      where n.organization_id = ${id} and p.kind <> 'folder'`,
    'lies in a folder of another workspace': sql`
      select n.id from nodes n join nodes p on p.organization_id = ${id} and p.id = n.parent_id
      where n.organization_id = ${id} and p.workspace_id <> n.workspace_id`,
    'is not below the root of its workspace': sql`
      with recursive down as (
        select n.id from nodes n where n.organization_id = ${id} and n.parent_id is null
        union all
        select n.id from down d join nodes n on n.organization_id = ${id} and n.parent_id = d.id
      )
      select n.id from nodes n where n.organization_id = ${id} and not exists (select from down d where d.id = n.id)`,
    'has a name that stands beside it once more': sql`
      select min(n.id::text) as id from nodes n where n.organization_id = ${id} and n.trashed_at is null
        and n.parent_id is not null group by n.parent_id, n.name_key having count(*) > 1`,
    'carries permissions and is not marked so, or the reverse': sql`
      select n.id from nodes n where n.organization_id = ${id} and n.is_given <>
        exists (select from folder_permissions p where p.organization_id = ${id} and p.folder_id = n.id)`,
    'has a way to it that is missing or leads elsewhere': sql`
      with recursive up as (
        select n.id as folder_id, n.id, n.parent_id, n.trashed_at from nodes n
        where n.organization_id = ${id}
          and exists (select from folder_permissions p where p.organization_id = ${id} and p.folder_id = n.id)
        union -- not all: folders may lie in each other in a circle
        select u.folder_id, n.id, n.parent_id, n.trashed_at
        from up u join nodes n on n.organization_id = ${id} and n.id = u.parent_id where u.trashed_at is null
      ),
      right_ones as (select folder_id, id as ancestor_id from up where id <> folder_id),
      kept as (select folder_id, ancestor_id from folder_ways where organization_id = ${id})
      select distinct folder_id as id from (
        (select * from right_ones except select * from kept) union all (select * from kept except select * from right_ones)
      ) differing`,
    'is said to hold other bytes than it does': sql`
      with held as (
        select f.workspace_id, sum(f.size) as bytes from (
          select workspace_id, size from nodes where organization_id = ${id}
          union all select workspace_id, size from file_versions where organization_id = ${id}
        ) f group by 1
      )
      select coalesce(h.workspace_id, s.workspace_id) as id from held h
        full join (select * from workspace_storage where organization_id = ${id}) s on s.workspace_id = h.workspace_id
      where coalesce(h.bytes, 0) <> coalesce(s.bytes, 0)`,
    'is said to own other bytes than they do': sql`
      with held as (
        select f.workspace_id, f.owner_user_id as user_id, sum(f.size) as bytes from (
          select workspace_id, owner_user_id, size from nodes where organization_id = ${id}
          union all select workspace_id, owner_user_id, size from file_versions where organization_id = ${id}
        ) f where f.owner_user_id is not null group by 1, 2
      )
      select distinct coalesce(h.user_id, s.user_id) as id from held h
        full join (select * from user_storage where organization_id = ${id}) s
          on s.workspace_id = h.workspace_id and s.user_id = h.user_id
      where coalesce(h.bytes, 0) <> coalesce(s.bytes, 0)`,
    'has a version later than its own': sql`
      select distinct v.file_id as id from file_versions v
        join nodes n on n.organization_id = ${id} and n.id = v.file_id
      where v.organization_id = ${id} and (v.version >= n.version or n.kind <> 'file')`,
  }) as const

/** Names whose key is not the one that siblings are compared by. */
async function* wrongKeys(sql: Sql, id: string): AsyncGenerator<string, void> {
  const names = sql<{ id: string; name: string; name_key: string }[]>`
    select id, name, name_key from nodes where organization_id = ${id}`.cursor(1_000)
  for await (const rows of names)
    for (const { id: node, name, name_key } of rows) if (fileNameKey(name) !== name_key) yield node
}

/** What is wrong with the trees of an organization, a sentence for each kind of fault. */
export async function* wrongInTrees(sql: Sql, id: string): AsyncGenerator<string, void> {
  for (const [fault, query] of Object.entries(wanted(sql, id))) {
    const found = await query
    for (const { id: node } of found) yield `${node} ${fault}`
  }
  for await (const node of wrongKeys(sql, id)) yield `${node} has a key that is not its name’s`
}
