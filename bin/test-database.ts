import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './embedded-database'

/** The secret of every test; nothing outside tests may use it. */
export const testSecret = 'a secret for tests, and for nothing else'

/** A new folder under the temporary one that PostgreSQL's system user can reach; whoever asks removes it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-test-'))
  chmodSync(folder, 0o755)
  return folder
}

/**
 * Starts a throw-away PostgreSQL, removed when stopped or when this process ends. `env` is what a process of ours
 * needs to work on it. ATRIUM_TEST_POSTGRES names the folder of another PostgreSQL's programs than the packaged ones.
 */
export async function startTestDatabase() {
  const dataFolder = temporaryFolder()
  const binaries = process.env.ATRIUM_TEST_POSTGRES
  const database = await startEmbedded({ dataFolder, durable: false, binaries, say: () => {} })
  const env = { DATABASE_URL: database.url, ATRIUM_SECRET: testSecret, ATRIUM_DATA: dataFolder }
  return { ...database, env, dataFolder } as const
}

/** Vitest calls this before the tests of a project; what it returns it calls after them. */
export async function setup(): Promise<() => Promise<void>> {
  const { databaseUrls, loadSettings, variableNames } = await import('../lib/settings')
  const { migrate } = await import('../db/migrate')
  // Nothing of the developer's own: a DATABASE_URL in the shell may be the one in use.
  for (const name of variableNames) if (name !== 'NODE_ENV') delete process.env[name]
  const database = await startTestDatabase()
  Object.assign(process.env, database.env, { ATRIUM_TEST_ADMIN_URL: database.url })
  try {
    await migrate(databaseUrls(loadSettings(process.env)))
  } catch (error) {
    await database.stop()
    throw error
  }
  return () => database.stop()
}
