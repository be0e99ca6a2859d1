import { findGates } from './find-gates'
import { findLocks } from './find-locks'
import { findPermits } from './find-permits'
import { findInSql } from './find-policies'
import { findRules } from './find-rules'
import { findScope } from './find-scope'
import { type Mutation, mutate, withoutTwins } from './mutation'
import { parseAll } from './parse'

const finders = [findPermits, findRules, findLocks, findScope, findGates]

/** Where guards are: what decides and writes, and what the database holds by itself. */
const isGuarded = (path: string) =>
  /^(lib\/.*\.ts|db\/functions\/.*\.sql)$/.test(path) && !/\.test\.ts$|^lib\/test\/|\/testing\//.test(path)

/** Every guard in the files of a project, by path, in the order of the files. */
export function findAll(texts: ReadonlyMap<string, string>): readonly Mutation[] {
  const guarded = [...texts].filter(([path]) => isGuarded(path))
  const sources = parseAll(new Map(guarded.filter(([path]) => path.endsWith('.ts'))))
  const inTypeScript = sources.flatMap((source) => finders.flatMap((find) => find(source)))
  const inSql = guarded.filter(([path]) => path.endsWith('.sql')).flatMap(([path, text]) => findInSql(path, text))
  return withoutTwins([...inTypeScript, ...inSql])
}

/** Those whose file is no longer TypeScript without the guard: a fault of the finder, never of the tests. */
export function findBroken(texts: ReadonlyMap<string, string>, mutations: readonly Mutation[]): readonly Mutation[] {
  const scripts = mutations.filter(({ file }) => file.endsWith('.ts'))
  const tried = new Map(
    scripts.map((mutation, index) => [`m${index}.ts`, mutate(texts.get(mutation.file) ?? '', mutation)]),
  )
  const parsed = parseAll(tried)
  return scripts.filter((_, index) => parsed[index]?.isBroken)
}
