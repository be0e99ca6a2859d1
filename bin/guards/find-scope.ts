import type { Expression, Node } from 'typescript/unstable/ast'
import { isCallExpression, isConditionalExpression, isTaggedTemplateExpression } from 'typescript/unstable/ast/is'
import { walk } from '../checks/source'
import { calledName } from './find-permits'
import { type Mutation, takeOut } from './mutation'
import { codeOf, type Parsed, placeOf, replace } from './parse'
import { joined } from './sql-conditions'
import { conditionsOf, withoutWords } from './sql-text'
import { weaken } from './weaken'

const scopePath = 'lib/scope.ts'
const isScope = (node: Node) => /^(?!demand).*InScope$|^standing[A-Z]/.test(calledName(node))
const isOpen = (code: string) => code === 'undefined' || code === 'everything'

/** `actor.isOrganizationAdmin ? everything : own`: every branch that narrows. */
function branches(source: Parsed, node: Expression): readonly Node[] {
  if (!isConditionalExpression(node)) return isOpen(codeOf(source, node)) ? [] : [node]
  return [node.whenTrue, node.whenFalse].flatMap((branch) => branches(source, branch))
}

/** A condition that says what stands, or whose it is: `isNull(…)`, `eq(…, 'active')`, `eq(…, actor.person.id)`. */
function narrows(source: Parsed, node: Node): boolean {
  const name = calledName(node)
  if (name === 'isNull' || name === 'isNotNull') return true
  if (!isCallExpression(node) || !['eq', 'ne', 'gt', 'gte', 'lt', 'lte'].includes(name)) return false
  const [, value] = node.arguments
  const code = value ? codeOf(source, value) : ''
  return /^'|^(true|false)$|\bnow\(\)/.test(code) || /^actor\.(person|user)\b/.test(code)
}

/** What an argument of `and(…)` comes to when it is taken out of the file. */
function fromAnd(source: Parsed, node: Expression): readonly Mutation[] {
  const isWhole = source.path === scopePath
  const open = isWhole ? 'everything' : 'undefined'
  if (isConditionalExpression(node)) {
    const isForSome = isWhole || [node.whenTrue, node.whenFalse].some((branch) => isOpen(codeOf(source, branch)))
    if (!isForSome || !/\bactor\b/.test(codeOf(source, node.condition))) return []
    return branches(source, node).map((branch) => replace(source, 'scope', branch, open))
  }
  const isTaken = isWhole || narrows(source, node)
  return isTaken ? [replace(source, 'scope', node, 'undefined')] : []
}

const saysWhatStands = /\bis (not )?null$|= '[^']*'$|[<>]=? *(now|clock_timestamp)\(\)$/i

/** Conditions in SQL between the lines of TypeScript that do not depend on a parameter. */
function fromTemplate(source: Parsed, node: Node): readonly Mutation[] {
  const [start, end] = placeOf(source, node)
  const code = withoutWords(source.text.slice(start + 1, end - 1))
  const wheres = conditionsOf(code)
  const all = wheres.length > 0 || /\bselect\b|\bcase\b/i.test(code) ? wheres : [[0, code.length] as const]
  return all
    .flatMap((place) => joined(code, place))
    .filter(([from, to]) => saysWhatStands.test(code.slice(from, to)) && !/\b(or|and)\b/i.test(code.slice(from, to)))
    .map(([from, to]) => takeOut(source.path, source.text, 'scope', [start + 1 + from, start + 1 + to], 'true'))
}

/** Every condition that says what exists for an actor: in lib/scope.ts one by one, elsewhere wherever one is used. */
export function findScope(source: Parsed): readonly Mutation[] {
  const found: Mutation[] = []
  // Between pieces of SQL nothing at all would be no SQL.
  const all = /^import \{[^}]*\bsql\b[^}]*\} from 'drizzle-orm'/m.test(source.text) ? 'sql`true`' : 'undefined'
  walk(source.file, (node) => {
    if (isCallExpression(node) && calledName(node) === 'and')
      for (const part of node.arguments) found.push(...fromAnd(source, part))
    if (isScope(node)) found.push(replace(source, 'scope', node, all))
    if (isTaggedTemplateExpression(node) && codeOf(source, node.tag).startsWith('sql'))
      found.push(...fromTemplate(source, node.template))
    if (source.path === scopePath && isConditionalExpression(node) && /'user'/.test(codeOf(source, node.condition)))
      for (const part of weaken(node.condition, false))
        found.push(replace(source, 'scope', part.node, part.replacement))
  })
  return found
}
