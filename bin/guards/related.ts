import { readSources } from '../checks/source'

const isServerTest = (path: string) => /^(app|components|db|lib)\/.*\.test\.ts$/.test(path)

/** How far each test is from each file: 1 when it imports it, 2 when what it imports does. */
export type Related = {
  readonly tests: readonly string[]
  /**
   * Tests that reach a file, with their distances; of a function of the database those that reach its callers. A line of a
   * rule is for its tables to notice; what in SQL no code calls, such as a trigger, is everybody's.
   */
  of(file: string, sqlFunction?: string): ReadonlyMap<string, number>
}

const isCall = (text: string, name: string) => new RegExp(`\\b${name}\\(`).test(text)

/** A function of the database and those that call it, also by others between them. */
function withCallers(name: string, bodies: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = new Set([name])
  for (const one of names) for (const [other, body] of bodies) if (isCall(body, one)) names.add(other)
  return names
}

/** What each function of the database is made of, by its name. */
function bodiesIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const sql = [...texts].filter(([path]) => path.startsWith('db/functions/')).map(([, text]) => text)
  const parts = sql.flatMap((text) => text.split(/^create or replace function /m).slice(1))
  return new Map(parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', part.replace(/^\w+/, '')]))
}

/** What a file imports, and the scripts it names in quotes to start them. */
function linksOf(root: string): ReadonlyMap<string, readonly string[]> {
  const sources = readSources(root)
  const paths = new Map(sources.map(({ path }) => [path.replace(/\.tsx?$/, ''), path]))
  return new Map(
    sources.map(({ path, imports, file }) => {
      const named = [...file.text.matchAll(/['"`/]((?:bin|lib|db)\/[\w./-]+)\.ts['"`]/g)].map((found) => found[1] ?? '')
      const links = [...imports.map((one) => one.file ?? ''), ...named]
      return [path, links.flatMap((link) => paths.get(link) ?? [])]
    }),
  )
}

function distancesFrom(test: string, links: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const distances = new Map([[test, 0]])
  for (const [path, distance] of distances)
    for (const next of links.get(path) ?? []) if (!distances.has(next)) distances.set(next, distance + 1)
  return distances
}

/** Reads the imports of the project in `root`; the tests of the tools in bin are of no guard. */
export function readRelated(root: string, texts: ReadonlyMap<string, string>): Related {
  const bodies = bodiesIn(texts)
  const scripts = [...texts].filter(([path]) => /\.tsx?$/.test(path))
  const links = linksOf(root)
  const tests = [...links.keys()].filter(isServerTest).sort()
  const reach = new Map(tests.map((test) => [test, distancesFrom(test, links)]))
  return {
    tests,
    of(file, sqlFunction) {
      const isSql = file.endsWith('.sql')
      const isRule = file.startsWith('lib/rules/')
      const names = sqlFunction === undefined ? [] : [...withCallers(sqlFunction, bodies)]
      const callers = scripts.flatMap(([path, text]) => (names.some((name) => isCall(text, name)) ? path : []))
      const found = new Map<string, number>()
      for (const [test, distances] of reach) {
        const called = Math.min(...callers.map((caller) => distances.get(caller) ?? Number.POSITIVE_INFINITY))
        const ofSql = Number.isFinite(called) ? called : test.startsWith('db/') ? 1 : 3
        const distance = isSql ? ofSql : distances.get(file)
        const isOfRules = test.startsWith('lib/rules/')
        const isAsked = isRule ? isOfRules : !(isSql && isOfRules)
        if (distance !== undefined && isAsked) found.set(test, distance)
      }
      return found
    },
  }
}
