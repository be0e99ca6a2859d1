import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FailPoint } from '../lib/fail-point-names'
import { until } from '../lib/test/until'
import { type Harness, startHarness } from './kill-harness'

let harness: Harness
let scenarios: typeof import('./kill-scenarios')
let fingerprint: (organizationId: string) => Promise<Readonly<Record<string, string>>>

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-scenarios')
  fingerprint = (await import('../lib/test/look')).fingerprint
}, 120_000)
afterAll(() => harness?.end(), 120_000)

// Three quarters of the silence is what a step may stand still: a busy machine needs some.
const eager = ['--beat=500', '--silence=5000']

describe('[WSP-5] a worker that was stopped', () => {
  /** One purge, and a worker stopped in the middle of it; it takes over nothing itself. */
  async function stopAt(point: FailPoint, pass: number, silence: number) {
    const one = await scenarios.makeDeletable()
    await scenarios.startPurge(one)
    const first = harness.startWorker(['--concurrency=1', `--silence=${silence}`], `${point}:${pass}:stop`)
    await until(`${point} is reached`, first.reached, 120_000)
    return { one, first }
  }

  test('[WSP-5] between two steps writes nothing when it wakes up, since another has taken over', async () => {
    const { one, first } = await stopAt('operation.step:after-commit', 1, 600_000)
    const second = harness.startWorker(eager, 'operation.claim:after-commit:stop')
    await until('the second one has taken over', second.reached, 120_000)
    const before = await fingerprint(one.organizationId)
    first.signal('SIGCONT')
    const hasMoved = async () => (await scenarios.operationsOf(one))[0] !== 'running 0/11'
    await until('the first one tries to go on', async () => first.said().includes('taken it up') || (await hasMoved()))
    expect(await fingerprint(one.organizationId)).toEqual(before)
    expect((await scenarios.countJobs(one)).all).toBe(1)
    second.signal('SIGCONT')
    await scenarios.allOver([one])
    for (const worker of [first, second]) worker.signal('SIGTERM')
    expect([await first.ended, await second.ended]).toEqual(['0', '0'])
    expect(await scenarios.inspect(one)).toEqual(scenarios.purged)
  }, 300_000)

  test('[WSP-5] in the middle of a step loses its locks to the one that takes over, and writes nothing', async () => {
    const { one, first } = await stopAt('operation.step:after-write', 2, 4_000)
    const second = harness.startWorker(eager)
    await scenarios.allOver([one])
    const before = await fingerprint(one.organizationId)
    first.signal('SIGCONT')
    await until('the first one has tried', () => first.said().includes('a step of an operation failed'), 120_000)
    expect(await fingerprint(one.organizationId)).toEqual(before)
    for (const worker of [first, second]) worker.signal('SIGTERM')
    expect([await first.ended, await second.ended]).toEqual(['0', '0'])
    expect(await scenarios.inspect(one)).toEqual(scenarios.purged)
  }, 300_000)

  test('[WSP-5] and asked to end hands its job back, so that another goes on at once', async () => {
    const { one, first } = await stopAt('operation.step:after-commit', 2, 600_000)
    first.signal('SIGTERM')
    first.signal('SIGCONT')
    expect(await first.ended, first.said()).toBe('0')
    expect(await scenarios.countJobs(one)).toEqual({ all: 1, fresh: 1 })
    const second = harness.startWorker([])
    await scenarios.allOver([one])
    second.signal('SIGTERM')
    expect(await second.ended).toBe('0')
    expect(await scenarios.inspect(one)).toEqual(scenarios.purged)
  }, 300_000)
})

describe('[WSP-5] a worker that is gone', () => {
  test('[WSP-5] killed with -9 is replaced within its silence, a beat and a look at the queue', async () => {
    const second = harness.startWorker(eager)
    await until('the second one is ready', () => second.said().includes('the worker is ready'), 120_000)
    second.signal('SIGSTOP')
    const one = await scenarios.makeDeletable()
    await scenarios.startPurge(one)
    const first = harness.startWorker(['--concurrency=1'], 'operation.step:after-commit:2')
    expect(await first.ended, first.said()).toBe('SIGKILL')
    const killed = Date.now()
    second.signal('SIGCONT')
    await scenarios.allOver([one])
    // 5.0 of silence, 0.5 to the next beat, 1.0 to the next look; the rest is for a busy machine.
    expect(Date.now() - killed).toBeLessThan(6_500 + 10_000)
    const { usualOptions } = await import('../lib/worker/worker')
    expect(usualOptions.silence + usualOptions.beat + 1_000).toBeLessThan(30_000)
    second.signal('SIGTERM')
    await second.ended
    expect(await scenarios.inspect(one)).toEqual(scenarios.purged)
  }, 300_000)

  test('[WSP-5] leaves when the process that started it is killed', async () => {
    const worker = harness.startWorker([])
    await until('it is ready', () => worker.said().includes('the worker is ready'), 120_000)
    worker.disconnect()
    expect(await worker.ended).toBe('0')
  }, 300_000)
})
