import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { databaseUrls, loadSettings, type Settings } from '../lib/settings'
import { ensureBuild } from './build'
import { startEmbedded } from './embedded-database'
import { isPortFree, nextFreePort } from './free-port'
import { takeLock } from './lock'
import { supervise } from './processes'
import { table } from './table'

const modes = ['start', 'demo', 'dev'] as const
type Mode = (typeof modes)[number]

const say = (line: string) => console.log(line)
const stopped = new AbortController()
// What has been started, and how to end it: the last one first, so web, worker, database.
const running: (() => Promise<void> | void)[] = []

function environmentOf(mode: Mode): 'production' | 'development' | 'test' {
  if (mode === 'dev') return 'development'
  return process.env.NODE_ENV === 'test' ? 'test' : 'production'
}

/** Settles the port. What a killed launcher left behind leaves within a moment, so a taken port is looked at again. */
async function settingsFor(mode: Mode): Promise<Settings> {
  const env = { ...process.env, NODE_ENV: environmentOf(mode) }
  const asked = loadSettings(env)
  for (let look = 0; look < 15; look++) {
    if (await isPortFree(asked.port, asked.host)) return asked
    if (mode === 'demo') return loadSettings({ ...env, PORT: String(await nextFreePort(asked.port + 1, asked.host)) })
    await wait(200)
  }
  throw new Error(`Port ${asked.port} of ${asked.host} is in use: stop what listens there, or set PORT to another one.`)
}

async function startDatabase(settings: Settings): Promise<void> {
  if (settings.databaseUrl) return
  const lock = takeLock(join(settings.dataFolder, 'launcher.lock'))
  if ('heldBy' in lock) throw new Error(`Atrium already runs on ${settings.dataFolder} (process ${lock.heldBy}).`)
  running.push(lock.release)
  const database = await startEmbedded({ dataFolder: settings.dataFolder, say })
  running.push(() => database.stop())
}

/** What web and worker see: the logins they use, and neither the administrator's nor the secret these come from. */
function environmentFor(settings: Settings, process: 'web' | 'worker', env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ATRIUM_SECRET: __, ...rest } = env
  const urls = databaseUrls(settings)
  return {
    ...rest,
    NODE_ENV: settings.environment,
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: settings.url,
    PORT: String(settings.port),
    HOST: settings.host,
    ATRIUM_URL: settings.url,
    ATRIUM_DATA: settings.dataFolder,
    ATRIUM_KEY_SECRET: settings.keySecret,
    ATRIUM_APP_DATABASE_URL: urls.app,
    ...(process === 'worker' && { ATRIUM_QUEUE_DATABASE_URL: urls.queue }),
  }
}

function startProcesses(mode: Mode, settings: Settings): void {
  const typescript = ['--import', 'tsx', '--conditions=react-server']
  const address = ['-p', String(settings.port), '-H', settings.host]
  const next = ['node_modules/next/dist/bin/next', mode === 'dev' ? 'dev' : 'start', ...address]
  // Measured: after load 261 MB instead of 996. Development compiles in the same process and needs more.
  const web = mode === 'dev' ? next : ['--max-old-space-size=320', ...next]
  const commands = [
    {
      name: 'The worker',
      args: [...typescript, 'bin/worker.ts'],
      env: environmentFor(settings, 'worker', process.env),
    },
    { name: 'The web server', args: web, env: environmentFor(settings, 'web', process.env) },
  ]
  for (const command of commands) {
    const supervised = supervise(command, say)
    running.push(() => supervised.stop())
  }
}

const answers = ({ port, host }: Settings) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: host === '0.0.0.0' ? '127.0.0.1' : host })
    socket.once('connect', () => resolve(socket.destroy() !== undefined)).once('error', () => resolve(false))
  })

/** What the administrator is told once Atrium answers: sign-ins of the demonstration, or the code of the first set-up. */
async function welcome(mode: Mode): Promise<readonly string[]> {
  const { closeDatabase } = await import('../lib/database/client')
  try {
    if (mode === 'demo') {
      const { seedDemo } = await import('./demo')
      const rows = (await seedDemo()).map(({ role, email, password }) => [role, email, password])
      return ['', table(['Role', 'E-mail', 'Password'], rows), '']
    }
    const { issueSetUpCode } = await import('../lib/set-up/code')
    const code = await issueSetUpCode()
    return code ? [`There is no organization yet: open that address and enter the set-up code ${code}`] : []
  } finally {
    await closeDatabase()
  }
}

async function start(mode: Mode): Promise<void> {
  const settings = await settingsFor(mode)
  // The parts used in this process read their settings from its environment.
  Object.assign(process.env, { NODE_ENV: settings.environment, PORT: String(settings.port) })
  await startDatabase(settings)
  const { migrate } = await import('../db/migrate')
  await migrate(databaseUrls(settings))
  if (mode !== 'dev') await ensureBuild(say, stopped.signal)
  stopped.signal.throwIfAborted()
  const lines = await welcome(mode)
  startProcesses(mode, settings)
  while (!(await answers(settings))) await wait(100, undefined, { signal: stopped.signal })
  for (const line of [`\nAtrium is at ${settings.url}`, ...lines]) say(line)
}

const mode = modes.find((known) => known === process.argv[2])
if (!mode) throw new Error(`Say one of: ${modes.join(', ')}.`)
const started = start(mode)

async function stop(code: number): Promise<void> {
  // A terminal and `tsx` both pass the signal on: the second one is the same wish.
  if (stopped.signal.aborted) return
  stopped.abort()
  await started.catch(() => {})
  for (const end of running.reverse()) await end()
  process.exit(code)
}

process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))
process.on('SIGHUP', () => void stop(0))
// Started by a test or a supervisor with a channel: nobody is left to ask for anything.
if (process.channel) process.on('disconnect', () => void stop(0))
// The `tsx` command passes signals on, and cannot when it is killed with -9.
const parent = process.ppid
if (process.execArgv.some((argument) => argument.includes('preflight')))
  setInterval(() => process.ppid !== parent && void stop(1), 500).unref()

started.catch((error: unknown) => {
  if (stopped.signal.aborted) return
  console.error(error instanceof Error ? error.message : error)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  void stop(1)
})
