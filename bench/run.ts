import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '../bin/build'
import { projectFolder } from '../bin/processes'
import { startTestDatabase } from '../bin/test-database'
import { databaseUrls, variableNames } from '../lib/settings'
import { deploy, signIn } from './deployment'
import { type Figure, isKept, print, single } from './figures'
import { javascript } from './javascript'
import { rates, roundTrips, times } from './lists'
import { startClient } from './load'
import { startWeb, type Web } from './web'
import { listenToWire } from './wire'

const whole = {
  few: [{ slug: 'few', organizations: 10, workspaces: 100, users: 1_000 }],
  many: [
    { slug: 'many', organizations: 1_000, workspaces: 100, users: 100_000 },
    { slug: 'large', organizations: 1, workspaces: 10_000, users: 10_000 },
  ],
  rates: { rounds: 5, seconds: 4, connections: 8 },
  // One at a time, so that waiting in a queue does not hide what an answer takes.
  times: { rounds: 5, seconds: 3, connections: 1 },
}
const quick: typeof whole = {
  few: [{ slug: 'few', organizations: 1, workspaces: 60, users: 100 }],
  many: [
    { slug: 'many', organizations: 2, workspaces: 60, users: 200 },
    { slug: 'large', organizations: 1, workspaces: 600, users: 600 },
  ],
  rates: { rounds: 1, seconds: 0.5, connections: 8 },
  times: { rounds: 1, seconds: 0.5, connections: 1 },
}

const say = (line: string) => console.error(line)
const ending: (() => Promise<unknown> | unknown)[] = []
const started = async <Thing extends { stop(): Promise<unknown> }>(starting: Promise<Thing> | Thing) => {
  const thing = await starting
  ending.push(() => thing.stop())
  return thing
}

/** Next writes the folder of its types into tsconfig.json; the project's own stays as it was. */
async function build(): Promise<void> {
  Object.assign(process.env, { BENCH: '1', ATRIUM_DIST: '.next-bench' })
  const path = join(projectFolder, 'tsconfig.json')
  const before = readFileSync(path, 'utf8')
  try {
    await ensureBuild(say, new AbortController().signal)
  } finally {
    if (readFileSync(path, 'utf8') !== before) writeFileSync(path, before)
  }
}

const memory = (figure: string, web: Web): Figure => ({
  figure,
  unit: 'MB',
  target: { atMost: 500 },
  ...single(web.memory()),
})

/** Measures everything. `isQuick` only shows that it can be measured: too little data and time to judge by. */
async function run(isQuick: boolean): Promise<readonly Figure[]> {
  const plan = isQuick ? quick : whole
  // Nothing of the developer's own: a DATABASE_URL in the shell may be the one in use.
  for (const name of variableNames) delete process.env[name]
  Object.assign(process.env, { NODE_ENV: 'production' })
  await build()
  const database = await started(startTestDatabase())
  Object.assign(process.env, database.env)
  say('Making the organizations; this takes minutes.')
  const few = await deploy('few', plan.few)
  const many = await deploy('many', plan.many)
  const admins = {
    few: await signIn(few, 'few-1'),
    many: await signIn(many, 'many-2'),
    large: await signIn(many, 'large-1'),
  }

  say('Counting round trips and JavaScript.')
  const wire = await started(listenToWire(databaseUrls(few).app))
  const heard = await started(startWeb(few, wire.url))
  const figures = [...(await roundTrips(heard, wire, admins.few)), ...(await javascript(heard.url, admins.few))]
  await heard.stop()
  await wire.stop()

  say('Measuring the lists.')
  const client = await started(startClient())
  const [fewWeb, manyWeb] = [await started(startWeb(few)), await started(startWeb(many))]
  figures.push(...(await rates(client, fewWeb, admins.few, plan.rates)))
  const places = {
    few: { web: fewWeb, admin: admins.few },
    many: { web: manyWeb, admin: admins.many },
    large: { web: manyWeb, admin: admins.large },
  }
  figures.push(...(await times(client, places, plan.times)))
  return [...figures, memory('web process after the run', fewWeb), memory('the other web process', manyWeb)]
}

const { values: asked } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
try {
  const measured = await run(asked.quick)
  const figures = asked.quick ? measured.map(({ target: _, ...figure }) => figure) : measured
  print(figures)
  const isUnmeasured = figures.some(({ median }) => !Number.isFinite(median))
  if (isUnmeasured || figures.some((figure) => isKept(figure) === false)) process.exitCode = 1
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  for (const end of ending.reverse()) await end()
}
