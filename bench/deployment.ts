import { once } from 'node:events'
import { drizzle } from 'drizzle-orm/postgres-js'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { startNode } from '../bin/processes'
import { sessionCookie } from '../lib/session-cookie'
import { insertSession } from '../lib/sessions/writes'
import { databaseUrls, loadSettings, type Settings } from '../lib/settings'
import { asAdministrator } from './administrator'

/** Arguments of `npm run generate`. */
export type Contents = {
  readonly slug: string
  readonly organizations: number
  readonly workspaces: number
  readonly users: number
}

/** A person in an organization, and a browser signed in as them. */
export type SignedIn = {
  readonly organizationId: string
  readonly accountId: string
  readonly userId: string
  /** The workspace ID of their workspace. */
  readonly code: string
  readonly sessionId: string
  readonly cookie: string
}

async function generate(databaseUrl: string, contents: Contents): Promise<void> {
  const wanted = Object.entries(contents).flatMap(([name, value]) => [`--${name}`, String(value)])
  const args = ['--import', 'tsx', '--conditions=react-server', 'bin/generate.ts', ...wanted]
  const env = { ...process.env, DATABASE_URL: databaseUrl }
  const [code] = await once(startNode({ name: 'The generator', args, env, output: 2 }), 'exit')
  if (code !== 0) throw new Error('The data could not be generated; the lines above say why.')
}

/** Makes a database beside the one of the environment, with these organizations in it, settled as after a day. */
export async function deploy(name: string, contents: readonly Contents[]): Promise<Settings> {
  const url = new URL(databaseUrls().admin)
  const beside = postgres(url.href, { max: 1 })
  await beside`create database ${beside(name)}`
  await beside.end()
  url.pathname = `/${name}`
  for (const some of contents) await generate(url.href, some)
  const admin = postgres(url.href, { max: 1 })
  await admin`vacuum analyze`
  await admin.end()
  return loadSettings({ ...process.env, DATABASE_URL: url.href })
}

/** Signs a person of `slug` in, its Organization Admin unless `email` is another's, with the row and the cookie of a sign-in. */
export const signIn = (settings: Settings, slug: string, email?: string): Promise<SignedIn> =>
  asAdministrator(settings, async (sql) => {
    const [user] = await sql<{ organizationId: string; accountId: string; userId: string; code: string }[]>`
      select u.organization_id as "organizationId", u.account_id as "accountId", u.id as "userId", w.code
      from users u
      join organizations o on o.id = u.organization_id
      join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
      where o.slug = ${slug} and ${email === undefined ? sql`u.is_organization_admin` : sql`u.email = ${email}`}`
    if (!user) throw new Error(`Nobody is ${email ?? 'Organization Admin'} in ${slug}.`)
    const { organizationId, accountId, userId: actingUserId } = user
    const session = { organizationId, accountId, actingUserId, address: '127.0.0.1', client: 'benchmark' }
    const sessionId = await drizzle(sql).transaction((tx) => insertSession(tx, session))
    const token = await encode({ token: { sessionId }, secret: settings.nextAuthSecret })
    return { ...user, sessionId, cookie: `${sessionCookie()}=${token}` }
  })
