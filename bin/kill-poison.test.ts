import { afterAll, beforeAll, expect, test } from 'vitest'
import { actingAs } from '../lib/call'
import { until } from '../lib/test/until'
import { type Harness, startHarness } from './kill-harness'

let harness: Harness
let scenarios: typeof import('./kill-scenarios')

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-scenarios')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

// The silence is over by the time the next worker has started.
const options = ['--concurrency=1', '--attempts=3', '--beat=200', '--silence=1500']
const deadly = 'workspace.purge:before-folder-permissions'

test('[CPM-8] an operation that kills its worker every time is given up, says why, and can be tried again', async () => {
  const { retryOperation } = await import('../lib/operations/changes')
  const { findOperation } = await import('../lib/operations/queries')
  const { actorOf } = await import('../lib/test/look')
  const one = await scenarios.makeDeletable()
  const operationId = await scenarios.startPurge(one)
  const { admin } = one.organization
  const find = async () => findOperation(await actorOf(admin), operationId)

  for (let attempt = 1; attempt <= 3; attempt++) {
    const victim = harness.startWorker(options, deadly)
    expect(await victim.ended, victim.said()).toBe('SIGKILL')
    expect(await scenarios.operationsOf(one)).toEqual(['running 0/11'])
  }
  const last = harness.startWorker(options, deadly)
  await until('it is given up', async () => (await find())?.state === 'failed', 60_000)
  await until('the queue has forgotten it', async () => (await scenarios.countJobs(one)).all === 0)
  expect(last.reached(), last.said()).toBe(false)
  expect(await find()).toMatchObject({ mayRetry: { ok: true }, reason: expect.stringMatching(/^It was begun 3 times/) })
  last.signal('SIGTERM')
  expect(await last.ended).toBe('0')

  expect(await actingAs(admin.claim, () => retryOperation({ operationId }))).toMatchObject({ ok: true })
  const healthy = harness.startWorker(options)
  await scenarios.allOver([one])
  healthy.signal('SIGTERM')
  expect(await healthy.ended).toBe('0')
  expect(await scenarios.inspect(one)).toEqual({
    ...scenarios.purged,
    events: ['workspace.deleted', 'operation.ended', 'operation.retried', 'workspace.purged', 'operation.ended'],
  })
}, 300_000)
