import { dirname } from 'node:path'
import type { Lane } from './lane'
import type { Answer } from './lane-message'
import { type Mutation, mutate } from './mutation'
import type { Related } from './related'

/** How a guard fared without which the tests were run. `by` names what noticed, or says what went wrong. */
export type Outcome = {
  readonly mutation: Mutation
  readonly fate: 'noticed' | 'survived' | 'broken'
  readonly by: string
  readonly seconds: number
}

/** What is known while guards are tried, filled as they are. */
export type Work = {
  readonly texts: ReadonlyMap<string, string>
  readonly related: Related
  /** What a file of tests says of the code as it stands, once it was asked: empty when it passes. */
  readonly faults: Map<string, string>
  /** How often a file of tests noticed something in a file, by both their names. */
  readonly killers: Map<string, number>
}

/** So many files of tests are asked of a guard: what only a distant one would notice, nobody who changes it would. */
const asked = 24

const migrating = 120_000
const running = 180_000

/** Only a test in which somebody waits, or several race, says something of a lock; the first is the quicker one. */
const ofLocks = (text = '') => (text.includes('isWaitedFor') ? 2_000 : text.includes('inRounds') ? 1_000 : 0)

/** Of a rule that refuses what a scope hides already, only a test that opens the scopes says something. */
const ofPermits = (text = '') => (text.includes("vi.mock(import('../scope')") ? 60 : 0)

const beginsIn = (file: string) =>
  file.endsWith('.sql') ? /^create or replace function (\w+)/gm : /^export (?:async )?(?:function|const) (\w+)/gm

/** The name of what a guard stands in: the last that the file exports before it, in SQL its function; or undefined. */
const nameBefore = (file: string, text: string, start: number): string | undefined =>
  [...text.slice(0, start).matchAll(beginsIn(file))].at(-1)?.[1]

/**
 * The 24 files of tests that should notice, the likeliest first: what calls the function it stands in, what lies beside its
 * file or noticed in it before, then the nearest.
 */
function inOrder({ file, kind, start }: Mutation, { texts, related, faults, killers }: Work): readonly string[] {
  const name = nameBefore(file, texts.get(file) ?? '', start)
  const distances = related.of(file, file.endsWith('.sql') ? name : undefined)
  const calls = (test: string) => name !== undefined && new RegExp(`\\b${name}\\b`).test(texts.get(test) ?? '')
  const likely = (test: string) =>
    (kind === 'lock' ? ofLocks(texts.get(test)) : 0) +
    (kind === 'policy' && test.startsWith('db/') ? 60 : 0) +
    (kind === 'permit' ? ofPermits(texts.get(test)) : 0) +
    (calls(test) ? 100 : 0) +
    (dirname(test) === dirname(file) ? 50 : 0) +
    (killers.get(`${file} ${test}`) ?? 0) * 10
  const rank = (test: string) => (distances.get(test) ?? 0) - likely(test)
  return [...distances.keys()]
    .filter((test) => !faults.get(test))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, asked)
}

/** Puts a text into the lane's copy; for SQL a database made by it. Undefined when that works. */
async function put(lane: Lane, path: string, text: string): Promise<string | undefined> {
  await lane.ask({ kind: 'write', path, text }, migrating)
  if (!path.endsWith('.sql')) return undefined
  const made = await lane.ask({ kind: 'remake' }, migrating)
  return made?.ok ? undefined : (made?.failed ?? 'the migration does not end')
}

const faultOf = (answer: Answer | undefined) => (answer?.ok ? '' : answer?.failed || 'it does not end')

/** Takes a guard out of a lane's copy, runs the tests until one notices, and puts the guard back. */
export async function tryMutant(lane: Lane, mutation: Mutation, work: Work): Promise<Outcome> {
  const { file } = mutation
  const text = work.texts.get(file) ?? ''
  const start = Date.now()
  const end = (fate: Outcome['fate'], by: string) => ({ mutation, fate, by, seconds: (Date.now() - start) / 1000 })
  try {
    const wrong = await put(lane, file, mutate(text, mutation))
    if (wrong !== undefined) return end('broken', wrong)
    const tests = inOrder(mutation, work)
    for (const test of tests) {
      const answer = await lane.ask({ kind: 'run', test }, running)
      if (answer?.ok) continue
      if (!work.faults.has(test)) {
        // Only a test that passes with the guard in its place says anything.
        await put(lane, file, text)
        work.faults.set(test, faultOf(await lane.ask({ kind: 'run', test }, running)))
        if (work.faults.get(test)) await put(lane, file, mutate(text, mutation))
      }
      if (work.faults.get(test)) continue
      if (answer && !answer.isLoaded) return end('broken', `${test}: ${answer.failed}`)
      work.killers.set(`${file} ${test}`, (work.killers.get(`${file} ${test}`) ?? 0) + 1)
      return end('noticed', answer ? answer.failed : `${test} does not end`)
    }
    return end('survived', tests.length === 0 ? 'no test that passes reaches this file' : '')
  } finally {
    await lane.ask({ kind: 'write', path: file, text }, migrating)
  }
}
