import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replaceCode } from '../lib/set-up/writes'
import { migrate } from './migrate'
import { makeOwnDatabase } from './testing/own-database'

let own: Awaited<ReturnType<typeof makeOwnDatabase>>
let admin: postgres.Sql
let app: postgres.Sql
beforeAll(async () => {
  own = await makeOwnDatabase()
  admin = postgres(own.urls.admin, { max: 1, onnotice: () => {} })
  app = postgres(own.urls.app, { max: 20, onnotice: () => {} })
})
afterAll(async () => {
  await Promise.all([admin.end(), app.end()])
  await own.drop()
})

/** What each role may do, by what it may do it to. */
async function privileges(): Promise<Readonly<Record<string, string>>> {
  const rows = await admin<{ what: string; may: string }[]>`
    select role || ' ' || what as what, string_agg(lower(privilege), ' ' order by privilege) as may from (
      select case c.relkind when 'S' then 'sequence ' else '' end || n.nspname || '.' || c.relname as what, r.rolname as role, x.privilege_type as privilege
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) x join pg_roles r on r.oid = x.grantee
      where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'S') and x.grantee <> c.relowner
      union all
      select n.nspname, r.rolname, x.privilege_type
      from pg_namespace n, aclexplode(n.nspacl) x join pg_roles r on r.oid = x.grantee
      where n.nspname in ('public', 'graphile_worker') and x.grantee <> n.nspowner
    ) granted where role !~ '^(pg_|postgres$)' group by 1`
  return Object.fromEntries(rows.map(({ what, may }) => [what, may]))
}
const endOf = (url: string) => decodeURIComponent(new URL(url).username)
const matching = (all: Readonly<Record<string, string>>, pattern: RegExp) => [
  ...new Set(Object.entries(all).flatMap(([what, may]) => (pattern.test(what) ? [may] : []))),
]

describe('[SEC-1] a role may do what it needs to and nothing else', () => {
  test('to each table and each sequence', async () => {
    const all = await privileges()
    const [app_, queue] = [endOf(own.urls.app), endOf(own.urls.queue)]
    const write = 'delete insert select update'
    expect(all[`${app_} public.audit_records`]).toBe('select')
    expect(all[`${app_} public.activity`]).toBe('insert select')
    expect(all[`${app_} public.users`]).toBe(write)
    expect(all[`${app_} public.worker_pools`]).toBeUndefined()
    expect(all[`${queue} public.worker_pools`]).toBe(write)
    expect(matching(all, new RegExp(`^${queue} public\\.(?!worker_pools)`))).toEqual([])
    expect(matching(all, / sequence public/)).toEqual(['usage'])
    expect(matching(all, new RegExp(`^${app_} graphile_worker`))).toEqual([])
    // The role that owns the reviewed functions: the only one besides the queue's own that the queue is open to.
    expect(matching(all, / graphile_worker$/)).toEqual(['usage'])
    expect(matching(all, / sequence graphile_worker/)).toEqual(['usage'])
    expect(matching(all, /^\S+ graphile_worker\./)).toEqual([write])
  })

  test('and what was granted beside that is gone after the next start', async () => {
    const before = await privileges()
    await admin.unsafe(`grant truncate on users to "${endOf(own.urls.app)}"`)
    expect(await privileges()).not.toEqual(before)
    await migrate(own.urls)
    expect(await privileges()).toEqual(before)
  })
})

describe('[SEC-6] the first organization', () => {
  const claim = async (code: string) =>
    (await app<{ claimed: boolean }[]>`select claim_set_up_code(${code}) as claimed`)[0]?.claimed
  const found = async (slug: string) => {
    const [row] = await app<{ found: { slug: string } | null }[]>`select find_organization(${slug}) as found`
    return row?.found?.slug ?? null
  }
  const add = (slug: string) =>
    admin`insert into organizations (id, name, slug) values (gen_random_uuid(), ${slug}, ${slug})`

  test('is set up with the newest code, once, also when twenty try at once', async () => {
    await replaceCode(admin, 'old')
    await replaceCode(admin, 'new')
    expect(await claim('old')).toBe(false)
    const claimed = await Promise.all(Array.from({ length: 20 }, () => claim('new')))
    expect(claimed.filter(Boolean)).toHaveLength(1)
    expect(await claim('new')).toBe(false)
  })

  test('is found without its sign-in address while it is the only one', async () => {
    expect(await found('')).toBeNull()
    await add('one')
    expect([await found(''), await found('one'), await found('two')]).toEqual(['one', 'one', null])
    await add('two')
    expect([await found(''), await found('one'), await found('two'), await found('three')]).toEqual([
      null,
      'one',
      'two',
      null,
    ])
  })

  test('is the last that a code sets up', async () => {
    await replaceCode(admin, 'late')
    expect(await claim('late')).toBe(false)
  })
})
