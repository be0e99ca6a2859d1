import { posix, relative, sep } from 'node:path'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import { SyntaxKind } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isExportDeclaration,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isStringLiteral,
} from 'typescript/unstable/ast/is'
import { API } from 'typescript/unstable/sync'

/** A rule of the code that a file breaks; `line` counts from 1. */
export type Finding = { readonly path: string; readonly line: number; readonly says: string }

/** Something a file imports: a file of the project as its path from the root without ending, else a package. */
export type Import = { readonly node: Node; readonly line: number } & (
  | { readonly file: string; readonly package?: undefined }
  | { readonly package: string; readonly file?: undefined }
)

/** A file as the compiler parses it; `path` counts from the root, with slashes. */
export type Source = {
  readonly path: string
  readonly file: SourceFile
  readonly imports: readonly Import[]
  finding(node: Node, says: string): Finding
}

/** Calls `visit` for every node under `node`, itself included. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

/** Tests, and what only they use, may go past some rules. */
export const isTest = (path: string) => /\.(test|spec)\.tsx?$|(^|\/)test(ing)?\//.test(path) || path.startsWith('e2e/')

function specifierOf(node: Node): Node | undefined {
  if (isImportDeclaration(node) || isExportDeclaration(node)) return node.moduleSpecifier
  if (isImportTypeNode(node)) return isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) return node.arguments[0]
  return undefined
}

function importOf(path: string, specifier: string, node: Node, line: number): Import {
  const from = specifier.startsWith('@/') ? specifier.slice(2) : posix.join(posix.dirname(path), specifier)
  if (!specifier.startsWith('@/') && !specifier.startsWith('.')) return { node, line, package: specifier }
  return { node, line, file: from.replace(/\.(tsx?|mjs|js)$/, '') }
}

function importsOf(path: string, file: SourceFile, lineOf: (node: Node) => number): readonly Import[] {
  const imports: Import[] = []
  walk(file, (node) => {
    const specifier = specifierOf(node)
    if (specifier && isStringLiteral(specifier)) imports.push(importOf(path, specifier.text, node, lineOf(node)))
  })
  return imports
}

/** Parses every file of the project in `root` (its tsconfig.json) with TypeScript. Throws when there is none. */
export function readSources(root: string): readonly Source[] {
  const api = new API({ cwd: root })
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${root}/tsconfig.json`] }).getProjects()
    if (!project) throw new Error(`There is no tsconfig.json in ${root}.`)
    return project.rootFiles.flatMap((name) => {
      const path = relative(root, name).split(sep).join('/')
      const file = project.program.getSourceFile(name)
      if (!file || file.isDeclarationFile || path.startsWith('.')) return []
      const lineOf = (node: Node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
      const finding = (node: Node, says: string) => ({ path, line: lineOf(node), says })
      return [{ path, file, imports: importsOf(path, file, lineOf), finding }]
    })
  } finally {
    api.close()
  }
}
