import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Harness, inLanes, startHarness } from './kill-harness'
import { killAtEach, pointsOf } from './kill-steps'

let harness: Harness
let copies: typeof import('./kill-copy')

beforeAll(async () => {
  harness = await startHarness()
  copies = await import('./kill-copy')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

// What was chosen, the first files and the second.
const points = pointsOf('files.copy:', 3)

test('[CPM-8] a copy survives kill -9 of its worker in every step: it goes on, and nothing is there twice', async () => {
  const { all, ends, last } = await killAtEach(harness, points, () => copies.startCopy())
  expect(ends).toEqual(points.map((point) => `${point} reached SIGKILL`))
  expect(last.how, last.said).toBe('0')
  expect(await inLanes(all, (one) => copies.inspectCopy(one))).toEqual(all.map(() => copies.copied))
}, 600_000)
