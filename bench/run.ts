import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuild } from '../bin/build'
import { projectFolder } from '../bin/processes'
import { startTestDatabase } from '../bin/test-database'
import { databaseUrls, type Settings, variableNames } from '../lib/settings'
import { deploy, type SignedIn, signIn } from './deployment'
import { downloadFigures } from './downloads'
import { arrangeFiles, arrangeGroups, arrangeSought } from './errands'
import { type Figure, isKept, print, single } from './figures'
import { groupTimes } from './groups'
import { javascript } from './javascript'
import { actorTrips, members, rates, roundTrips, times, workspaces } from './lists'
import { startClient } from './load'
import { memberTimes } from './people'
import { type Plan, quick, whole } from './plan'
import { rosterTimes } from './roster'
import { treeFigures } from './tree'
import { uploadRates } from './uploads'
import { startWeb, type Web } from './web'
import { listenToWire } from './wire'

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

/** What downloads take, of files that stand in the store and beside it. */
async function downloads(settings: Settings, admin: SignedIn, web: Web, { downloads: plan }: Plan) {
  say('Measuring downloads.')
  const folder = join(settings.dataFolder, 'plain')
  const { organizationId, userId } = admin
  const { rounds: _, ...sizes } = plan
  const files = await arrangeFiles(settings, { organizationId, userId, folder, ...sizes })
  return downloadFigures(web, admin, files, folder, plan)
}

/** A deployment with next to nothing in it. */
const deployLittle = () => deploy('few', quick.few.slice(0, 1))

async function trees(settings: Settings, { trees: plan }: Plan) {
  say('Making the trees, and measuring in them; this takes minutes.')
  return treeFigures(settings, plan)
}

/** What can be measured alone. */
const alone = {
  async downloads(plan: Plan) {
    const few = await deployLittle()
    return downloads(few, await signIn(few, 'few-1'), await started(startWeb(few)), plan)
  },
  async uploads(plan: Plan) {
    const few = await deployLittle()
    return uploadRates(few, await started(startWeb(few)), await signIn(few, 'few-1'), plan.uploads)
  },
  tree: async (plan: Plan) => trees(await deployLittle(), plan),
} as const satisfies Readonly<Record<string, (plan: Plan) => Promise<readonly Figure[]>>>

/** The one that is asked for, or none. */
const findAlone = (only: string | undefined) => Object.entries(alone).find(([name]) => name === only)?.[1]

/** Measures everything. */
async function run(plan: Plan, rosterFile: string | null, only: string | undefined): Promise<readonly Figure[]> {
  // Nothing of the developer's own: a DATABASE_URL in the shell may be the one in use.
  for (const name of variableNames) delete process.env[name]
  Object.assign(process.env, { NODE_ENV: 'production' })
  const measureAlone = findAlone(only)
  if (only !== undefined && !measureAlone) throw new Error(`There is nothing called ${only} to be measured alone.`)
  if (only !== 'tree') await build()
  const database = await started(startTestDatabase())
  Object.assign(process.env, database.env)
  if (measureAlone) return measureAlone(plan)
  say('Making the organizations; this takes minutes.')
  const few = await deploy('few', plan.few)
  const many = await deploy('many', plan.many)
  const grouped = await arrangeGroups(few, 'few-1')
  await arrangeSought(few, 'small-1')
  await arrangeSought(many, 'crowded-1')
  const admins = {
    few: await signIn(few, 'few-1'),
    small: await signIn(few, 'small-1'),
    many: await signIn(many, 'many-2'),
    large: await signIn(many, 'large-1'),
    crowded: await signIn(many, 'crowded-1'),
  }
  const [inMany, inNone] = [await signIn(few, 'few-1', grouped.inMany), await signIn(few, 'few-1', grouped.inNone)]

  say('Counting round trips and JavaScript.')
  const wire = await started(listenToWire(databaseUrls(few).app))
  const heard = await started(startWeb(few, wire.url))
  const { rosterId: roster, groupId: group, folderId: folder, partnerId: partner } = grouped
  const { code: id, accountId: member, userId: user } = inMany
  const figures = [
    await actorTrips('loading the actor', heard, wire, admins.few),
    await actorTrips('loading the actor, a person in 200 groups', heard, wire, inMany),
    ...(await roundTrips(heard, wire, admins.few, workspaces)),
    ...(await roundTrips(heard, wire, admins.few, members)),
    ...(await javascript(heard.url, admins.few, { folder, group, id, member, partner, roster, user })),
  ]
  await heard.stop()
  await wire.stop()

  say('Importing a roster.')
  figures.push(...(await rosterTimes(few, rosterFile, plan.imports)))

  say('Uploading.')
  const taking = await started(startWeb(few))
  figures.push(...(await uploadRates(few, taking, admins.few, plan.uploads)))
  await taking.stop()

  say('Measuring the lists.')
  const client = await started(startClient())
  const [fewWeb, manyWeb] = [await started(startWeb(few)), await started(startWeb(many))]
  const places = {
    few: { web: fewWeb, admin: admins.few },
    small: { web: fewWeb, admin: admins.small },
    many: { web: manyWeb, admin: admins.many },
    large: { web: manyWeb, admin: admins.large },
    crowded: { web: manyWeb, admin: admins.crowded },
  }
  figures.push(...(await rates(client, places.few, workspaces, plan.rates)))
  figures.push(...(await rates(client, places.crowded, members, plan.rates)))
  figures.push(...(await times(client, places, plan.times)))
  figures.push(...(await memberTimes(client, places.small, places.crowded, plan.times)))
  figures.push(...(await groupTimes(client, fewWeb, { inMany, inNone, admin: admins.few }, plan.times)))
  figures.push(...(await downloads(few, admins.few, fewWeb, plan)))
  figures.push(...(await trees(few, plan)))
  return [...figures, memory('web process after the run', fewWeb), memory('the other web process', manyWeb)]
}

const usage = `npm run bench -- [--quick] [--only downloads|uploads|tree] [--roster FILE]

  --quick   too little data and time to judge by: only shows that everything can be measured
  --only    measures nothing else
  --roster  a CSV file to import instead of one made for the run`

const { values: asked } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    roster: { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (asked.help) {
  console.log(usage)
  process.exit()
}
try {
  const measured = await run(
    asked.quick ? quick : whole,
    asked.roster === undefined ? null : resolve(asked.roster),
    asked.only,
  )
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
