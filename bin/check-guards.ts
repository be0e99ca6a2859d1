import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { changedFiles, copyProject, filesOf, readTexts } from './guards/copy'
import { findAll, findBroken } from './guards/find-all'
import { type Lane, startLane } from './guards/lane'
import type { Mutation } from './guards/mutation'
import { readRelated } from './guards/related'
import { listLine, progressLine, summary, survivorLines } from './guards/report'
import { type Outcome, tryMutant, type Work } from './guards/try-mutant'
import { noticedByTypes } from './guards/type-check'

// Takes each guard of the code out in turn, in a copy, and runs the tests that should notice.
//   --list            only says which guards there are
//   --only <what>     a kind (permit, rule, lock, scope, policy, gate) or the beginning of a path; may stand repeatedly
//   --changed         only files that differ from the main branch
const { values: options } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    changed: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
})

const root = join(import.meta.dirname, '..')
const lanesAtOnce = 2

function choose(mutations: readonly Mutation[]): readonly Mutation[] {
  const changed = options.changed ? changedFiles(root) : undefined
  const isWanted = ({ kind, file }: Mutation) =>
    options.only.length === 0 || options.only.some((only) => only === kind || file.startsWith(only))
  return mutations.filter((mutation) => isWanted(mutation) && (changed?.has(mutation.file) ?? true))
}

/** Guards in TypeScript first: those in SQL have the database made anew for each. */
async function tryAll(lanes: readonly Lane[], chosen: readonly Mutation[], work: Work): Promise<readonly Outcome[]> {
  const inSql = ({ file }: Mutation) => Number(file.endsWith('.sql'))
  const left = chosen.toSorted((a, b) => inSql(a) - inSql(b))
  const outcomes: Outcome[] = []
  const go = async (lane: Lane) => {
    for (let mutation = left.shift(); mutation; mutation = left.shift()) {
      const outcome = await tryMutant(lane, mutation, work)
      outcomes.push(outcome)
      console.log(progressLine(outcome, outcomes.length, chosen.length))
    }
  }
  await Promise.all(lanes.map(go))
  return outcomes
}

const byTheCompiler = (mutation: Mutation, seconds: number): Outcome => ({
  mutation,
  fate: 'noticed',
  by: 'the compiler',
  seconds,
})

/** What no test noticed is shown to the compiler, in a copy of its own. */
function askCompiler(outcomes: readonly Outcome[], texts: ReadonlyMap<string, string>, copy: string) {
  const unnoticed = outcomes.filter(({ fate }) => fate === 'survived').map(({ mutation }) => mutation)
  const noticed = noticedByTypes(copy, texts, unnoticed, 'project')
  return outcomes.map((outcome) =>
    noticed.has(outcome.mutation) ? byTheCompiler(outcome.mutation, outcome.seconds) : outcome,
  )
}

async function check(files: readonly string[], texts: ReadonlyMap<string, string>, chosen: readonly Mutation[]) {
  const started = Date.now()
  // One copy a lane, and one that nobody changes.
  const folders = Array.from({ length: lanesAtOnce + 1 }, () => copyProject(root, files))
  const lanes: Lane[] = []
  const stop = async () => {
    await Promise.all(lanes.map((lane) => lane.end()))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      console.error(`Stopped by ${signal}.`)
      void stop().finally(() => process.exit(130))
    })
  try {
    const [still = root, ...moving] = folders
    for (const folder of moving) lanes.push(await startLane(folder))
    const related = readRelated(still, texts)
    const faults = new Map<string, string>()
    console.log(`${chosen.length} guards, ${related.tests.length} files of tests.`)
    // Many gates also tell the compiler what a value is: it answers in a moment, all tests that notice nothing in minutes.
    const narrowing = noticedByTypes(
      still,
      texts,
      chosen.filter(({ kind }) => kind === 'gate'),
      'file',
    )
    console.log(`${narrowing.size} noticed by the compiler.`)
    const left = chosen.filter((mutation) => !narrowing.has(mutation))
    const tried = await tryAll(lanes, left, { texts, related, faults, killers: new Map() })
    const outcomes = [
      ...[...narrowing].map((mutation) => byTheCompiler(mutation, 0)),
      ...askCompiler(tried, texts, still),
    ]
    console.log(`\n${summary(outcomes)}\n`)
    const failing = [...faults].filter(([, fault]) => fault !== '')
    for (const [test, fault] of failing) console.log(`fails as it stands, and was not asked: ${test} (${fault})`)
    for (const line of survivorLines(outcomes, texts)) console.log(line)
    const survivors = outcomes.filter(({ fate }) => fate !== 'noticed').length
    console.log(`${survivors} survivors of ${outcomes.length} guards, ${Math.round((Date.now() - started) / 1000)} s`)
    return survivors === 0 && failing.length === 0
  } finally {
    await stop()
  }
}

const files = filesOf(root)
const texts = readTexts(root, files)
const chosen = choose(findAll(texts))
if (options.list) {
  for (const mutation of chosen) console.log(listLine(mutation))
  console.log(`${chosen.length} guards`)
} else {
  const broken = findBroken(texts, chosen)
  if (broken.length > 0) throw new Error(`Not TypeScript any more without:\n${broken.map(listLine).join('\n')}`)
  process.exitCode = (await check(files, texts, chosen)) ? 0 : 1
}
