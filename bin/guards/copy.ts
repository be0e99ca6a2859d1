import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const git = (root: string, ...args: readonly string[]) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }).split('\n').filter(Boolean)

/** The files of the project, new ones too, but nothing that git ignores. */
export const filesOf = (root: string): readonly string[] =>
  git(root, 'ls-files', '-co', '--exclude-standard').filter((path) => existsSync(join(root, path)))

/** Files that differ from where this work left the main branch, new and uncommitted ones too. */
export function changedFiles(root: string): ReadonlySet<string> {
  const [base = 'HEAD'] = git(root, 'merge-base', 'main', 'HEAD')
  return new Set([...git(root, 'diff', '--name-only', base), ...git(root, 'ls-files', '-o', '--exclude-standard')])
}

/** A copy of the project in a new temporary folder, with the same packages; whoever asks removes it. */
export function copyProject(root: string, files: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-guards-'))
  for (const path of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** The texts of files by path. */
export const readTexts = (root: string, files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    files.filter((path) => /\.(ts|sql)$/.test(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
