import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseCode } from '../lib/database/errors'
import { databaseUrls } from '../lib/settings'
import { fingerprint } from '../lib/test/look'
import { makeTenant, type Tenant } from './testing/tenant'

// Nothing of the first wall is used here: statements go straight to the database, as the application's login.
let app: postgres.Sql
let admin: postgres.Sql
let ours: Tenant
let theirs: Tenant
let tables: readonly { readonly name: string; readonly key: string }[]
let before: Awaited<ReturnType<typeof fingerprint>>

beforeAll(async () => {
  app = postgres(databaseUrls().app, { max: 1, onnotice: () => {} })
  admin = postgres(databaseUrls().admin, { max: 1, onnotice: () => {} })
  ours = await makeTenant()
  theirs = await makeTenant()
  tables = await admin<{ name: string; key: string }[]>`
      select c.relname as name, a.attname as key from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attname = case when c.relname = 'organizations' then 'id' else 'organization_id' end and a.attnum > 0
        and c.relname not in ('set_up_codes', 'worker_pools') order by 1`
  before = await fingerprint(theirs.organizationId)
})
afterAll(() => Promise.all([app.end(), admin.end()]))

/** Runs one statement inside an organization, or outside all with null; rolls it back. Its rows, or why it failed. */
async function statement(
  organizationId: string | null,
  run: (tx: postgres.TransactionSql) => Promise<readonly unknown[]>,
) {
  const undo = new Error('undo')
  let answer: readonly unknown[] | string = []
  await app
    .begin(async (tx) => {
      if (organizationId !== null) await tx`select set_config('app.organization_id', ${organizationId}, true)`
      answer = await run(tx)
      throw undo
    })
    .catch((error: unknown) => {
      if (error !== undo) answer = databaseCode(error)
    })
  return answer
}

async function rowOf(table: string, key: string, organizationId: string) {
  const rows = await admin<{ row: postgres.JSONValue }[]>`
    select to_jsonb(t) as row from ${admin(table)} t where ${admin(key)} = ${organizationId} limit 1`
  return rows[0]?.row ?? null
}

