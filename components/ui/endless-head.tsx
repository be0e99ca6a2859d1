import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { as } from './endless-roles'
import { queryHref, type TableQuery } from './table-query'

export type EndlessColumn<Row> = {
  key: string
  head: string
  /** Its track in the grid on a desk; on a phone all but the first share a line. */
  width: string
  align?: 'end'
  /** Stands before it on a phone, where no head does. */
  lead?: string
  /** The head links to ?sort=key and ?sort=-key; the first column is sorted by unless the address says otherwise. */
  sortable?: boolean
  render: (row: Row) => ReactNode
}

/** The columns of the grid, with one before them to select by and one after them for the menu. */
export const tracksOf = <Row,>(columns: readonly EndlessColumn<Row>[]) =>
  `40px ${columns.map(({ width }) => width).join(' ')} 44px`

type EndlessHeadProps<Row> = {
  columns: readonly EndlessColumn<Row>[]
  query: TableQuery
  isAll: boolean
  isSome: boolean
  onAll: () => void
}

/** Names the columns and stays in sight. On a phone only the box that selects all is left of it. */
export function EndlessHead<Row>({ columns, query, isAll, isSome, onAll }: EndlessHeadProps<Row>) {
  const sort = typeof query.sort === 'string' ? query.sort : columns[0]?.key
  return (
    <div {...as.group} className="sticky top-(--under) z-10">
      <div
        {...as.row(1)}
        className="grid h-[34px] items-center border-b border-line bg-sunken text-t1 font-medium text-text-3 desk:rounded-t-[9px] max-desk:h-10 max-desk:grid-cols-[36px_1fr]!"
        style={{ gridTemplateColumns: tracksOf(columns) }}
      >
        <div {...as.head()} className="grid pl-4 max-desk:pl-1">
          <input
            type="checkbox"
            className="check"
            aria-label="Select all that have come"
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = isSome
            }}
            onChange={onAll}
          />
        </div>
        {columns.map((column, place) => {
          const isSorted = column.sortable && (sort === column.key || sort === `-${column.key}`)
          const isUp = sort === column.key
          const Arrow = isSorted && !isUp ? ArrowDown : ArrowUp
          return (
            <div
              key={column.key}
              {...as.head(isSorted ? (isUp ? 'ascending' : 'descending') : undefined)}
              className={`px-3 whitespace-nowrap ${column.align === 'end' ? 'text-right' : ''} ${isSorted ? 'text-text' : ''} ${place === 0 ? '' : 'max-desk:hidden'}`}
            >
              {column.sortable ? (
                <Link
                  href={queryHref(query, { sort: isUp ? `-${column.key}` : column.key })}
                  scroll={false}
                  prefetch={false}
                  className={`group inline-flex h-6 items-center gap-1 rounded-r1 hover:text-text ${column.align === 'end' ? 'flex-row-reverse' : ''}`}
                >
                  {column.head}
                  <Arrow
                    className={`size-3 ${isSorted ? '' : 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60'}`}
                  />
                </Link>
              ) : (
                column.head
              )}
            </div>
          )
        })}
        <div {...as.head()} className="max-desk:hidden">
          <span className="sr-only">More</span>
        </div>
      </div>
    </div>
  )
}
