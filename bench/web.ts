import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../bin/free-port'
import { endChild, startNode } from '../bin/processes'
import { databaseUrls, type Settings } from '../lib/settings'

/** Starts a web process as the launcher does, on the benchmark's build; `appUrl` is the database as it sees it. */
export async function startWeb(settings: Settings, appUrl = databaseUrls(settings).app) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _, ATRIUM_SECRET: __, ...rest } = process.env
  const env = {
    ...rest,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: url,
    PORT: String(port),
    HOST: '127.0.0.1',
    ATRIUM_URL: url,
    ATRIUM_DATA: settings.dataFolder,
    ATRIUM_KEY_SECRET: settings.keySecret,
    ATRIUM_APP_DATABASE_URL: appUrl,
    LOG_LEVEL: 'warn',
  } as const
  const next = ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1']
  const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : []
  const child = startNode({ name: 'The web server', args: ['--max-old-space-size=320', ...profile, ...next], env })
  const gone = once(child, 'exit').then(() => {
    throw new Error('The web server has ended.')
  })
  gone.catch(() => {})
  const isReady = () =>
    fetch(`${url}/api/ready`, { headers: { 'accept-encoding': 'gzip' } }).then(
      (answer) => answer.ok,
      () => false,
    )
  while (!(await isReady())) await Promise.race([wait(100), gone])
  return {
    url,
    /** Megabytes resident now. */
    memory: () => Number(spawnSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' }).stdout) / 1024,
    stop: () => endChild(child),
  }
}

/** A web process of a run. */
export type Web = Awaited<ReturnType<typeof startWeb>>
