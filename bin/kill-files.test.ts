import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { failPoints } from '../lib/fail-point-names'
import { until } from '../lib/test/until'
import { type Harness, inLanes, startHarness } from './kill-harness'

let harness: Harness
let scenarios: typeof import('./kill-files')

beforeAll(async () => {
  harness = await startHarness()
  scenarios = await import('./kill-files')
}, 120_000)
afterAll(() => harness?.end(), 120_000)

/** When a process is killed, and when after its restart: as so many things were acknowledged, or at a point it passes. */
const kills: readonly (readonly [first: number | string, second: number | string])[] = [
  [7, 'change:before-commit:24'],
  [31, 'change:after-commit:17'],
  ['change:after-commit:9', 18],
]

describe('[FIL-6] [FIL-9] files survive kill -9 of the web process', () => {
  test('[FIL-6] what was acknowledged stands, what was not has happened as a whole or not at all, and fsck is content', async () => {
    const desks = await inLanes(kills, () => scenarios.makeDesk())
    const told = await inLanes([...desks.entries()], async ([index, { user, folders }]) => {
      const said: string[] = []
      for (const kill of kills[index] ?? []) {
        const work = { user, folders, prefix: `start-${said.length}`, seed: index * 10 + said.length }
        const victim = harness.startFileWork(work, typeof kill === 'string' ? kill : undefined)
        if (typeof kill === 'number') {
          await until(`${kill} are done`, () => scenarios.countDone(victim.said()) >= kill, 60_000)
          victim.signal('SIGKILL')
        }
        expect(await victim.ended, victim.said().slice(-500)).toBe('SIGKILL')
        said.push(victim.said())
      }
      expect(scenarios.countDone(said.join(''))).toBeGreaterThan(10)
      return said
    })
    const wrong = await inLanes([...desks.entries()], ([index, desk]) => scenarios.wrongWith(desk, told[index] ?? []))
    expect(wrong).toEqual(desks.map(() => []))

    // The check itself finds what is lost, and what nobody sent.
    const [desk] = desks
    if (!desk) throw new Error('There is no desk.')
    const lost = { lane: 0, name: 'lost', becomes: { place: 'a', hash: 'x', version: 1 } }
    const claimed = [lost, { ...lost, isDone: true }].map((one) => `told ${JSON.stringify(one)}\n`).join('')
    const found = await scenarios.wrongWith(desk, [claimed])
    expect(found[0]).toBe('lost was acknowledged and is gone')
    expect(found.slice(1).every((line) => line.endsWith('was never sent'))).toBe(true)
    expect(found.length).toBeGreaterThan(1)
  }, 300_000)
})

const points = [...failPoints.filter((point) => point.startsWith('trash.')), 'change:after-commit:2']

test('[FIL-8] [FIL-9] a purge survives kill -9 of its worker in every step: the next one goes on to the end', async () => {
  const due = await inLanes(points, () => scenarios.makeDue())
  const { queuePurge } = await import('../lib/purge/testing/aging')
  await queuePurge()
  const ends: string[] = []
  // Each takes over what the one before had.
  for (const point of points) {
    const victim = harness.startWorker(['--concurrency=1', '--beat=200', '--silence=1000'], point)
    const how = await victim.ended
    ends.push(`${point} ${victim.reached() ? 'reached' : victim.said()} ${how}`)
  }
  expect(ends).toEqual(points.map((point) => `${point} reached SIGKILL`))
  const worker = harness.startWorker(['--beat=200', '--silence=1000'])
  await until('the purge is over', async () => (await scenarios.countPurges()) === 0 || wait(100, false), 60_000)
  worker.signal('SIGTERM')
  expect(await worker.ended, worker.said()).toBe('0')
  expect(await inLanes(due, (one) => scenarios.inspectPurge(one))).toEqual(due.map(() => scenarios.purged))
}, 300_000)
