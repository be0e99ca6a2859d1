const widths = ['w-40', 'w-28', 'w-16', 'w-20', 'w-24', 'w-14'] as const
const range = (length: number) => Array.from({ length }, (_, index) => index)

/** A table before its rows have come: the same head, heights and edges. */
export function SkeletonRows({ heads, rows = 8 }: { heads: readonly string[]; rows?: number }) {
  return (
    <div className="desk:rounded-r3 desk:border desk:border-line desk:bg-surface">
      <p role="status" className="sr-only">
        Loading
      </p>
      <table aria-hidden="true" className="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head}>{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {range(rows).map((row) => (
            <tr key={row}>
              {heads.map((head, column) => (
                <td
                  key={head}
                  data-label={column === 0 ? undefined : head}
                  className={column === 0 ? 'lead' : undefined}
                >
                  <span className={`bone max-w-full ${widths[(row + column * 2) % widths.length]}`} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
