import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { takeLock } from './lock'
import { endChild, projectFolder, startNode } from './processes'

const folders = ['app', 'components', 'db', 'lib', 'public']
const isSource = (name: string) => !/\.(test|spec|md|log|tsbuildinfo)\b/.test(name) && name !== 'next-env.d.ts'

/** Every file a build depends on, in a fixed order, relative to the project. */
function sources(root: string): readonly string[] {
  const inside = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    )
  const above = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && /\.(ts|tsx|mjs|json)$/.test(entry.name))
    .map((entry) => join(root, entry.name))
  return [...inside, ...above].filter(isSource).sort()
}

/** A fingerprint of all a production build is made of. */
export function sourcesHash(root: string): string {
  const hash = createHash('sha256').update(`${process.version} ${process.env.BENCH ?? ''}`)
  for (const path of sources(root)) hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path))
  return hash.digest('hex')
}

async function lockBuild(signal: AbortSignal): Promise<() => void> {
  for (;;) {
    const lock = takeLock(join(projectFolder, 'node_modules/.cache/atrium-build.lock'))
    if ('release' in lock) return lock.release
    await wait(250, undefined, { signal })
  }
}

/**
 * Builds the application for production unless the build there is of these very sources. Processes that want to build
 * at once take turns. Rejects when the build fails or `signal` aborts it.
 */
export async function ensureBuild(say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const marker = join(projectFolder, process.env.ATRIUM_DIST ?? '.next', 'atrium-build')
  const release = await lockBuild(signal)
  try {
    const hash = sourcesHash(projectFolder)
    if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return
    rmSync(marker, { force: true })
    say('Building Atrium; this takes a minute.')
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
    const child = startNode({ name: 'The build', args: ['node_modules/next/dist/bin/next', 'build'], env })
    const abort = () => void endChild(child, 3_000)
    signal.addEventListener('abort', abort)
    const [code] = await once(child, 'exit')
    signal.removeEventListener('abort', abort)
    signal.throwIfAborted()
    if (code !== 0) throw new Error('The build failed; the lines above say why.')
    writeFileSync(marker, hash)
  } finally {
    release()
  }
}
