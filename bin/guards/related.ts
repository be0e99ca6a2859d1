import { readSources } from '../checks/source'

const isServerTest = (path: string) => /^(app|components|db|lib)\/.*\.test\.ts$/.test(path)

/** How far each test is from each file: 1 when it imports it, 2 when what it imports does. */
export type Related = {
  readonly tests: readonly string[]
  /** Tests that reach a file, with their distances. A line of a rule is for its tables to notice; SQL is everybody's. */
  of(file: string): ReadonlyMap<string, number>
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
export function readRelated(root: string): Related {
  const links = linksOf(root)
  const tests = [...links.keys()].filter(isServerTest).sort()
  const reach = new Map(tests.map((test) => [test, distancesFrom(test, links)]))
  return {
    tests,
    of(file) {
      const isSql = file.endsWith('.sql')
      const isRule = file.startsWith('lib/rules/')
      const found = new Map<string, number>()
      for (const [test, distances] of reach) {
        const distance = isSql ? (test.startsWith('db/') ? 1 : 2) : distances.get(file)
        const isOfRules = test.startsWith('lib/rules/')
        const isAsked = isRule ? isOfRules : !(isSql && isOfRules)
        if (distance !== undefined && isAsked) found.set(test, distance)
      }
      return found
    },
  }
}
