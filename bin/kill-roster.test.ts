import { afterAll, beforeAll, expect, test } from 'vitest'
import { failPoints } from '../lib/fail-point-names'
import { type Harness, inLanes, startHarness } from './kill-harness'

let harness: Harness
let scenarios: typeof import('./kill-scenarios')
let rosters: typeof import('./kill-roster')

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-scenarios')
  rosters = await import('./kill-roster')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

const ofRosters = failPoints.filter((point) => point.startsWith('roster.'))
// A roster of three steps: the first and the second of them, and what lies between.
const points = [
  ...ofRosters,
  ...ofRosters.map((point) => `${point}:2`),
  'operation.step:after-write:2',
  'operation.step:after-commit:2',
  'operation.end:before-write',
  'operation.end:after-commit',
]

test('[INV-7] an import survives kill -9 of its worker in every step: it goes on, and nobody is there twice', async () => {
  const all = await inLanes(points, () => rosters.startImport())
  const ends = await inLanes(points, async (point) => {
    // Never takes over what another victim had, and one operation only.
    const victim = harness.startWorker(['--concurrency=1', '--silence=600000'], point)
    const how = await victim.ended
    return `${point} ${victim.reached() ? 'reached' : victim.said()} ${how}`
  })
  expect(ends).toEqual(points.map((point) => `${point} reached SIGKILL`))
  // Three quarters of the silence is what a step may stand still: a busy machine needs some.
  const worker = harness.startWorker(['--beat=500', '--silence=5000'])
  await scenarios.allOver(all)
  worker.signal('SIGTERM')
  expect(await worker.ended, worker.said()).toBe('0')
  expect(await inLanes(all, (one) => rosters.inspectImport(one))).toEqual(all.map(() => rosters.imported))
}, 600_000)
