import { type Mutation, takeOut } from './mutation'
import { joined } from './sql-conditions'
import { findLocksOfSql } from './sql-locks'
import { conditionsOf, endOfGroup, partsBy, trimmed, withoutWords } from './sql-text'

type Place = readonly [start: number, end: number]
type Sql = { readonly file: string; readonly text: string; readonly code: string }

const take = ({ file, text }: Sql, kind: 'policy' | 'scope' | 'gate', place: Place, by: string) =>
  takeOut(file, text, kind, place, by)

/** `using (…)` and `with check (…)` of each policy let everything pass. */
function findPolicies(sql: Sql): readonly Mutation[] {
  return [...sql.text.matchAll(/create policy[\s\S]*?;/gi)].flatMap(({ index, 0: statement }) =>
    [...statement.matchAll(/\b(using|with check)\s*(?=\()/gi)].map((found) => {
      const open = index + found.index + found[0].length
      return take(sql, 'policy', [open + 1, endOfGroup(sql.text, open) - 1], 'true')
    }),
  )
}

const closing = /^(execute format\('\s*)?(revoke|alter table \S+ (enable|force) row level security)\b/i
const privileges = /^(execute format\('\s*)?grant\s+([a-z, ]+?)\s+on\b/i

/** Statements that close something are left out, those that open something open more. */
function findGrants(sql: Sql): readonly Mutation[] {
  const statements = partsBy(
    sql.code.replace(/\b(begin|loop|then|do \$\$)/gi, (word) => `${' '.repeat(word.length - 1)};`),
    [0, sql.code.length],
    /^;/,
  )
  return statements.flatMap((place) => {
    const [start] = place
    const statement = sql.text.slice(...place)
    if (closing.test(statement)) return [take(sql, 'policy', place, /^execute/i.test(statement) ? 'null' : 'select 1')]
    const [whole, , given] = privileges.exec(statement) ?? []
    if (!whole || !given || given === 'all' || given === 'execute') return []
    const at = start + whole.indexOf(given)
    return [take(sql, 'policy', [at, at + given.length], 'all')]
  })
}

/** From where the block of code around a place begins. */
const lastBlock = ({ code }: Sql, at: number) =>
  code.slice(Math.max(0, code.lastIndexOf('\ndo $$', at), code.lastIndexOf('\ncreate ', at)), at).trim()

/** Functions with other rights than their caller's: a fixed search path, and a list of those who may call them. */
function findDefiners(sql: Sql): readonly Mutation[] {
  const paths = [...sql.code.matchAll(/\bset search_path = [^\n]*?(?=\s+as\b)/gi)]
  const lists = [...sql.code.matchAll(/\bif\s+(\S+ in )(?=\()/gi)].filter(({ index }) =>
    /^do \$\$/m.test(lastBlock(sql, index)),
  )
  return [
    ...paths.map(({ index, 0: found }) => take(sql, 'policy', [index, index + found.length], '')),
    ...lists.map(({ index, 0: found, 1: subject = '' }) => {
      const start = index + found.length - subject.length
      return take(sql, 'policy', [start, endOfGroup(sql.code, index + found.length)], 'true')
    }),
  ]
}

/** The bodies of functions that somebody calls; those of triggers keep totals and guard nothing. */
function bodiesOf({ code }: Sql): readonly Place[] {
  return [...code.matchAll(/create or replace function[\s\S]*?\bas (\$\w*\$)/gi)].flatMap((head) => {
    const start = head.index + head[0].length
    const end = code.indexOf(head[1] ?? '$$', start)
    return /\breturns trigger\b/i.test(head[0]) ? [] : [[start, end === -1 ? code.length : end] as const]
  })
}

const shift = (by: number, [start, end]: Place): Place => [start + by, end + by]

/** Each condition of each `where` of a function that looks past the walls, and each early end of it. */
function findConditions(sql: Sql): readonly Mutation[] {
  return bodiesOf(sql).flatMap((body) => {
    const code = sql.code.slice(...body)
    const conditions = conditionsOf(code).flatMap((place) => joined(code, place))
    const ends = [
      ...code.matchAll(/\bif\s+((?:(?!\bthen\b)[\s\S])*?)\s+then\s+(?:return (?:null|false)|raise exception)/gi),
    ]
    // A string that is itself a condition of a statement put together.
    const strings = [...sql.text.slice(...body).matchAll(/'((?:\w+\.)?organization_id = \$\d+) and\b/g)]
    return [
      ...conditions.map((place) => take(sql, 'scope', shift(body[0], place), 'true')),
      ...strings.map(({ index, 1: found = '' }) =>
        take(sql, 'scope', shift(body[0], [index + 1, index + 1 + found.length]), 'true'),
      ),
      ...ends.map(({ index, 0: found, 1: condition = '' }) => {
        const start = index + found.indexOf(condition)
        return take(sql, 'gate', shift(body[0], trimmed(code, [start, start + condition.length])), 'false')
      }),
    ]
  })
}

/** Every policy, grant, lock, scope condition and early end in a file of SQL. */
export function findInSql(file: string, text: string): readonly Mutation[] {
  const sql = { file, text, code: withoutWords(text) }
  const locks = findLocksOfSql(file, text, [0, text.length])
  return [...findPolicies(sql), ...findGrants(sql), ...findDefiners(sql), ...locks, ...findConditions(sql)]
}
