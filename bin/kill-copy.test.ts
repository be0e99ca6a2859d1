import { afterAll, beforeAll, expect, test } from 'vitest'
import { failPoints } from '../lib/fail-point-names'
import { type Harness, inLanes, startHarness } from './kill-harness'

let harness: Harness
let scenarios: typeof import('./kill-scenarios')
let copies: typeof import('./kill-copy')

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-scenarios')
  copies = await import('./kill-copy')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

const ofCopies = failPoints.filter((point) => point.startsWith('files.copy:'))
// What was chosen, the first files and the second, and what lies between.
const points = [
  ...ofCopies,
  ...ofCopies.map((point) => `${point}:2`),
  ...ofCopies.map((point) => `${point}:3`),
  'operation.step:after-write:2',
  'operation.step:after-commit:2',
  'operation.end:before-write',
  'operation.end:after-commit',
]

test('[CPM-8] a copy survives kill -9 of its worker in every step: it goes on, and nothing is there twice', async () => {
  const all = await inLanes(points, () => copies.startCopy())
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
  expect(await inLanes(all, (one) => copies.inspectCopy(one))).toEqual(all.map(() => copies.copied))
}, 600_000)
