type Place = readonly [start: number, end: number]

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** SQL of the same length with comments, the inside of strings and `${…}` blanked, so that only code is seen. */
export function withoutWords(sql: string): string {
  const word = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g
  return withoutHoles(sql).replace(word, (found) =>
    found.startsWith("'") ? `'${blank(found.slice(1, -1))}'` : blank(found),
  )
}

/** `${…}` of a template becomes a name of the same length. */
function withoutHoles(text: string): string {
  let out = text
  for (let at = out.indexOf('${'); at !== -1; at = out.indexOf('${', at + 1)) {
    const end = endOfGroup(out, at + 1)
    out = out.slice(0, at) + 'h'.repeat(end - at) + out.slice(end)
  }
  return out
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' }

/** Where the group that opens at `at` ends, after its closing bracket; the end of the text when it stays open. */
export function endOfGroup(code: string, at: number): number {
  const open = code[at] ?? ''
  const close = pairs[open]
  let depth = 0
  for (let i = at; i < code.length; i++) {
    if (code[i] === open) depth++
    else if (code[i] === close && --depth === 0) return i + 1
  }
  return code.length
}

/** A place without the white space around it. */
export function trimmed(text: string, [start, end]: Place): Place {
  const inside = text.slice(start, end)
  return [start + inside.length - inside.trimStart().length, end - (inside.length - inside.trimEnd().length)]
}

/** The parts of a place that `word` (`and`, `or`, `;`) separates outside brackets and of `between … and`. */
export function partsBy(code: string, [start, end]: Place, word: RegExp): readonly Place[] {
  const parts: Place[] = []
  let from = start
  for (let at = start; at < end; at++) {
    if (code[at] === '(') {
      at = endOfGroup(code, at) - 1
      continue
    }
    const found = word.exec(code.slice(at, end))
    if (!found || found.index > 0 || (/\w/.test(code[at - 1] ?? '') && /^\w/.test(found[0]))) continue
    if (/\bbetween\s+\S+\s*$/i.test(code.slice(from, at))) continue
    parts.push(trimmed(code, [from, at]))
    at += found[0].length - 1
    from = at + 1
  }
  return [...parts, trimmed(code, [from, end])].filter(([a, b]) => b > a)
}

const afterWhere =
  /^(order\s+by|group\s+by|limit|returning|on\s+conflict|for\s+(no\s+key\s+)?(update|share)|union|into|using)\b/i

/** The condition of every `where`, inside brackets too. */
export function conditionsOf(code: string): readonly Place[] {
  return [...code.matchAll(/\bwhere\b/gi)].map(({ index }) => {
    const start = index + 'where'.length
    let end = start
    while (end < code.length) {
      if (code[end] === '(') end = endOfGroup(code, end)
      else if (/[;)]/.test(code[end] ?? '') || code.startsWith('$$', end)) break
      else if (!/\w/.test(code[end - 1] ?? '') && afterWhere.test(code.slice(end, end + 40))) break
      else end++
    }
    return trimmed(code, [start, end])
  })
}
