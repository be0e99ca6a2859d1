import { once } from 'node:events'
import { drizzle } from 'drizzle-orm/postgres-js'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { startNode } from '../bin/processes'
import { sessionCookie } from '../lib/session-cookie'
import { insertSession } from '../lib/sessions/writes'
import { databaseUrls, loadSettings, type Settings } from '../lib/settings'

/** Arguments of `npm run generate`. */
export type Contents = {
  readonly slug: string
  readonly organizations: number
  readonly workspaces: number
  readonly users: number
}

/** An organization to ask about, and a browser signed in to it as its Organization Admin. */
export type SignedIn = {
  readonly organizationId: string
  readonly sessionId: string
  readonly cookie: string
  /** The workspace ID of the Default Workspace. */
  readonly code: string
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

/** Signs the Organization Admin of `slug` in, with the row and the cookie that signing in makes. */
export async function signIn(settings: Settings, slug: string): Promise<SignedIn> {
  const admin = postgres(databaseUrls(settings).admin, { max: 1 })
  try {
    const [user] = await admin<{ organizationId: string; accountId: string; id: string; code: string }[]>`
      select u.organization_id as "organizationId", u.account_id as "accountId", u.id, w.code
      from users u
      join organizations o on o.id = u.organization_id
      join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
      where o.slug = ${slug} and u.is_organization_admin`
    if (!user) throw new Error(`Nobody administers ${slug}.`)
    const { organizationId, accountId, id: actingUserId, code } = user
    const session = { organizationId, accountId, actingUserId, address: '127.0.0.1', client: 'benchmark' }
    const sessionId = await drizzle(admin).transaction((tx) => insertSession(tx, session))
    const token = await encode({ token: { sessionId }, secret: settings.nextAuthSecret })
    return { organizationId, sessionId, code, cookie: `${sessionCookie()}=${token}` }
  } finally {
    await admin.end()
  }
}