/** Puts a whole row into a table, but what the table works out by itself. */
async function insertWhole(tx: postgres.TransactionSql, table: string, row: postgres.JSONValue) {
  const columns = await tx<{ name: string }[]>`select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
  const names = tx(columns.map(({ name }) => name))
  return tx`insert into ${tx(table)} (${names}) overriding system value
    select ${names} from jsonb_populate_record(null::${tx(table)}, ${tx.json(row)})`
}

const each = async (check: (table: string, key: string) => Promise<void>) => {
  for (const { name, key } of tables) await check(name, key)
}
const nothingOrForbidden = expect.toSatisfy(
  (answer) => answer === '42501' || (Array.isArray(answer) && answer.length === 0),
)

test('both organizations have rows in every table, or what follows would prove nothing', async () => {
  expect(tables.length).toBeGreaterThan(15)
  await each(async (name, key) => {
    for (const { organizationId } of [ours, theirs])
      expect([name, await rowOf(name, key, organizationId)]).not.toEqual([name, null])
  })
})

describe('[SEC-1] the second wall holds with the first removed: inside one organization', () => {
  test('no row of another is seen, and one’s own are', async () => {
    await each(async (name, key) => {
      const id = ours.organizationId
      const seen = await statement(id, (tx) => tx`select distinct ${tx(key)} as id from ${tx(name)}`)
      expect([name, seen]).toEqual([name, [{ id }]])
    })
  })

  test('no row of another is changed', async () => {
    await each(async (name, key) => {
      const id = theirs.organizationId
      const run = (tx: postgres.TransactionSql) =>
        tx`update ${tx(name)} set ${tx(key)} = ${tx(key)} where ${tx(key)} = ${id} returning 1`
      expect([name, await statement(ours.organizationId, run)]).toEqual([name, nothingOrForbidden])
    })
  })

  test('no row of another is removed', async () => {
    await each(async (name, key) => {
      const run = (tx: postgres.TransactionSql) =>
        tx`delete from ${tx(name)} where ${tx(key)} = ${theirs.organizationId} returning 1`
      expect([name, await statement(ours.organizationId, run)]).toEqual([name, nothingOrForbidden])
    })
  })

  test('no row is put into another', async () => {
    await each(async (name, key) => {
      const row = await rowOf(name, key, theirs.organizationId)
      const run = (tx: postgres.TransactionSql) => insertWhole(tx, name, row)
      expect([name, await statement(ours.organizationId, run)]).toEqual([name, '42501'])
    })
  })

  test('no row of one’s own is moved into another', async () => {
    await each(async (name, key) => {
      const run = (tx: postgres.TransactionSql) => tx`update ${tx(name)} set ${tx(key)} = ${theirs.organizationId}`
      expect([name, await statement(ours.organizationId, run)]).toEqual([name, '42501'])
    })
  })

  test('a table cannot be emptied, nor its wall taken down', async () => {
    await each(async (name) => {
      for (const run of [
        (tx: postgres.TransactionSql) => tx`truncate ${tx(name)} cascade`,
        (tx: postgres.TransactionSql) => tx`alter table ${tx(name)} disable row level security`,
        (tx: postgres.TransactionSql) => tx`drop policy own_organization on ${tx(name)}`,
      ])
        expect([name, await statement(ours.organizationId, run)]).toEqual([name, '42501'])
    })
  })
})

describe('[SEC-1] without an organization', () => {
  test.each([
    ['no context', null],
    ['an empty one', ''],
  ])('%s: nothing is seen, changed or made', async (_, context) => {
    await each(async (name, key) => {
      expect([name, await statement(context, (tx) => tx`select 1 from ${tx(name)}`)]).toEqual([name, []])
      const change = (tx: postgres.TransactionSql) => tx`delete from ${tx(name)} returning 1`
      expect([name, await statement(context, change)]).toEqual([name, nothingOrForbidden])
      const row = await rowOf(name, key, ours.organizationId)
      const make = (tx: postgres.TransactionSql) => insertWhole(tx, name, row)
      expect([name, await statement(context, make)]).toEqual([name, '42501'])
    })
  })
  test('a context that is no id is an error, and shows nothing', async () => {
    const answer = await statement('theirs', (tx) => tx`select 1 from workspaces`)
    expect(answer).toBe('22P02')
  })
})

// What stops a row before its reference is asked: a workspace ID is unique across organizations too; a
// permission is for one grantee, of the folder's workspace.
const stops: Readonly<Record<string, string>> = {
  workspaces_code_given: '23505',
  folder_permissions_folder: '23514',
  folder_permissions_user: '23514',
  folder_permissions_group: '23514',
  folder_permissions_partner: '23514',
}

test('[SEC-1] a row cannot hang under another organization’s parent, even for who no policy stops', async () => {
  const references = await admin<{ name: string; child: string; parent: string; from: string[]; to: string[] }[]>`
    select k.conname as name, k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
      (select array_agg(a.attname::text order by u.n) from unnest(k.conkey) with ordinality u(num, n)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num) as from,
      (select array_agg(a.attname::text order by u.n) from unnest(k.confkey) with ordinality u(num, n)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num) as to
    from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace
      and k.confrelid <> 'organizations'::regclass`
  expect(references.length).toBeGreaterThan(12)
  for (const { name, child, parent, from, to } of references) {
    const [target] =
      await admin`select * from ${admin(parent)} where organization_id = ${theirs.organizationId} limit 1`
    const values = Object.fromEntries(from.slice(1).map((column, at) => [column, target?.[to[at + 1] ?? '']]))
    // A row that refers to something already, where there is one: of others, other checks may say no first.
    const hang = admin`update ${admin(child)} set ${admin(values)}
      where ctid = (select ctid from ${admin(child)} where organization_id = ${ours.organizationId}
        order by num_nulls(${admin(from)}), ctid limit 1)`
    expect([name, await hang.then((rows) => `${rows.count} hang`, databaseCode)]).toEqual([
      name,
      stops[name] ?? '23503',
    ])
  }
})

test('after all of this the other organization is as it was', async () => {
  expect(await fingerprint(theirs.organizationId)).toEqual(before)
})
