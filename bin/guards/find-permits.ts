import type { Node } from 'typescript/unstable/ast'
import { isCallExpression, isIdentifier, isPropertyAccessExpression } from 'typescript/unstable/ast/is'
import { walk } from '../checks/source'
import type { Mutation } from './mutation'
import { codeOf, type Parsed, replace } from './parse'

/** The last name of what is called: `permit` of `context.permit(…)`. */
export function calledName(node: Node): string {
  if (!isCallExpression(node)) return ''
  const { expression } = node
  if (isPropertyAccessExpression(expression)) return expression.name.text
  return isIdentifier(expression) ? expression.text : ''
}

/** Every `permit(may…(…))` permits whatever comes, and every `may…(…).ok` that is asked elsewhere is a yes. */
export function findPermits(source: Parsed): readonly Mutation[] {
  const found: Mutation[] = []
  walk(source.file, (node) => {
    const [verdict] = calledName(node) === 'permit' && isCallExpression(node) ? node.arguments : []
    if (verdict && codeOf(source, verdict) !== 'allowed') found.push(replace(source, 'permit', verdict, '{ ok: true }'))
    if (!isPropertyAccessExpression(node) || node.name.text !== 'ok') return
    if (/^may[A-Z]/.test(calledName(node.expression))) found.push(replace(source, 'permit', node, 'true'))
  })
  return found
}
