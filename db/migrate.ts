import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { runMigrations } from 'graphile-worker'
import postgres from 'postgres'

const here = import.meta.dirname
const migrationsFolder = join(here, 'migrations')
const onnotice = () => {}

type Urls = { readonly admin: string; readonly owner: string; readonly app: string; readonly queue: string }

/** User name and password of a connection URL, decoded. */
function login(url: string) {
  const { username, password } = new URL(url)
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) }
}

const quoteName = (name: string) => `"${name.replaceAll('"', '""')}"`
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`

async function makeRoles(admin: postgres.Sql, urls: Urls, definer: string) {
  const database = quoteName(new URL(urls.admin).pathname.slice(1))
  const roleExists = async (name: string) => (await admin`select from pg_roles where rolname = ${name}`).length > 0
  if (!(await roleExists(definer))) await admin.unsafe(`create role ${quoteName(definer)} nologin bypassrls`)
  for (const url of [urls.owner, urls.app, urls.queue]) {
    const { name, password } = login(url)
    if (!(await roleExists(name))) await admin.unsafe(`create role ${quoteName(name)}`)
    await admin.unsafe(
      `alter role ${quoteName(name)} login nosuperuser nobypassrls noinherit password ${quoteText(password)}`,
    )
  }
  const owner = quoteName(login(urls.owner).name)
  await admin.unsafe(`grant create on database ${database} to ${owner}, ${quoteName(login(urls.queue).name)}`)
  await admin.unsafe(`grant create, usage on schema public to ${owner}; revoke create on schema public from public`)
  await admin.unsafe(`alter database ${database} set timezone to 'UTC'`)
}

/** Applies what is missing, and counts: `migrate` skips silently when journal times are out of order. */
async function applyTables(url: string) {
  const sql = postgres(url, { max: 1, onnotice })
  try {
    await applyMigrations(drizzle(sql), { migrationsFolder })
    const [row] = await sql<{ applied: number }[]>`select count(*)::int as applied from drizzle.__drizzle_migrations`
    const known = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')).length
    if (row?.applied !== known)
      throw new Error(`The database has ${row?.applied} migrations and this version ${known}.`)
  } finally {
    await sql.end()
  }
}

/** Functions, triggers, policies and grants: written to be run again at every start. */
async function applyFunctions(admin: postgres.Sql, urls: Urls, definer: string) {
  const names = { app: login(urls.app).name, queue: login(urls.queue).name, definer }
  const folder = join(here, 'functions')
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql') && name !== 'walls.sql')
  const text = [...files.sort(), 'walls.sql'].map((name) => readFileSync(join(folder, name), 'utf8')).join('\n')
  await admin.begin(async (tx) => {
    await tx.unsafe(`grant create on schema public to ${quoteName(definer)}`)
    await tx.unsafe(text.replace(/\{\{(app|queue|definer)\}\}/g, (_, key: keyof typeof names) => quoteName(names[key])))
    await tx.unsafe(`revoke create on schema public from ${quoteName(definer)}`)
  })
}

/**
 * Brings a database to this version: roles, tables, the queue's tables, functions, policies and grants. Safe to run
 * from several processes at once and at every start. Throws when the login may not do it.
 */
export async function migrate(urls: Urls): Promise<void> {
  const admin = postgres(urls.admin, { max: 1, onnotice })
  const definer = login(urls.owner).name.replace(/_owner$/, '_definer')
  try {
    await admin`select pg_advisory_lock(7231, 1)`
    await makeRoles(admin, urls, definer)
    await applyTables(urls.owner)
    await runMigrations({ connectionString: urls.queue })
    await applyFunctions(admin, urls, definer)
  } finally {
    await admin.end()
  }
}
