import { Why } from '../../ui/why'

/** The first rows of a table, its first one as heads. */
export function TablePreview({ rows }: { rows: readonly (readonly string[])[] }) {
  const [heads, ...body] = rows
  if (!heads) return <Why>The table is empty.</Why>
  const columns = Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, index) => index)
  return (
    <section aria-label="Table of the file" className="max-h-[60vh] overflow-auto rounded-r2 border border-line">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys. */}
      <table tabIndex={0} className="w-max min-w-full text-t1 tabular-nums">
        <thead className="sticky top-0 bg-sunken text-left">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="max-w-80 truncate border-b border-line px-2 py-1 font-strong">
                {heads[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file are known by nothing else, and never move.
            <tr key={index} className="border-b border-line last:border-0">
              {columns.map((column) => (
                <td key={column} className="max-w-80 truncate px-2 py-1">
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
