import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FailPoint, failPoints } from '../lib/fail-point-names'
import { until } from '../lib/test/until'
import { type Harness, inLanes, startHarness, type Victim } from './kill-harness'

type Scenarios = typeof import('./kill-scenarios')
type Deletable = Awaited<ReturnType<Scenarios['makeDeletable']>>

let harness: Harness
let scenarios: Scenarios
let fingerprint: (organizationId: string) => Promise<Readonly<Record<string, string>>>

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-scenarios')
  fingerprint = (await import('../lib/test/look')).fingerprint
}, 60_000)
afterAll(() => harness?.end(), 60_000)

// A purge is eight changes: it is taken up, counted, and then loses its permissions, file, folders, users, hold and itself.
const ofOperations = failPoints.filter((point) => /^(operation\.(claim|step|end)|workspace\.purge)/.test(point))
const workerPoints: readonly string[] = [
  ...ofOperations,
  // The step that removes the users, the commit of that which removes the hold, and the very last one.
  ...['operation.step:after-write:5', 'change:before-commit:8', 'change:after-commit:7'],
]
const webPoints: readonly FailPoint[] = failPoints.filter((point) =>
  /^(workspace\.delete|operation\.start|change):/.test(point),
)

// Never takes over what another victim had, and one operation only.
const lonely = ['--concurrency=1', '--silence=600000']
// Three quarters of the silence is what a step may stand still: a busy machine needs some.
const eager = ['--beat=500', '--silence=5000']

const make = (points: readonly string[]) => inLanes(points, () => scenarios.makeDeletable(), 6)
const deleteAll = (all: readonly Deletable[]) => inLanes(all, (one) => scenarios.startPurge(one), 6)

/** A healthy worker, until every purge has ended and the queue has forgotten it. */
async function finish(all: readonly Deletable[]) {
  const worker = harness.startWorker(eager)
  await scenarios.allOver(all)
  worker.signal('SIGTERM')
  expect(await worker.ended, worker.said()).toBe('0')
  expect(await inLanes(all, (one) => scenarios.inspect(one), 6)).toEqual(all.map(() => scenarios.purged))
}

const stopped = (victim: Victim, point: string) =>
  until(`${point} is reached: ${victim.said()}`, () => victim.reached(), 120_000)

test('the fail points are those of web and worker, and each of a deletion is tried', () => {
  const tried = new Set([...workerPoints, ...webPoints].map((point) => point.replace(/:\d+$/, '')))
  // Those of a roster, a trash and a copy are tried in tests of their own.
  const ofDeletions = failPoints.filter((point) => !/^(roster|trash|files)\./.test(point))
  expect([...tried].sort()).toEqual(ofDeletions.toSorted())
})

describe('[WSP-5] a deletion survives kill -9', () => {
  test('[WSP-5] of the worker at every fail point: the purge goes on after a restart', async () => {
    const all = await make(workerPoints)
    await deleteAll(all)
    const ends = await inLanes(workerPoints, async (point) => {
      const victim = harness.startWorker(lonely, point)
      const how = await victim.ended
      return `${point} ${victim.reached() ? 'reached' : victim.said()} ${how}`
    })
    expect(ends).toEqual(workerPoints.map((point) => `${point} reached SIGKILL`))
    await finish(all)
  }, 600_000)

  test('[WSP-5] of the web process at every fail point: it has happened as a whole or not at all', async () => {
    const all = await make(webPoints)
    const before = await inLanes(all, (one) => fingerprint(one.organizationId))
    const ends = await inLanes([...webPoints.entries()], async ([index, point]) => {
      const victim = harness.startDeletion(all[index]?.target ?? {}, point)
      const how = await victim.ended
      return `${point} ${victim.reached() ? 'reached' : victim.said()} ${how}`
    })
    expect(ends).toEqual(webPoints.map((point) => `${point} reached SIGKILL`))
    for (const [index, one] of all.entries()) {
      if (webPoints[index] === 'change:after-commit') continue
      expect(await fingerprint(one.organizationId), webPoints[index]).toEqual(before[index])
      await scenarios.startPurge(one)
    }
    await finish(all)
  }, 600_000)

  test('[WSP-5] of the database at every fail point of both: nothing is lost and nothing done twice', async () => {
    const points = [...ofOperations, 'change:before-commit:3', 'change:after-commit:4']
    const ofWorkers = await make(points)
    await deleteAll(ofWorkers)
    const workers = await inLanes(points, async (point) => {
      const victim = harness.startWorker(lonely, `${point}:stop`)
      await stopped(victim, point)
      return victim
    })
    const ofWeb = await make(webPoints)
    const before = await inLanes(ofWeb, (one) => fingerprint(one.organizationId))
    const deletions = await inLanes([...webPoints.entries()], async ([index, point]) => {
      const victim = harness.startDeletion(ofWeb[index]?.target ?? {}, `${point}:stop`)
      await stopped(victim, point)
      return victim
    })
    await harness.killDatabase()
    for (const victim of [...workers, ...deletions]) victim.signal('SIGCONT')
    await inLanes(deletions, (victim) => victim.ended)
    for (const [index, one] of ofWeb.entries()) {
      const isWhole = (await scenarios.operationsOf(one)).length > 0
      expect(isWhole, webPoints[index]).toBe(webPoints[index] === 'change:after-commit')
      if (isWhole) continue
      expect(await fingerprint(one.organizationId), webPoints[index]).toEqual(before[index])
      await scenarios.startPurge(one)
    }
    for (const victim of workers) victim.signal('SIGTERM')
    await finish([...ofWorkers, ...ofWeb])
  }, 600_000)
})
