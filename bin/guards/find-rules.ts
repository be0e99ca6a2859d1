import type { Node } from 'typescript/unstable/ast'
import { isArrowFunction, isBinaryExpression, isBlock, isCallExpression } from 'typescript/unstable/ast/is'
import { walk } from '../checks/source'
import { calledName } from './find-permits'
import type { Mutation } from './mutation'
import { type Parsed, replace } from './parse'
import { weaken } from './weaken'

/** Every line of a rule: each argument of `firstOf`, each reason in the condition of `refuseIf`. */
export function findRules(source: Parsed): readonly Mutation[] {
  if (!source.path.startsWith('lib/rules/') || source.path === 'lib/rules/verdict.ts') return []
  const found: Mutation[] = []
  const take = (node: Node, replacement: string) => found.push(replace(source, 'rule', node, replacement))
  walk(source.file, (node) => {
    if (isCallExpression(node) && calledName(node) === 'refuseIf') {
      const [condition] = node.arguments
      if (condition) for (const part of weaken(condition, true)) take(part.node, part.replacement)
    }
    if (isCallExpression(node) && calledName(node) === 'firstOf')
      for (const line of node.arguments) if (calledName(line) !== 'refuseIf') take(line, '{ ok: true }')
    // What several rules ask: whether somebody is, has or administers something.
    if (isArrowFunction(node) && !isBlock(node.body) && isBinaryExpression(node.body))
      for (const part of weaken(node.body, false)) take(part.node, part.replacement)
  })
  return found
}
