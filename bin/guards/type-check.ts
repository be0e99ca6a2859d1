import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { API } from 'typescript/unstable/sync'
import { type Mutation, mutate } from './mutation'

/**
 * Those of the mutations in a copy of the project that `npm run check` would notice: the code does not compile without
 * the guard, so nobody could take it out and commit. `where` its faults are looked for: in the file alone takes a moment,
 * in the project seconds each.
 */
export function noticedByTypes(
  root: string,
  texts: ReadonlyMap<string, string>,
  mutations: readonly Mutation[],
  where: 'file' | 'project',
): ReadonlySet<Mutation> {
  const scripts = mutations.filter(({ file }) => file.endsWith('.ts'))
  if (scripts.length === 0) return new Set()
  const api = new API({ cwd: root })
  const config = join(root, 'tsconfig.json')
  const update = (changed: readonly string[]) =>
    api.updateSnapshot({ openProjects: [config], fileChanges: { changed: [...changed] } }).getProjects()[0]?.program
  const countFaults = (changed: readonly string[]) => {
    const file = where === 'file' ? changed[0] : undefined
    return update(changed)?.getSemanticDiagnostics(file).length ?? 0
  }
  try {
    const usual = where === 'file' ? 0 : countFaults([])
    const isNoticed = (mutation: Mutation) => {
      const path = join(root, mutation.file)
      const text = texts.get(mutation.file) ?? ''
      writeFileSync(path, mutate(text, mutation))
      try {
        return countFaults([path]) > usual
      } finally {
        writeFileSync(path, text)
        update([path])
      }
    }
    return new Set(scripts.filter(isNoticed))
  } finally {
    api.close()
  }
}
