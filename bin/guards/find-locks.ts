import type { Node } from 'typescript/unstable/ast'
import {
  isAwaitExpression,
  isCallExpression,
  isExpressionStatement,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTaggedTemplateExpression,
} from 'typescript/unstable/ast/is'
import { walk } from '../checks/source'
import { calledName } from './find-permits'
import { type Mutation, takeOut } from './mutation'
import { codeOf, type Parsed, placeOf, replace } from './parse'
import { findLocksOfSql } from './sql-locks'

function isRowLock(node: Node): boolean {
  if (!isCallExpression(node) || calledName(node) !== 'for') return false
  const [strength] = node.arguments
  return strength !== undefined && isStringLiteral(strength) && /^(no key )?update$|share$/.test(strength.text)
}

/** `await lockNames(tx, …)` as a statement of its own: asked for its lock alone. */
function isLockStatement(node: Node): boolean {
  if (!isExpressionStatement(node)) return false
  const call = isAwaitExpression(node.expression) ? node.expression.expression : node.expression
  return /^lock[A-Z]/.test(calledName(call))
}

/** Every lock in TypeScript: of rows, of names and keys, and the exclusive one of a change. */
export function findLocks(source: Parsed): readonly Mutation[] {
  const found: Mutation[] = []
  walk(source.file, (node) => {
    if (isRowLock(node) && isCallExpression(node) && isPropertyAccessExpression(node.expression)) {
      const place = [node.expression.expression.end, node.end] as const
      found.push(takeOut(source.path, source.text, 'lock', place, ''))
    }
    if (isLockStatement(node)) found.push(replace(source, 'lock', node, ';'))
    if (isPropertyAssignment(node) && codeOf(source, node) === "lock: 'exclusive'")
      found.push(replace(source, 'lock', node, "lock: 'shared'"))
    if (isTaggedTemplateExpression(node)) {
      const [start, end] = placeOf(source, node.template)
      found.push(...findLocksOfSql(source.path, source.text, [start + 1, end - 1]))
    }
  })
  return found
}
