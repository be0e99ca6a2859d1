import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, inLanes, startHarness } from './kill-harness'
import { killAtEach, pointsOf } from './kill-steps'

let harness: Harness
let rosters: typeof import('./kill-roster')

beforeAll(async () => {
  harness = await startHarness()
  rosters = await import('./kill-roster')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

// A roster of three steps: the first and the second of them.
const points = pointsOf('roster.', 2)

test('[INV-7] an import survives kill -9 of its worker in every step: it goes on, and nobody is there twice', async () => {
  const { all, ends, last } = await killAtEach(harness, points, () => rosters.startImport())
  expect(ends).toEqual(points.map((point) => `${point} reached SIGKILL`))
  expect(last.how, last.said).toBe('0')
  expect(await inLanes(all, (one) => rosters.inspectImport(one))).toEqual(all.map(() => rosters.imported))
}, 600_000)
