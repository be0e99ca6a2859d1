import { byteOrderMark, csvLine } from './csv'

/** Heads of a CSV file, and what stands under each. */
export type Cells<Row> = Readonly<Record<string, (row: Row) => string | number>>

/** Reads the page after a place; `next` is where the one after it begins, null at the end. */
export type ReadPage<Row, Place> = (
  after: Place | undefined,
) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>

/** The next page is read when the last one has been taken. */
async function* pagesOf<Row, Place>(read: ReadPage<Row, Place>): AsyncGenerator<readonly Row[]> {
  for (let after: Place | undefined; ; ) {
    const { rows, next } = await read(after)
    if (rows.length > 0) yield rows
    if (next === null) return
    after = next
  }
}

/** All that is read, as CSV with a line of heads, a page at a time. */
export async function* csvText<Row, Place>(read: ReadPage<Row, Place>, cells: Cells<Row>): AsyncGenerator<string> {
  const write = Object.values(cells)
  yield byteOrderMark + csvLine(Object.keys(cells))
  for await (const rows of pagesOf(read)) yield rows.map((row) => csvLine(write.map((cell) => cell(row)))).join('')
}

/** All that is read, as a JSON array of one object a line, a page at a time. */
export async function* jsonText<Row, Place>(
  read: ReadPage<Row, Place>,
  toJson: (row: Row) => unknown,
): AsyncGenerator<string> {
  let separator = '\n'
  yield '['
  for await (const rows of pagesOf(read)) {
    yield separator + rows.map((row) => JSON.stringify(toJson(row))).join(',\n')
    separator = ',\n'
  }
  yield '\n]\n'
}
