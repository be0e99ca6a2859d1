import { describe, expect, test } from 'vitest'
import { roleNames } from '../lib/settings'
import { asDatabaseAdmin } from '../lib/test/look'

// Tables of the deployment, not of an organization. The application's login may do nothing with them.
const platformTables = ['set_up_codes', 'worker_pools']
// Keys that hold across organizations on purpose, each because a person or a program names the thing by it alone.
const keysWithoutOrganization = [
  'organizations_pkey',
  'organizations_slug_unique',
  'sessions_id_unique',
  'workspace_codes_code_unique',
  'workspaces_code_unique',
]
// Functions that look past the wall and that the application may call; every other one runs inside these.
const openFunctions = [
  'append_audit',
  'claim_set_up_code',
  'dequeue',
  'enqueue',
  'find_groups',
  'find_in_log',
  'find_nodes',
  'find_organization',
  'find_users',
  'has_organization',
  'list_folder',
  'open_change',
  'organizations_with_uploads',
  'reach_of',
  'session_actor',
  'sign_in_user',
  'workspaces_with_trash',
]

const roles = () =>
  asDatabaseAdmin(async (admin) => roleNames((await admin`select current_database() as name`)[0]?.name))

describe('[SEC-1] the second wall stands around every table', () => {
  test('every table belongs to an organization or is named as the deployment’s', async () => {
    const without = await asDatabaseAdmin(
      (admin) => admin<{ name: string }[]>`
        select relname as name from pg_class c
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'm', 'v')
          and not exists (select from pg_attribute a where a.attrelid = c.oid and attname = 'organization_id'
            and attnotnull and atttypid = 'uuid'::regtype)
        order by 1`,
    )
    expect(without.map((table) => table.name)).toEqual(['organizations', ...platformTables].toSorted())
  })

  test('row-level security is on, forced, and lets through the organization of the context alone', async () => {
    const tables = await asDatabaseAdmin(
      (admin) => admin`
        select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
          coalesce((select json_agg(json_build_array(p.cmd, p.permissive, p.qual, p.with_check))
            from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname), '[]') as policies
        from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    )
    expect(tables.length).toBeGreaterThan(15)
    for (const { name, ...wall } of tables.filter((table) => !platformTables.includes(table.name))) {
      const key = name === 'organizations' ? 'id' : 'organization_id'
      const own = `(${key} = (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid)`
      expect([name, wall]).toEqual([name, { enabled: true, forced: true, policies: [['ALL', 'PERMISSIVE', own, own]] }])
    }
  })

  test('the application has no right at all on the deployment’s tables', async () => {
    const { app } = await roles()
    const rights = await asDatabaseAdmin(
      (admin) => admin`
        select t.name, p.name as may from unnest(${platformTables}::text[]) t(name),
          unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) p(name)
        where has_table_privilege(${app}, 'public.' || t.name, p.name)`,
    )
    expect([...rights]).toEqual([])
  })

  test('what functions of the database keep, it does not write', async () => {
    const { app } = await roles()
    const rights = await asDatabaseAdmin(
      (admin) => admin<{ right: string }[]>`
        select relname || ' ' || p.name as right from pg_class c, unnest(array['insert', 'update', 'delete']) p(name)
        where c.relnamespace = 'public'::regnamespace
          and c.relname in ('audit_records', 'audit_heads', 'workspace_counts', 'organization_counts', 'folder_ways')
          and has_table_privilege(${app}, c.oid, p.name)`,
    )
    expect([...rights]).toEqual([])
  })

  test('what is only ever added to, it can neither change nor remove', async () => {
    const { app } = await roles()
    const rights = await asDatabaseAdmin(
      (admin) => admin<{ right: string }[]>`
        select c.relname || ' ' || p.name as right from pg_class c, unnest(array['update', 'delete', 'truncate']) p(name)
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
          and c.relname in ('activity', 'workspace_codes', 'organizations')
          and has_table_privilege(${app}, c.oid, p.name)`,
    )
    expect([...rights]).toEqual([])
  })
})

describe('[SEC-1] no key reaches across organizations', () => {
  test('every primary and unique key holds the organization, but those that are named', async () => {
    const keys = await asDatabaseAdmin(
      (admin) => admin<{ name: string }[]>`
        select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace and i.indisunique and not (c.relname = any(${platformTables}))
          and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id'
            and a.attnum = any(i.indkey::int2[]))
        order by 1`,
    )
    expect(keys.map((key) => key.name)).toEqual(keysWithoutOrganization)
  })

  test('every primary key leads with the organization, by which a distributed database places rows', async () => {
    const keys = await asDatabaseAdmin(
      (admin) => admin<{ name: string }[]>`
        select c.relname as name from pg_index i join pg_class c on c.oid = i.indrelid
          join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where c.relnamespace = 'public'::regnamespace and i.indisprimary and a.attname <> 'organization_id'
          and not (c.relname = any(${platformTables})) order by 1`,
    )
    expect(keys.map((key) => key.name)).toEqual(['organizations'])
  })

  test('every reference between tables of an organization carries it along', async () => {
    const references = await asDatabaseAdmin(
      (admin) => admin`
        select k.conname as name, k.confrelid::regclass::text as target,
          (select array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(num, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as from,
          (select array_agg(a.attname::text order by u.n) from unnest(k.confkey) with ordinality u(num, n)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as to
        from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    )
    expect(references.length).toBeGreaterThan(15)
    for (const { name, target, from, to } of references) {
      const first = target === 'organizations' ? 'id' : 'organization_id'
      expect([name, from[0], to[0]]).toEqual([name, 'organization_id', first])
    }
  })
})

describe('[SEC-1] who may look past the wall', () => {
  test('the logins own nothing of it, and none bypasses it', async () => {
    const names = await roles()
    const found = await asDatabaseAdmin(
      (admin) => admin`
        select rolname as name, rolcanlogin as login, rolsuper as super, rolbypassrls as bypass,
          rolcreaterole as roles, rolcreatedb as databases, rolinherit as inherits,
          (select count(*)::int from pg_auth_members m where m.member = r.oid) as memberships,
          (select count(*)::int from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) > 0 as owns
        from pg_roles r where rolname = any(${Object.values(names)}) order by rolname`,
    )
    const none = { super: false, bypass: false, roles: false, databases: false, inherits: false, memberships: 0 }
    expect([...found]).toEqual([
      { name: names.app, login: true, owns: false, ...none },
      { name: names.definer, login: false, owns: false, ...none, bypass: true, inherits: true },
      { name: names.owner, login: true, owns: true, ...none },
      { name: names.queue, login: true, owns: false, ...none },
    ])
  })

  test('every function that does belongs to the definer, fixes its search path, and is open only where named', async () => {
    const { app, queue, definer } = await roles()
    const functions = await asDatabaseAdmin(
      (admin) => admin`
        select p.proname as name, pg_get_userbyid(p.proowner) as owner, p.proconfig as settings,
          has_function_privilege(${app}, p.oid, 'execute') as app,
          has_function_privilege(${queue}, p.oid, 'execute') as queue,
          exists (select from aclexplode(p.proacl) a where a.grantee = 0) or p.proacl is null as everybody
        from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
    )
    expect(functions.filter((one) => one.app).map((one) => one.name)).toEqual(openFunctions)
    for (const one of functions)
      expect(one).toMatchObject({
        owner: definer,
        settings: expect.arrayContaining(['search_path=public, pg_temp']),
        queue: false,
        everybody: false,
      })
  })

  test('nobody but the owner can put a function in their way', async () => {
    const names = await roles()
    const may = await asDatabaseAdmin(
      (admin) => admin<{ name: string }[]>`
        select rolname as name from pg_roles where rolname = any(${Object.values(names)})
          and has_schema_privilege(rolname, 'public', 'create')`,
    )
    expect(may.map((role) => role.name)).toEqual([names.owner])
  })
})

test('a word from a closed list is a text with a check: enums are not leakproof and keep policies out of indexes', async () => {
  const enums = await asDatabaseAdmin(
    (admin) => admin`select typname from pg_type where typtype = 'e' and
    typnamespace = 'public'::regnamespace`,
  )
  expect([...enums]).toEqual([])
})
