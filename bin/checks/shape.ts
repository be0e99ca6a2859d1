import { type Node, type Statement, SyntaxKind } from 'typescript/unstable/ast'
import {
  isAsExpression,
  isBlock,
  isCallExpression,
  isExportAssignment,
  isExportDeclaration,
  isExpressionStatement,
  isIdentifier,
  isImportDeclaration,
  isInterfaceDeclaration,
  isNamedExports,
  isStringLiteral,
  isTypeAliasDeclaration,
  isTypeReferenceNode,
  isVariableStatement,
} from 'typescript/unstable/ast/is'
import { type Finding, type Source, walk } from './source'

const longest = 300

const isUseServer = (statement: Statement | undefined) =>
  statement !== undefined &&
  isExpressionStatement(statement) &&
  isStringLiteral(statement.expression) &&
  statement.expression.text === 'use server'

const isExported = (statement: Statement) =>
  'modifiers' in statement &&
  Array.isArray(statement.modifiers) &&
  statement.modifiers.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword)

function isMadeByAction(statement: Statement): boolean {
  if (!isVariableStatement(statement)) return false
  return statement.declarationList.declarations.every(
    ({ initializer }) =>
      initializer !== undefined &&
      isCallExpression(initializer) &&
      isIdentifier(initializer.expression) &&
      ['action', 'openAction'].includes(initializer.expression.text),
  )
}

/** Whatever a 'use server' file exports can be called by anybody: `action()` is what checks. */
export function checkActions({ file, finding }: Source): readonly Finding[] {
  const findings: Finding[] = []
  const isActions = isUseServer(file.statements[0])
  for (const statement of isActions ? file.statements : []) {
    const isType = isTypeAliasDeclaration(statement) || isInterfaceDeclaration(statement)
    const exports = isExported(statement) || isExportDeclaration(statement) || isExportAssignment(statement)
    if (exports && !isType && !isMadeByAction(statement))
      findings.push(finding(statement, "A 'use server' file exports only what action() or openAction() makes."))
  }
  walk(file, (node) => {
    if (isBlock(node) && isUseServer(node.statements[0]))
      findings.push(finding(node, "A server action is made by action() in a 'use server' file, not inside a function."))
  })
  return findings
}

/** A file of other files' names hides where a thing is. */
export function checkBarrels({ file, finding }: Source): readonly Finding[] {
  const says = 'No barrels: import a thing from the file that makes it.'
  const passes = (statement: Statement) => isExportDeclaration(statement) && statement.moduleSpecifier !== undefined
  const star = file.statements.find((s) => isExportDeclaration(s) && s.moduleSpecifier && !s.exportClause)
  if (star) return [finding(star, says)]
  const [first] = file.statements
  const isBarrel = file.statements.every((statement) => passes(statement) || isImportDeclaration(statement))
  return first && isBarrel && file.statements.some(passes) ? [finding(first, says)] : []
}

const mayDefault = /^app\/|^[^/]+\.config\.ts$|^(proxy|instrumentation)\.ts$|^e2e\/global-setup\.ts$/

/** A thing has one name, wherever it is imported. */
export function checkDefaults({ path, file, finding }: Source): readonly Finding[] {
  if (mayDefault.test(path)) return []
  const names = (node: Statement) =>
    isExportDeclaration(node) && node.exportClause && isNamedExports(node.exportClause)
      ? node.exportClause.elements.map((element) => element.name.text)
      : []
  const isDefault = (node: Statement) =>
    isExportAssignment(node) ||
    names(node).includes('default') ||
    (isExported(node) && file.text.slice(node.getStart(file)).match(/^export\s+default\b/) !== null)
  return file.statements
    .filter(isDefault)
    .map((node) => finding(node, 'Default exports are for app/ and settings only.'))
}

/** A file that cannot be shorter is two things. */
export function checkLength({ path, file }: Source): readonly Finding[] {
  const lines = file.text.trimEnd().split('\n').length
  return lines > longest ? [{ path, line: longest + 1, says: `${lines} lines; a file has at most ${longest}.` }] : []
}

const isConst = (node: Node) =>
  isTypeReferenceNode(node) && isIdentifier(node.typeName) && node.typeName.text === 'const'

/** An assertion silences the compiler; `as const` does not. */
export function checkAssertions({ file, finding }: Source): readonly Finding[] {
  const findings: Finding[] = []
  walk(file, (node) => {
    if (isAsExpression(node) && !isConst(node.type)) findings.push(finding(node, 'No `as` but `as const`.'))
  })
  return findings
}
