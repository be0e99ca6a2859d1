import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from './postmaster'
import { endChild, projectFolder, startNode } from './processes'
import { coverage, coverageTable, type Level, readCode, rulesClaimed, rulesNamed } from './rules-covered'
import { type Count, countSuite } from './test-report'

type Suite = {
  readonly name: string
  readonly level: Level
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

// A folder of its own for each run, since two may run at once; a good run leaves none, the next run clears the rest.
const results = `test-results/${process.pid}`
function clearResults(): void {
  const runs = existsSync('test-results') ? readdirSync('test-results') : []
  for (const run of runs) if (!isAlive(Number(run))) rmSync(join('test-results', run), { recursive: true, force: true })
}

const reports = mkdtempSync(join(tmpdir(), 'atrium-reports-'))
const reportOf = (suite: Suite) => join(reports, `${suite.name}.json`)

/** The oldest supported PostgreSQL (15 or later) that Debian's packages put here. */
function systemPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).map(Number) : []
  const found = versions.filter((version) => version >= 15 && existsSync(`${root}/${version}/bin/postgres`))
  return found.length > 0 ? `${root}/${Math.min(...found)}/bin` : undefined
}

function vitest(name: string, level: 'unit' | 'server', more: readonly string[], env = {}): Suite {
  const project = level === 'unit' ? 'rules' : level
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${join(reports, `${name}.json`)}`]
  return {
    name,
    level,
    args: ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters, ...more],
    env,
  }
}

function suitesFor(filter: string | undefined, more: readonly string[]): readonly Suite[] {
  const system = systemPostgres()
  const unit = [vitest('unit', 'unit', more)]
  const server = [vitest('server', 'server', more)]
  if (system) server.push(vitest('server-system', 'server', more, { ATRIUM_TEST_POSTGRES: system }))
  const browser: Suite = {
    name: 'browser',
    level: 'browser',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...more],
    // Fixtures arrange with the application's own code, which is server code; Playwright loads them in several processes.
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'browser.json'),
      ATRIUM_TEST_OUTPUT: results,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --conditions=react-server`,
    },
  }
  if (filter === undefined) return [...unit, ...server, browser]
  if (filter === 'unit') return unit
  if (filter === 'server') return server
  if (filter === 'browser') return [browser]
  throw new Error('Say nothing for all tests, or one of: unit, server, browser.')
}

let current: ChildProcess | undefined
let isStopped = false

async function run(suite: Suite): Promise<Count> {
  console.log(`\n── ${suite.name} ──`)
  current = startNode({ ...suite, env: { ...process.env, NODE_ENV: 'test', ...suite.env } })
  const [code] = await once(current, 'exit')
  current = undefined
  return countSuite(reportOf(suite), code)
}

async function stop(): Promise<void> {
  isStopped = true
  if (current) await endChild(current, 60_000, 'SIGINT')
}
process.on('SIGINT', () => void stop())
process.on('SIGTERM', () => void stop())

process.chdir(projectFolder)
clearResults()
const [filter, ...more] = process.argv.slice(2)
const total = { passed: 0, failed: 0 }
const lines: string[] = []
const failures: string[] = []
const titles: Record<Level, string[]> = { unit: [], server: [], browser: [] }
for (const suite of suitesFor(filter, more)) {
  const count = isStopped ? { passed: 0, failed: 1, titles: [], failures: [] } : await run(suite)
  total.passed += count.passed
  total.failed += count.failed
  titles[suite.level].push(...count.titles)
  for (const { title, message } of count.failures) failures.push(`${suite.name}: ${title}\n${message}`)
  lines.push(`${suite.name}: ${count.passed} passed, ${count.failed} failed`)
}
rmSync(reports, { recursive: true })
if (total.failed === 0) rmSync(results, { recursive: true, force: true })
if (filter === undefined) {
  const tested = {
    unit: rulesNamed(titles.unit),
    server: rulesNamed(titles.server),
    browser: rulesNamed(titles.browser),
  }
  const rules = coverage(rulesClaimed(readCode('.')), tested)
  const missing = rules.flatMap((rule) => rule.missing).length
  console.log(`\n${coverageTable(rules)}`)
  total.failed += missing
  if (missing > 0) lines.push(`rules: ${missing} followed by code and named by no passed test`)
}
// What failed scrolled by long ago; of a long log often only the end is kept.
if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join('\n\n')}`)
console.log(`\n${lines.join('\n')}`)
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`${total.passed} passed, ${total.failed} failed`)
