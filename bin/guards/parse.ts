import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'
import { type Kind, type Mutation, takeOut } from './mutation'

/** A file of TypeScript as the compiler parses it; `path` counts from the root, with slashes. */
export type Parsed = {
  readonly path: string
  readonly text: string
  readonly file: SourceFile
  readonly isBroken: boolean
}

/** Parses texts by path, in a folder of their own; `isBroken` says that one is not TypeScript. */
export function parseAll(texts: ReadonlyMap<string, string>): readonly Parsed[] {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'atrium-parse-')))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of texts) write(path, text)
  const config = join(root, 'tsconfig.json')
  const compilerOptions = { noLib: true, noResolve: true, types: [] }
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: [...texts.keys()] }))
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [config] }).getProjects()
    return [...texts].map(([path, text]) => {
      const file = project?.program.getSourceFile(join(root, path))
      if (!project || !file) throw new Error(`${path} could not be parsed.`)
      const isBroken = project.program.getSyntacticDiagnostics(join(root, path)).length > 0
      return { path, text, file, isBroken }
    })
  } finally {
    api.close()
    rmSync(root, { recursive: true })
  }
}

/** The place of a node, without the comments before it. */
export const placeOf = ({ file }: Parsed, node: Node): readonly [number, number] => [node.getStart(file), node.end]

/** The code of a node. */
export const codeOf = ({ file }: Parsed, node: Node): string => node.getText(file)

/** Takes a node out of its file. */
export const replace = (source: Parsed, kind: Kind, node: Node, replacement: string): Mutation =>
  takeOut(source.path, source.text, kind, placeOf(source, node), replacement)
