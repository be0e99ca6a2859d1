import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sourcesHash } from './build'
import { freePort, isPortFree, nextFreePort } from './free-port'
import { takeLock } from './lock'
import { isAlive } from './postmaster'
import { startNode, supervise } from './processes'
import { table } from './table'
import { temporaryFolder } from './test-database'
import { countSuite } from './test-report'

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

const soon = { timeout: 15_000, interval: 50 }
const lines = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').map(Number) : [])

describe('a supervised process', () => {
  const command = (path: string) => ({
    name: 'The sample',
    args: ['-e', `fs.appendFileSync(${JSON.stringify(path)}, process.pid + '\\n'); setInterval(() => {}, 1000)`],
    env: process.env,
  })

  it('starts again when it dies, and not when it is stopped', async () => {
    const path = join(folder, 'pids')
    const says: string[] = []
    const supervised = supervise(command(path), (line) => says.push(line))
    await vi.waitFor(() => expect(lines(path)).toHaveLength(1), soon)
    process.kill(lines(path)[0] ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(lines(path)).toHaveLength(2), soon)
    expect(says).toEqual(['The sample ended by SIGKILL; it starts again in 0.5 s.'])
    const pid = supervised.pid
    expect(lines(path)[1]).toBe(pid)
    await supervised.stop()
    expect([isAlive(pid ?? 0), supervised.pid]).toEqual([false, undefined])
  })

  it('leaves when its launcher is killed', async () => {
    const path = join(folder, 'pids')
    const module = JSON.stringify(join(import.meta.dirname, 'processes.ts'))
    const sample = JSON.stringify({ ...command(path), env: {} })
    const script = `import(${module}).then((m) => m.supervise({ ...${sample}, env: process.env }, () => {}))`
    const launcher = startNode({ name: 'The launcher', args: ['--import', 'tsx', '-e', script], env: process.env })
    await vi.waitFor(() => expect(lines(path)).toHaveLength(1), soon)
    launcher.kill('SIGKILL')
    await vi.waitFor(() => expect(isAlive(lines(path)[0] ?? 0)).toBe(false), soon)
  })
})

describe('a lock', () => {
  it('is held by one process, and by none that has ended', () => {
    const path = join(folder, 'a/lock')
    const first = takeLock(path)
    expect(takeLock(path)).toEqual({ heldBy: process.pid })
    if ('release' in first) first.release()
    expect(takeLock(path)).toHaveProperty('release')
    // The id of a process that lives, and began at another moment than the one that took the lock.
    writeFileSync(path, `${process.pid} 1\n`)
    expect(takeLock(path)).toHaveProperty('release')
  })
})

describe('ports', () => {
  it('are free until somebody listens', async () => {
    const { createServer } = await import('node:net')
    const port = await freePort()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect(await isPortFree(port)).toBe(false)
    expect(await nextFreePort(port)).toBeGreaterThan(port)
    await new Promise((resolve) => server.close(resolve))
    expect(await isPortFree(port)).toBe(true)
  })
})

describe('the fingerprint of the sources', () => {
  it('changes with a source, and not with a test or a note', () => {
    mkdirSync(join(folder, 'lib'))
    writeFileSync(join(folder, 'lib/a.ts'), '1')
    writeFileSync(join(folder, 'next.config.ts'), '1')
    const before = sourcesHash(folder)
    writeFileSync(join(folder, 'lib/a.test.ts'), '1')
    writeFileSync(join(folder, 'README.md'), '1')
    expect(sourcesHash(folder)).toBe(before)
    appendFileSync(join(folder, 'lib/a.ts'), '2')
    expect(sourcesHash(folder)).not.toBe(before)
  })
})

describe('the count of tests', () => {
  const report = (value: unknown) => {
    writeFileSync(join(folder, 'report.json'), JSON.stringify(value))
    return join(folder, 'report.json')
  }
  const vitest = (tests: readonly string[], status: string) => ({
    numPassedTests: tests.filter((test) => test === 'passed').length,
    numFailedTests: tests.filter((test) => test === 'failed').length,
    testResults: [
      {
        name: 'a.test.ts',
        status,
        message: tests.length === 0 ? 'SyntaxError: no' : '',
        assertionResults: tests.map((test) => ({
          status: test,
          fullName: `[WSP-3] ${test}`,
          failureMessages: test === 'failed' ? [`\u001b[31mError: no\u001b[39m\n${'line\n'.repeat(100)}`] : [],
        })),
      },
    ],
  })
  const playwright = (expected: number, unexpected: number, errors: readonly string[]) => ({
    stats: { expected, unexpected, flaky: 0, skipped: 0 },
    errors: errors.map((message) => ({ message })),
    suites: [
      {
        title: 'a.spec.ts',
        specs: [],
        suites: [
          {
            title: '[WSP-2] group',
            specs: [
              { title: 'a', ok: true, tests: [{ projectName: 'desktop', results: [{ errors: [] }] }] },
              {
                title: 'b',
                ok: false,
                tests: [{ projectName: 'phone', results: [{ errors: [{ message: 'b no' }] }] }],
              },
            ],
          },
        ],
      },
    ],
  })

  it.each([
    ['all pass', vitest(['passed', 'passed'], 'passed'), 0, { passed: 2, failed: 0 }],
    ['one fails', vitest(['passed', 'failed'], 'failed'), 1, { passed: 1, failed: 1 }],
    ['a file cannot be loaded', vitest([], 'failed'), 1, { passed: 0, failed: 1 }],
    ['it crashes after the tests', vitest(['passed'], 'passed'), 1, { passed: 1, failed: 1 }],
    ['it is killed', vitest(['passed'], 'passed'), null, { passed: 1, failed: 1 }],
    ['nothing is run', vitest([], 'passed'), 0, { passed: 0, failed: 1 }],
    ['the browser passes', playwright(3, 0, []), 0, { passed: 3, failed: 0 }],
    ['the browser fails', playwright(3, 2, []), 1, { passed: 3, failed: 2 }],
    ['the server does not start', playwright(0, 0, ['no']), 1, { passed: 0, failed: 1 }],
  ])('when %s', (_, value, exitCode, count) => {
    expect(countSuite(report(value), exitCode)).toMatchObject(count)
  })

  it('has a failure when there is no report', () => {
    expect(countSuite(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, titles: [], failures: [] })
  })

  it('names what passed with its groups, and nothing else', () => {
    expect(countSuite(report(vitest(['passed', 'failed'], 'failed')), 1).titles).toEqual(['[WSP-3] passed'])
    expect(countSuite(report(playwright(1, 1, [])), 1).titles).toEqual(['a.spec.ts [WSP-2] group a'])
  })

  it('says what failed, in a few lines', () => {
    const failed = countSuite(report(vitest(['passed', 'failed'], 'failed')), 1).failures
    expect(failed).toEqual([
      { title: 'a.test.ts › [WSP-3] failed', message: `Error: no\n${'line\n'.repeat(15)}`.trimEnd() },
    ])
    expect(countSuite(report(vitest([], 'failed')), 1).failures).toEqual([
      { title: 'a.test.ts', message: 'SyntaxError: no' },
    ])
    expect(countSuite(report(playwright(1, 1, ['no server'])), 1).failures).toEqual([
      { title: 'outside of any test', message: 'no server' },
      { title: 'a.spec.ts › [WSP-2] group › b (phone)', message: 'b no' },
    ])
  })
})

describe('a table', () => {
  it('lines its columns up', () => {
    expect(table(['Role', 'Mail'], [['Member', 'a@b.c']])).toBe('Role    Mail\n------  -----\nMember  a@b.c')
  })
})
