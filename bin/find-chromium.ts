import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const onPath = (path: string | undefined) =>
  commands
    .flatMap((name) => (path ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((candidate) => isProgram(candidate))

function playwrightsOwn(): string | undefined {
  const { chromium } = createRequire(import.meta.url)('@playwright/test')
  const path = String(chromium.executablePath())
  return existsSync(path) ? path : undefined
}

/**
 * The browser for the tests: PLAYWRIGHT_CHROMIUM, one on the PATH, Playwright's own; undefined when there is none.
 * Throws when PLAYWRIGHT_CHROMIUM names no program.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env.PLAYWRIGHT_CHROMIUM
  if (named && !isProgram(named)) throw new Error(`PLAYWRIGHT_CHROMIUM must name a Chromium; ${named} cannot be run.`)
  return named || onPath(env.PATH) || playwrightsOwn()
}

/** As `findChromium`, but installs one when there is none. Throws when that fails. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  const isDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0
  const [command, ...args] = isDebian
    ? ['sh', '-c', 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium']
    : ['npx', 'playwright', 'install', '--with-deps', 'chromium']
  console.log('There is no Chromium for the tests; installing one.')
  spawnSync(command ?? '', args, { stdio: 'inherit' })
  const installed = findChromium()
  if (!installed) throw new Error('No Chromium could be installed: install one, or set PLAYWRIGHT_CHROMIUM to one.')
  return installed
}

/** Arguments that keep it quiet, and let it run as root. */
export const chromiumArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
