import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..')
const isCode = (path: string) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)(testing|test|rules)\//.test(path)

function namesIn(pick: (path: string) => RegExp | undefined): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isCode)
  return files
    .flatMap((path) => {
      const pattern = pick(path)
      if (!pattern) return []
      const found = readFileSync(join(folder, path), 'utf8').matchAll(pattern)
      return [...found].map((match) => `${path.replace(/\.ts$/, '')}.${match[1]}`)
    })
    .toSorted()
}

/** What a changes.ts exports and is no change. */
export const pure: readonly string[] = ['organizations/changes.hashSetUpCode']

/** Every exported change, as `workspaces/changes.createWorkspace`: all a changes.ts exports, and change() elsewhere. */
export const changeNames = () =>
  namesIn((path) =>
    path.endsWith('/changes.ts')
      ? /^export (?:async function|function|const) (\w+)/gm
      : /^export const (\w+) = change\(/gm,
  )

/** Every exported read, by the same names: all a queries.ts exports, and what takes an actor and lists, finds or previews. */
export const queryNames = () =>
  namesIn((path) =>
    path.endsWith('/queries.ts')
      ? /^export (?:async function|function|const) (\w+)/gm
      : /^export (?:async function|function|const) ((?:list|find|preview|export)\w*)[ =]*(?:async )?\(\s*actor: (?:User)?Actor/gm,
  )
