import { type Mutation, takeOut } from './mutation'
import { endOfGroup, withoutWords } from './sql-text'

/** Every lock of rows and every advisory lock in the SQL from `start` to `end` of a file. */
export function findLocksOfSql(
  file: string,
  text: string,
  [start, end]: readonly [number, number],
): readonly Mutation[] {
  const code = withoutWords(text.slice(start, end))
  const take = (from: number, to: number, by: string) => takeOut(file, text, 'lock', [start + from, start + to], by)
  const rows = [...code.matchAll(/\bfor\s+(no\s+key\s+)?update(\s+of\s+\w+)?(\s+(skip\s+locked|nowait))?/gi)]
  const advisory = [...code.matchAll(/(\bperform\s+)?\bpg_(try_)?advisory_(xact_)?lock(_shared)?(?=\()/gi)]
  return [
    ...rows.map(({ index, 0: found }) => take(index, index + found.length, '')),
    ...advisory.map(({ index, 0: found, 1: perform }) =>
      take(index, endOfGroup(code, index + found.length), perform ? 'null' : '(select 1)'),
    ),
  ]
}
