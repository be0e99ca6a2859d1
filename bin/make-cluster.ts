import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PostgresHome } from './postgres-home'

const run = promisify(execFile)

/** What PostgreSQL's programs see of our environment: no secrets, and none of its own PG* variables. */
export const postgresEnvironment = () => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  NODE_ENV: process.env.NODE_ENV,
})

// Without these a machine without LANG gets an SQL_ASCII database. Only Linux has C.UTF-8 everywhere.
const encoding =
  process.platform === 'linux'
    ? ['--encoding=UTF8', '--locale=C.UTF-8']
    : ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

async function demandSameVersion(home: PostgresHome, cluster: string): Promise<void> {
  const { stdout } = await run(join(home.binaries, 'postgres'), ['--version'], { ...home.runAs, cwd: '/' })
  const program = /\d+/.exec(stdout)?.[0]
  const files = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (program !== files)
    throw new Error(
      `The database in ${cluster} is PostgreSQL ${files}, and the programs are ${program}: upgrade it first.`,
    )
}

/** The administrator's password, kept in `path` with mode 0600. */
async function passwordFrom(path: string, cluster: string): Promise<string> {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  if (existsSync(cluster)) throw new Error(`${path} must hold the password of the database in ${cluster}, and is gone.`)
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, `${password}\n`, { mode: 0o600, flag: 'wx' })
  return password
}

/**
 * Makes the cluster when there is none: UTF-8, C.UTF-8, passwords by SCRAM. Resolves to its folder and to the
 * password of its administrator, `postgres`. `durable` false leaves out waiting for the disk.
 */
export async function makeCluster(home: PostgresHome, dataFolder: string, durable: boolean) {
  const cluster = join(home.folder, 'cluster')
  const password = await passwordFrom(join(dataFolder, 'database-password'), cluster)
  if (existsSync(cluster)) {
    await demandSameVersion(home, cluster)
    return { cluster, password } as const
  }
  // Made beside and moved into place, so that a kill leaves no half cluster behind.
  const draft = join(home.folder, 'cluster.new')
  await rm(draft, { recursive: true, force: true })
  const passwordFile = join(home.folder, `password-${randomBytes(6).toString('hex')}`)
  const file = await open(passwordFile, 'wx', 0o600)
  try {
    await file.writeFile(`${password}\n`)
    if (home.runAs.uid !== undefined && home.runAs.gid !== undefined) await file.chown(home.runAs.uid, home.runAs.gid)
    const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const sync = durable ? [] : ['--no-sync']
    await run(join(home.binaries, 'initdb'), ['-D', draft, ...login, ...encoding, ...sync], {
      ...home.runAs,
      cwd: home.folder,
      env: postgresEnvironment(),
    })
    await rename(draft, cluster)
  } finally {
    await file.close()
    await rm(passwordFile, { force: true })
  }
  return { cluster, password } as const
}
