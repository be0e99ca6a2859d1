import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { failPointMarker } from '../lib/fail-points'
import { until } from '../lib/test/until'
import { projectFolder } from './processes'
import { startTestDatabase } from './test-database'

/** A process of ours that a test starts, stops and kills. */
export type Victim = {
  /** Everything it wrote so far. */
  said(): string
  /** Resolves to how it ended: a signal, or a code. */
  readonly ended: Promise<string>
  /** Whether the fail point it was given was reached. */
  reached(): boolean
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' | 'SIGTERM'): void
  /** Closes its channel, as the death of the process that started it does. */
  disconnect(): void
}

/** A PostgreSQL of a test's own, and processes of ours on it. */
export type Harness = Awaited<ReturnType<typeof startHarness>>

// The marker is written a moment before the signal: one sent in between would be overtaken by it.
const hasStopped = ({ pid }: ChildProcess, point: string) =>
  !point.endsWith(':stop') || / \(.*\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))

const endOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)))
  })

/** Starts a throw-away database that keeps what it has committed when it is killed, ready for Atrium. */
export async function startHarness() {
  const database = await startTestDatabase()
  Object.assign(process.env, database.env)
  const { databaseUrls } = await import('../lib/settings')
  const { migrate } = await import('../db/migrate')
  const { asDatabaseAdmin } = await import('../lib/test/look')
  await migrate(databaseUrls())
  // Throw-away databases do not even wait for the write; one that is killed has to.
  await asDatabaseAdmin((admin) => admin`alter database atrium set synchronous_commit = on`)

  mkdirSync(join(database.dataFolder, 'storage'))

  /** Process id of the PostgreSQL that answers now. */
  const postmaster = async (): Promise<number> => {
    const [row] = await asDatabaseAdmin((admin) => admin<{ data_directory: string }[]>`show data_directory`)
    return Number.parseInt(readFileSync(join(row?.data_directory ?? '', 'postmaster.pid'), 'utf8'), 10)
  }

  const children: ChildProcess[] = []
  let count = 0

  function start(args: readonly string[], point?: string): Victim {
    // A folder of its own each, for a fail point acts once in a folder; what is stored is where the test keeps it.
    const dataFolder = join(database.dataFolder, `victim-${++count}`)
    mkdirSync(dataFolder)
    symlinkSync(join(database.dataFolder, 'storage'), join(dataFolder, 'storage'))
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', ...args], {
      cwd: projectFolder,
      env: { ...process.env, NODE_ENV: 'test', ATRIUM_DATA: dataFolder, ATRIUM_FAIL_POINT: point ?? '' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    children.push(child)
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => said.push(chunk))
    return {
      ended: endOf(child),
      said: () => Buffer.concat(said).toString(),
      reached: () => point !== undefined && existsSync(failPointMarker(dataFolder, point)) && hasStopped(child, point),
      signal: (signal) => void child.kill(signal),
      disconnect: () => child.disconnect(),
    }
  }

  return {
    /** A worker; `--silence=` and the like as in bin/worker.ts. */
    startWorker: (args: readonly string[], point?: string) => start(['bin/worker.ts', ...args], point),
    /** A process that deletes one workspace as a web process would. */
    startDeletion: (target: Readonly<Record<string, string>>, point?: string) =>
      start(['bin/kill-harness-web.ts', JSON.stringify(target)], point),
    /** A process that works with files as a web process does for somebody, until it is killed. */
    startFileWork: (work: Readonly<Record<string, unknown>>, point?: string) =>
      start(['bin/kill-files-web.ts', JSON.stringify(work)], point),
    /** Kills PostgreSQL with -9 and resolves when it answers again. */
    async killDatabase() {
      const pid = await postmaster()
      process.kill(pid, 'SIGKILL')
      const isAnother = () =>
        postmaster().then(
          (now) => now !== pid,
          () => false,
        )
      await until('PostgreSQL is started again', isAnother, 30_000)
    },
    async end() {
      for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      const { closeDatabase } = await import('../lib/database/client')
      await closeDatabase()
      await database.stop()
    },
  }
}

/** Runs `run` for each item, `width` at a time; answers in order. */
export async function inLanes<Item, Value>(
  items: readonly Item[],
  run: (item: Item) => Promise<Value>,
  width = 3,
): Promise<readonly Value[]> {
  const answers: Value[] = []
  const left = [...items.entries()]
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) answers[next[0]] = await run(next[1])
  }
  await Promise.all(Array.from({ length: width }, lane))
  return answers
}
