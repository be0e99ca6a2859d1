import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { table } from './table'

const levels = ['unit', 'server', 'browser'] as const
export type Level = (typeof levels)[number]

/** A rule of the domain, as in WSP-3. */
const ruleId = /\b(?!UTF)[A-Z]{3}-\d{1,2}\b/g
/** Rules a test names at the beginning of its title or of its group's. */
const named = /\[([A-Z]{3}-\d{1,2}(?:, [A-Z]{3}-\d{1,2})*)\]/g

const isCode = (path: string) => /\.(ts|tsx|sql)$/.test(path) && !/\.(test|bench|dev)\.tsx?$/.test(path)

/** Which level of tests code is answerable to: rules for themselves, pages in a browser, everything else on the server. */
function levelOf(path: string): Level {
  if (path.startsWith('lib/rules/')) return 'unit'
  return /^(app\/(?!api\/)|components\/|proxy\.ts)/.test(path) ? 'browser' : 'server'
}

/** The rules that code says it follows, and at which levels, read from its comments. */
export function rulesClaimed(texts: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<Level>> {
  const claimed = new Map<string, Set<Level>>()
  for (const [path, text] of texts) {
    if (!isCode(path)) continue
    for (const [rule] of text.matchAll(ruleId)) claimed.set(rule, (claimed.get(rule) ?? new Set()).add(levelOf(path)))
  }
  return claimed
}

/** How many passed tests name each rule. */
export function rulesNamed(titles: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const title of titles) {
    const rules = new Set([...title.matchAll(named)].flatMap(([, list = '']) => list.split(', ')))
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
  return counts
}

/** Every file of code below the folders that follow rules, by its path from `root`. */
export function readCode(root: string): ReadonlyMap<string, string> {
  const paths = ['app', 'bin', 'components', 'db', 'lib'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
  )
  const wanted = [...paths, 'proxy.ts'].filter((path) => isCode(path) && !path.startsWith('lib/test/'))
  return new Map(wanted.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** What is known of a rule: `counts` are passed tests that name it, by level. */
type Line = { readonly rule: string; readonly counts: readonly number[]; readonly missing: readonly Level[] }

/** One line a rule, by name and number; `missing` are the levels at which code follows it and no passed test names it. */
export function coverage(
  claimed: ReadonlyMap<string, ReadonlySet<Level>>,
  tested: Readonly<Record<Level, ReadonlyMap<string, number>>>,
): readonly Line[] {
  const rules = new Set([...claimed.keys(), ...levels.flatMap((level) => [...tested[level].keys()])])
  const inOrder = [...rules].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  return inOrder.map((rule) => ({
    rule,
    counts: levels.map((level) => tested[level].get(rule) ?? 0),
    missing: levels.filter((level) => claimed.get(rule)?.has(level) && !tested[level].has(rule)),
  }))
}

/** How many passed tests name each rule, at each level, as a table. */
export const coverageTable = (lines: readonly Line[]) =>
  table(
    ['Rule', ...levels, ''],
    lines.map(({ rule, counts, missing }) => [
      rule,
      ...counts.map((count) => (count === 0 ? '' : String(count))),
      missing.length > 0 ? `no test: ${missing.join(', ')}` : '',
    ]),
  )
