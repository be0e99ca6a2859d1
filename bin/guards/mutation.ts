/** What kind of guard a mutation takes out. */
export const kinds = ['permit', 'rule', 'lock', 'scope', 'policy', 'gate'] as const
export type Kind = (typeof kinds)[number]

/** One guard taken out of a file: the text from `start` to `end` becomes `replacement`; `line` counts from 1. */
export type Mutation = {
  readonly file: string
  readonly line: number
  readonly kind: Kind
  /** The guard as it stands in the code, on one line. */
  readonly what: string
  readonly start: number
  readonly end: number
  readonly replacement: string
}

/** The text of the file without the guard. */
export const mutate = (text: string, { start, end, replacement }: Mutation): string =>
  text.slice(0, start) + replacement + text.slice(end)

/** Code on one line, cut to what fits. */
export function inOneLine(code: string, most = 90): string {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** Takes out the text from `start` to `end` of a file. */
export function takeOut(
  file: string,
  text: string,
  kind: Kind,
  [start, end]: readonly [number, number],
  replacement: string,
): Mutation {
  const line = text.slice(0, start).split('\n').length
  return { file, line, kind, what: inOneLine(text.slice(start, end)), start, end, replacement }
}

/** The line that is changed as it reads without the guard. */
export function changedLine(text: string, mutation: Mutation): string {
  const after = mutate(text, mutation)
  const from = after.lastIndexOf('\n', mutation.start - 1) + 1
  const to = after.indexOf('\n', mutation.start + mutation.replacement.length)
  return inOneLine(after.slice(from, to === -1 ? undefined : to), 140)
}

/** Each place once, in the order of the file; what finds a place first names its kind. */
export function withoutTwins(mutations: readonly Mutation[]): readonly Mutation[] {
  const seen = new Set<string>()
  const isNew = ({ file, start, end }: Mutation) => {
    const key = `${file} ${start} ${end}`
    return !seen.has(key) && seen.add(key)
  }
  return mutations.filter(isNew).sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start || a.end - b.end)
}
