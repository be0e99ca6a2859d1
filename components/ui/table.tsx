import type { ReactNode } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import type { BulkItem } from './bulk-bar'
import { ColumnChoice } from './column-choice'
import type { MenuItem } from './menu-item'
import { TableDesk } from './table-desk'
import { TableFoot } from './table-foot'
import { TableHead } from './table-head'
import { hiddenIn, type TableQuery } from './table-query'

export type Column<Row> = {
  key: string
  head: string
  align?: 'start' | 'center' | 'end'
  /** The head links to ?sort=key and ?sort=-key. */
  sortable?: boolean
  /** Read out, not shown. */
  isHeadHidden?: boolean
  render: (row: Row) => ReactNode
}

type TableProps<Row> = {
  label: string
  /** At module scope. The first one names the row and heads its card on a phone. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** As in "More for Ada Fennwick in Default". */
  rowName: (row: Row) => string
  menu?: (row: Row) => readonly MenuItem[]
  /** From a server component: a function exported by a client module. */
  onMenu?: (itemKey: string, rowKey: string) => void
  bulk?: {
    items: readonly { key: string; label: string; verdict?: (row: Row) => Verdict }[]
    /** How many rows match in all, where that is known. */
    matching?: number
    onBulk: (itemKey: string, rowKeys: readonly string[] | 'all') => void
  }
  /** The search parameters of this page; links keep all but the place in the list. */
  query?: TableQuery
  /** Search and filters. Beside them stands the choice of columns, which the address keeps as ?hide=users,created. */
  tools?: ReactNode
  /** "1–50 of 1,284 users", and the keys to go back before and on after. */
  foot?: { count: ReactNode; before?: string; after?: string }
  /** Stands where the rows would. */
  empty?: ReactNode
}

const hasPages = (foot: { before?: string; after?: string } | undefined) =>
  foot?.before !== undefined || foot?.after !== undefined

// Arrow keys move between rows; only one of them is a stop for Tab.
const stop = (isFirst: boolean) => ({ tabIndex: isFirst ? 0 : -1 })

/** Rows of native controls. One menu, one tooltip and one set of keys serve them all. */
export function Table<Row>(props: TableProps<Row>) {
  const { columns, tools, query = {} } = props
  if (tools === undefined) return <Body {...props} />
  const hidden = hiddenIn(query)
  return (
    <>
      <div data-tools="" className="mb-3 flex items-center gap-2 max-desk:flex-wrap">
        {tools}
        <ColumnChoice columns={columns.map(({ key, head }) => ({ key, head }))} />
      </div>
      <Body {...props} columns={columns.filter(({ key }, place) => place === 0 || !hidden.includes(key))} />
    </>
  )
}

function Body<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, rowName, menu, onMenu, bulk, query = {}, foot, empty } = props
  if (rows.length === 0 && empty) return <div className="rounded-r3 border border-line bg-surface">{empty}</div>
  const menus = menu && Object.fromEntries(rows.map((row) => [rowKey(row), menu(row)]))
  const bulkItems = bulk?.items.map(({ key, label, verdict }): BulkItem => {
    const refused = verdict ? rows.filter((row) => !verdict(row).ok).map(rowKey) : []
    return { key, label, refused }
  })
  return (
    <TableDesk
      label={label}
      menus={menus}
      onMenu={onMenu}
      bulk={
        bulk && bulkItems && { items: bulkItems, matching: bulk.matching, hasMore: hasPages(foot), onBulk: bulk.onBulk }
      }
      rowKeys={rows.map(rowKey)}
    >
      <table aria-label={label} className="table">
        <thead>
          <tr>
            {bulk && (
              <th scope="col" className="pick">
                <input type="checkbox" className="check" data-select-page="" aria-label="Select this page" />
              </th>
            )}
            {columns.map((column) => (
              <TableHead key={column.key} column={column} query={query} />
            ))}
            {menu && (
              <th scope="col">
                <span className="sr-only">More</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)} {...stop(index === 0)} data-row={rowKey(row)}>
              {bulk && (
                <td className="pick">
                  <input type="checkbox" className="check" data-select="" aria-label={`Select ${rowName(row)}`} />
                </td>
              )}
              {columns.map((column, place) => (
                <td
                  key={column.key}
                  data-label={place === 0 ? undefined : column.head}
                  data-align={column.align}
                  className={place === 0 ? 'lead' : undefined}
                >
                  {column.render(row)}
                </td>
              ))}
              {menu && (
                <td className="more">
                  <button type="button" data-more="" aria-haspopup="menu" aria-label={`More for ${rowName(row)}`} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {foot && <TableFoot {...foot} query={query} hasKeys />}
    </TableDesk>
  )
}
