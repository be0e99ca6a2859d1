import { type Expression, type Node, SyntaxKind } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isConditionalExpression,
  isParenthesizedExpression,
  isPrefixUnaryExpression,
} from 'typescript/unstable/ast/is'

type Weakened = { readonly node: Node; readonly replacement: 'true' | 'false' }

function bare(node: Expression): Expression {
  return isParenthesizedExpression(node) ? bare(node.expression) : node
}

/**
 * The conditions of which an expression is made, each with what it becomes when it is taken out. `refuses` says that
 * the expression being true is what stops somebody: each reason of `a || b` is taken out by making it false, and each
 * demand of `!(a && b)` by making it true.
 */
export function weaken(expression: Expression, refuses: boolean): readonly Weakened[] {
  const node = bare(expression)
  if (isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap((part) => weaken(part, refuses))
  if (isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    const inner = bare(node.operand)
    const parts = isBinaryExpression(inner) ? weaken(inner, !refuses) : []
    return parts.length > 1 ? parts : [{ node, replacement: refuses ? 'false' : 'true' }]
  }
  const joins = refuses ? SyntaxKind.BarBarToken : SyntaxKind.AmpersandAmpersandToken
  if (isBinaryExpression(node) && node.operatorToken.kind === joins)
    return [node.left, node.right].flatMap((part) => weaken(part, refuses))
  return [{ node, replacement: refuses ? 'false' : 'true' }, ...insideAlternatives(node, refuses)]
}

/** `a || (b && c)` permits by one of several ways: each demand of a way is a condition of its own. */
function insideAlternatives(node: Expression, refuses: boolean): readonly Weakened[] {
  const joins = refuses ? SyntaxKind.AmpersandAmpersandToken : SyntaxKind.BarBarToken
  if (!isBinaryExpression(node) || node.operatorToken.kind !== joins) return []
  return [node.left, node.right].flatMap((part) => {
    const parts = weaken(part, refuses)
    return parts.length > 1 ? parts : []
  })
}
