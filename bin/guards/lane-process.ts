// Runs inside a copy of the project, started by lane.ts: one Vitest that lives for many mutants.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { createVitest } from 'vitest/node'
import { z } from 'zod'
import type { Answer } from './lane-message'

const root = join(import.meta.dirname, '../..')
const quiet = () => new Writable({ write: (_chunk, _encoding, done) => done() })

const vitest = await createVitest(
  'test',
  { root, watch: false, bail: 1, maxWorkers: 1, silent: true, reporters: [{}] },
  {},
  { stdout: quiet(), stderr: quiet() },
)

async function write(path: string, text: string): Promise<Answer> {
  writeFileSync(join(root, path), text)
  vitest.invalidateFile(join(root, path))
  return { ok: true, isLoaded: true, failed: '' }
}

/** Drops the database the tests work on and migrates a new one with the files as they stand now. */
async function remake(): Promise<Answer> {
  const url = process.env.ATRIUM_TEST_ADMIN_URL
  if (!url) return { ok: true, isLoaded: true, failed: '' } // no test has needed it yet
  const other = new URL(url)
  other.pathname = '/postgres'
  const name = new URL(url).pathname.slice(1)
  const admin = postgres(other.href, { max: 1, onnotice: () => {} })
  try {
    await admin.unsafe(`drop database if exists "${name}" with (force)`)
    await admin.unsafe(`create database "${name}"`)
  } finally {
    await admin.end()
  }
  const args = ['--import', 'tsx', '--conditions=react-server', join(root, 'bin/guards/migrate-copy.ts')]
  try {
    await promisify(execFile)(process.execPath, args, { cwd: root, env: process.env })
    return { ok: true, isLoaded: true, failed: '' }
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    const line = said.split('\n').find((text) => /error/i.test(text))
    return { ok: false, isLoaded: false, failed: line ?? said.slice(0, 200) }
  }
}

async function run(test: string): Promise<Answer> {
  const path = join(root, test)
  if (vitest.getModuleSpecifications(path).length === 0) await vitest.globTestSpecifications([test])
  // Failures of earlier files would count as this one's.
  vitest.state.filesMap.clear()
  vitest.state.clearErrors()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(vitest.getModuleSpecifications(path))
  const failed = testModules.flatMap((module) => [...module.children.allTests('failed')])[0]
  const errors = [...testModules.flatMap((module) => module.errors()), ...unhandledErrors]
  const hasRun = testModules.some((module) => [...module.children.allTests()].length > 0)
  const isOk = testModules.length > 0 && testModules.every((module) => module.ok()) && errors.length === 0
  const said = errors.map((error) => (typeof error === 'object' && error && 'message' in error ? error.message : error))
  return { ok: isOk, isLoaded: hasRun, failed: failed?.fullName ?? String(said[0] ?? '') }
}

const Asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('write'), path: z.string(), text: z.string() }),
  z.object({ kind: z.literal('remake') }),
  z.object({ kind: z.literal('run'), test: z.string() }),
])

async function answer(message: unknown): Promise<Answer> {
  const asked = Asked.parse(message)
  if (asked.kind === 'write') return write(asked.path, asked.text)
  return asked.kind === 'remake' ? remake() : run(asked.test)
}

process.on('message', (message) => {
  answer(message).then(
    (found) => process.send?.(found),
    (error) => process.send?.({ ok: false, isLoaded: false, failed: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
process.on('SIGTERM', () => void vitest.close().finally(() => process.exit(0)))
process.send?.({ ok: true })
