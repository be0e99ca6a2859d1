import type { Expression, IfStatement, Node, Statement } from 'typescript/unstable/ast'
import {
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isExpressionStatement,
  isIdentifier,
  isIfStatement,
  isReturnStatement,
  isThrowStatement,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is'
import { walk } from '../checks/source'
import { calledName } from './find-permits'
import type { Mutation } from './mutation'
import { codeOf, type Parsed, replace } from './parse'
import { weaken } from './weaken'

/** Where who somebody is gets proven, and what every write passes: an answer of nothing is a refusal there. */
const gates = /^lib\/(action|session|read-route|scope|change|sign-in|sessions|password-resets|set-up)(\/|\.ts$)/
const nothing = /^(null|undefined|false|\[\]|'\/?'|nothing)$|\bok: true\b/

const refuses = /\b\w+: false\b|\.failure\b|refus|notFound\(|\b(foreign|malformed|signedOut)\b/i
const leaves = ['notFound', 'redirect', 'forbidden', 'unauthorized']

/** The expression itself, or what the name it is was given in this file. */
function codeBehind(source: Parsed, expression: Expression): string {
  let code = codeOf(source, expression)
  if (!isIdentifier(expression)) return code
  walk(source.file, (node) => {
    if (isVariableDeclaration(node) && codeOf(source, node.name) === expression.text && node.initializer)
      code += ` ${codeOf(source, node.initializer)}`
  })
  return code
}

/** The last statement of what an `if` does. */
const lastOf = (statement: Statement): Statement | undefined =>
  isBlock(statement) ? statement.statements.at(-1) : statement

function isGuard(source: Parsed, node: IfStatement): boolean {
  const last = lastOf(node.thenStatement)
  if (!last || node.elseStatement) return false
  // An error that was caught and is thrown on is no decision.
  if (isThrowStatement(last)) return !isIdentifier(last.expression)
  if (isExpressionStatement(last)) return leaves.includes(calledName(last.expression))
  if (!isReturnStatement(last) || !last.expression) return false
  if (gates.test(source.path) && nothing.test(codeOf(source, last.expression))) return true
  return refuses.test(codeBehind(source, last.expression))
}

function isDemand(node: Node): boolean {
  if (!isExpressionStatement(node)) return false
  const call = isAwaitExpression(node.expression) ? node.expression.expression : node.expression
  return isCallExpression(call) && /^demand/.test(calledName(call))
}

/** Every `if (…)` that throws or refuses goes on instead, one reason at a time; every `demand…(…)` is not asked. */
export function findGates(source: Parsed): readonly Mutation[] {
  const found: Mutation[] = []
  walk(source.file, (node) => {
    if (isIfStatement(node) && isGuard(source, node))
      for (const part of weaken(node.expression, true)) found.push(replace(source, 'gate', part.node, part.replacement))
    if (isDemand(node)) found.push(replace(source, 'gate', node, ';'))
  })
  return found
}
