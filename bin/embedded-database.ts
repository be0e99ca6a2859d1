import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { freePort, isPortFree } from './free-port'
import { makeCluster, postgresEnvironment } from './make-cluster'
import { type PostgresHome, postgresHome } from './postgres-home'
import { clearDeadLock, findPostmaster, isAlive, stopPostmaster } from './postmaster'

export type EmbeddedOptions = {
  /** Made when missing; everything of the database is kept here unless it is closed to PostgreSQL's system user. */
  readonly dataFolder: string
  /** TCP port on 127.0.0.1; else the one of last time when free, else any free one. */
  readonly port?: number
  /** False for throw-away databases only: no waiting for the disk, ends with this process, `stop` removes the folder. */
  readonly durable?: boolean
  /** Folder of another PostgreSQL's `postgres` and `initdb` than the packaged ones. */
  readonly binaries?: string
  /** Takes the few lines an administrator should read; standard error when left out. */
  readonly say?: (line: string) => void
}

export type Embedded = {
  /** Administrator's URL of the database `atrium`. */
  readonly url: string
  /** Process id of the postmaster; changes when it had to be started again. */
  readonly pid: number
  /** Ends PostgreSQL (fast shutdown) and resolves when it has ended. */
  stop(): Promise<void>
}

type Running = { readonly pid: number; readonly port: number }
type Cluster = {
  readonly home: PostgresHome
  readonly cluster: string
  readonly password: string
  readonly log: string
}

const urlOf = (password: string, port: number, database: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Does the server on this port answer, and is it the one of this cluster? Throws when it refuses the password. */
async function answers({ password, cluster }: Cluster, port: number): Promise<boolean> {
  const sql = postgres(urlOf(password, port, 'postgres'), { max: 1, connect_timeout: 3, onnotice: () => undefined })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    if (!row || realpathSync(row.data_directory) !== realpathSync(cluster)) return false
    const [found] = await sql`select 1 from pg_database where datname = 'atrium'`
    if (!found) await sql`create database atrium`
    return true
  } catch (error) {
    if (codeOf(error) === '28P01') throw new Error(`The password kept for the database in ${cluster} is not its own.`)
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

const settingsFor = (port: number, durable: boolean) => {
  const always = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // Paths of sockets may have 107 bytes only, and nothing here needs one.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  // Commits are still handed to the system, so that a killed database loses none of them.
  const careless = durable ? {} : { fsync: 'off', full_page_writes: 'off' }
  return Object.entries({ ...always, ...careless }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > 10_000_000) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

const lastWords = (path: string) => readFileSync(path, 'utf8').trim().split('\n').slice(-3).join(' ').slice(-600)

async function launch(at: Cluster, port: number, durable: boolean): Promise<Running> {
  const log = openLog(at.log)
  const child = spawn(join(at.home.binaries, 'postgres'), ['-D', at.cluster, ...settingsFor(port, durable)], {
    ...at.home.runAs,
    cwd: at.home.folder,
    env: postgresEnvironment(),
    // A session of its own: Ctrl-C in the terminal must reach the launcher only, which ends things in order.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  child.unref()
  const { pid } = child
  if (!pid) throw new Error('PostgreSQL did not start.')
  try {
    for (const end = Date.now() + 60_000; isAlive(pid) && Date.now() < end; await wait(50))
      if (await answers(at, port)) return { pid, port }
  } catch (error) {
    await stopPostmaster(pid)
    throw error
  }
  await stopPostmaster(pid)
  throw new Error(`PostgreSQL did not start; the end of ${at.log}: ${lastWords(at.log)}`)
}

async function choosePort(dataFolder: string): Promise<number> {
  const path = join(dataFolder, 'database-port')
  const last = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  return last > 0 && (await isPortFree(last)) ? last : freePort()
}

/** A PostgreSQL left over by a kill: taken over when it answers on the wanted port, else ended. */
async function adopt(at: Cluster, port: number | undefined): Promise<Running | undefined> {
  const left = findPostmaster(at.cluster)
  if (!left) {
    await clearDeadLock(at.cluster)
    return undefined
  }
  if ((port === undefined || port === left.port) && (await answers(at, left.port))) return left
  await stopPostmaster(left.pid)
  return undefined
}

async function startSomewhere(at: Cluster, dataFolder: string, durable: boolean): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(dataFolder)
    try {
      return await launch(at, port, durable)
    } catch (error) {
      // Somebody may have taken the port between the look and the start.
      if (attempt === 3 || (await isPortFree(port))) throw error
    }
  }
}

/** Ends a throw-away PostgreSQL and removes its folders when this process ends in whatever way: its pipe closes. */
function endWithUs(pid: number, cluster: string, folders: readonly string[]): () => void {
  const gone = 'n=0; while [ -e "$1/postmaster.pid" ] && [ $n -lt 300 ]; do sleep 0.1; n=$((n+1)); done'
  const script = `cat; kill -INT "$0"; ${gone}; shift; rm -rf "$@"`
  const watcher = spawn('sh', ['-c', script, String(pid), cluster, ...folders], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  if (watcher.stdin && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref()
  return () => {
    if (watcher.pid && watcher.exitCode === null) process.kill(-watcher.pid, 'SIGKILL')
  }
}

/**
 * Starts PostgreSQL in a data folder, or takes over the one that runs there, with a database named `atrium`.
 * It listens on 127.0.0.1 only, and is started again when it dies. While it runs `<data>/database-url` (0600) names
 * it for other processes. Throws with a sentence when it cannot start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { durable = true, say = (line) => console.error(line) } = options
  const dataFolder = resolve(options.dataFolder)
  const home = postgresHome(dataFolder, say, options.binaries)
  const made = await makeCluster(home, dataFolder, durable)
  const at: Cluster = { home, ...made, log: join(dataFolder, 'postgres.log') }
  const start = (port?: number) => (port ? launch(at, port, durable) : startSomewhere(at, dataFolder, durable))

  let running = (await adopt(at, options.port)) ?? (await start(options.port))
  let stopping = false
  let release = () => {}
  const watch = () => {
    if (!durable) release = endWithUs(running.pid, at.cluster, [dataFolder, home.folder])
  }
  watch()

  const { port } = running
  const url = urlOf(made.password, port, 'atrium')
  const urlFile = join(dataFolder, 'database-url')
  writeFileSync(join(dataFolder, 'database-port'), `${port}\n`)
  writeFileSync(urlFile, `${url}\n`, { mode: 0o600 })

  const again = async () => {
    for (let pause = 250; !stopping; pause = Math.min(pause * 2, 10_000)) {
      say('PostgreSQL has ended; starting it again.')
      try {
        // The same port, since other processes hold its address. The dead one's backends may take a moment to go.
        running = (await adopt(at, port)) ?? (await launch(at, port, durable))
        release()
        watch()
        return
      } catch (error) {
        say(error instanceof Error ? error.message : String(error))
        await wait(pause)
      }
    }
  }
  let restart: Promise<void> | undefined
  const look = setInterval(() => {
    if (stopping || restart || isAlive(running.pid)) return
    restart = again().finally(() => {
      restart = undefined
    })
  }, 500)
  look.unref()

  return {
    url,
    get pid() {
      return running.pid
    },
    async stop() {
      if (stopping) return
      stopping = true
      clearInterval(look)
      await restart
      await stopPostmaster(running.pid)
      release()
      rmSync(urlFile, { force: true })
      if (!durable) for (const folder of [dataFolder, home.folder]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
