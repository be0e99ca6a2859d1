import { endOfGroup, partsBy, trimmed } from './sql-text'

type Place = readonly [start: number, end: number]

const and = /^and\b/i
const or = /^or\b/i

function unwrapped(code: string, place: Place): Place | null {
  const [start, end] = trimmed(code, place)
  if (code[start] !== '(' || endOfGroup(code, start) !== end || /^\(\s*select\b/i.test(code.slice(start, end)))
    return null
  return trimmed(code, [start + 1, end - 1])
}

/** Each demand of each way of `a or (b and c)`. */
function insideWays(code: string, place: Place): readonly Place[] {
  return partsBy(code, unwrapped(code, place) ?? place, or).flatMap((way) => {
    const inner = unwrapped(code, way)
    return inner && partsBy(code, inner, and).length > 1 ? joined(code, inner) : []
  })
}

/** The conditions that `and` joins, and those inside each way of one that has several; a subquery is a single one. */
export function joined(code: string, place: Place): readonly Place[] {
  return partsBy(code, place, and).flatMap((part) => [part, ...insideWays(code, part)])
}
