import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './free-port'
import { startMailCatcher } from './mail-catcher'
import { endChild, projectFolder, startNode } from './processes'
import { startTestDatabase } from './test-database'

const patience = 10 * 60_000

/** Resolves when anything answers at `url`, whatever it says. */
const answers = (url: string) =>
  fetch(url, { redirect: 'manual', headers: { 'accept-encoding': 'gzip' }, signal: AbortSignal.timeout(5_000) }).then(
    () => true,
    () => false,
  )

/**
 * Starts Atrium as an administrator would, from the production build, on a free port and a throw-away database, with
 * a mail server that keeps what it gets. `env` is what the tests need: DATABASE_URL, ATRIUM_SECRET, ATRIUM_DATA,
 * ATRIUM_URL, SMTP_URL, ATRIUM_TEST_MAIL, the folder of the mails, and ATRIUM_TEST_LOG, the file of its output.
 */
export async function startForBrowserTests() {
  const ending: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end()
  }
  try {
    const database = await startTestDatabase()
    ending.push(() => database.stop())
    const mailFolder = join(database.dataFolder, 'mail')
    const mail = await startMailCatcher(mailFolder)
    ending.push(() => mail.stop())

    const port = await freePort()
    const url = `http://localhost:${port}`
    const env = { ...database.env, ATRIUM_URL: url, PORT: String(port), SMTP_URL: mail.url }
    const results = join(projectFolder, process.env.ATRIUM_TEST_OUTPUT ?? 'test-results')
    const log = join(results, 'atrium.log')
    mkdirSync(results, { recursive: true })
    const output = openSync(log, 'w')
    const { NODE_OPTIONS: _, ...inherited } = process.env
    const launcher = startNode({
      name: 'Atrium',
      args: ['--import', 'tsx', '--conditions=react-server', 'bin/launch.ts', 'start'],
      env: { ...inherited, ...env, NODE_ENV: 'production' },
      output,
    })
    closeSync(output)
    ending.push(() => endChild(launcher, 60_000))
    for (const end = Date.now() + patience; !(await answers(url)); await wait(200))
      if (launcher.exitCode !== null || launcher.signalCode !== null || Date.now() > end)
        throw new Error(`Atrium did not start for the browser tests:\n${readFileSync(log, 'utf8').slice(-4000)}`)
    return { env: { ...env, ATRIUM_TEST_MAIL: mailFolder, ATRIUM_TEST_LOG: log }, stop } as const
  } catch (error) {
    await stop()
    throw error
  }
}
