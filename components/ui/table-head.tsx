import { ArrowDown, ArrowUp } from 'lucide-react'
import type { Column } from './table'
import { queryHref, type TableQuery } from './table-query'

type TableHeadProps<Row> = { column: Column<Row>; query: TableQuery }

/** The head of a column; where it can be sorted by, a link to the other way round. */
export function TableHead<Row>({ column, query }: TableHeadProps<Row>) {
  const isUp = query.sort === column.key
  const isDown = query.sort === `-${column.key}`
  const sorted = isUp ? 'ascending' : isDown ? 'descending' : undefined
  const Arrow = isDown ? ArrowDown : ArrowUp
  const words = column.isHeadHidden ? <span className="sr-only">{column.head}</span> : column.head
  return (
    <th scope="col" data-align={column.align} aria-sort={sorted}>
      {column.sortable ? (
        <a
          href={queryHref(query, { sort: isUp ? `-${column.key}` : column.key })}
          className={`group inline-flex h-6 items-center gap-1 rounded-r1 hover:text-text ${column.align === 'end' ? 'flex-row-reverse' : ''}`}
        >
          {words}
          <Arrow
            className={`size-3 ${sorted ? '' : 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60'}`}
          />
        </a>
      ) : (
        words
      )}
    </th>
  )
}
