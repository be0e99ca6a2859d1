import type { Node } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isIdentifier,
  isImportDeclaration,
  isNamedImports,
  isNamespaceImport,
  isNoSubstitutionTemplateLiteral,
  isPropertyAccessExpression,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
} from 'typescript/unstable/ast/is'
import { type Finding, isTest, type Source, walk } from './source'

const mayWrite = [
  /^lib\/[^/]+\/(changes|writes)\.ts$/,
  /^lib\/change[^/]*\.ts$/,
  /^lib\/(change|worker|operations)\//,
  /^(db|bin|bench)\//,
]

const says = 'Writes belong in a change: lib/<noun>/changes.ts or writes.ts.'
const writing =
  /\binsert\s+into\b|\bdelete\s+from\b|\bmerge\s+into\b|\btruncate\b|\bupdate\s+\S+\s+(as\s+\S+\s+)?set\b/i

/** The text of a literal with a mark for each `${…}`. */
function textOf(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text
  if (!isTemplateExpression(node)) return undefined
  return node.head.text + node.templateSpans.map((span) => `$_${span.literal.text}`).join('')
}

/** Names by which a file knows tables: what it imports from db. */
function tableNames({ imports }: Source): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node, file } of imports) {
    if (!file?.startsWith('db/') || !isImportDeclaration(node)) continue
    const bindings = node.importClause?.namedBindings
    if (bindings && isNamespaceImport(bindings)) names.add(bindings.name.text)
    if (bindings && isNamedImports(bindings)) for (const one of bindings.elements) names.add(one.name.text)
  }
  return names
}

/** The first name of `a.b.c` or `a().b`. */
function rootName(node: Node): string {
  if (isIdentifier(node)) return node.text
  return isPropertyAccessExpression(node) || isCallExpression(node) ? rootName(node.expression) : ''
}

function isTableWrite(node: Node, tables: ReadonlySet<string>): boolean {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false
  const { name, expression } = node.expression
  if (!['insert', 'update', 'delete'].includes(name.text)) return false
  const [table] = node.arguments
  const isTable = table !== undefined && tables.has(rootName(table))
  return isTable || /^(tx|trx|db|orm|database|transaction)$/.test(rootName(expression))
}

function isRawWrite(node: Node): boolean {
  if (isTaggedTemplateExpression(node)) return writing.test(textOf(node.template) ?? '')
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false
  if (!['unsafe', 'raw', 'execute', 'query'].includes(node.expression.name.text)) return false
  return node.arguments.some((argument) => writing.test(textOf(argument) ?? ''))
}

/** Rows are written by changes and what they are made of, and nowhere else. */
export function checkWrites(source: Source): readonly Finding[] {
  if (isTest(source.path) || mayWrite.some((place) => place.test(source.path))) return []
  const tables = tableNames(source)
  const findings: Finding[] = []
  walk(source.file, (node) => {
    if (isTableWrite(node, tables) || isRawWrite(node)) findings.push(source.finding(node, says))
  })
  return findings
}
