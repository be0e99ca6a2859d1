import type { EndlessColumn } from './endless-head'
import { as } from './endless-roles'

type EndlessRowProps<Row> = {
  row: Row
  rowKey: string
  name: string
  /** From 0. */
  place: number
  columns: readonly EndlessColumn<Row>[]
  tracks: string
  isActive: boolean
  isPicked: boolean
  isLast: boolean
  onPick: (isRange: boolean) => void
}

const look =
  'group/row grid min-h-[45px] scroll-mt-10 items-center border-b border-line outline-offset-[-2px] focus-within:inset-shadow-[2px_0_var(--accent)] max-desk:min-h-[61px] max-desk:grid-cols-[36px_minmax(0,1fr)_44px]! max-desk:content-center max-desk:py-1.5'

/** One row: the name, and what is to be said of it; on a phone below the name. */
export function EndlessRow<Row>(props: EndlessRowProps<Row>) {
  const { row, rowKey, name, place, columns, tracks, isActive, isPicked, isLast, onPick } = props
  const [lead, ...others] = columns
  return (
    <div
      {...as.row(place + 2)}
      tabIndex={isActive ? 0 : -1}
      data-row={rowKey}
      className={`${look} ${isPicked ? 'border-accent-line bg-accent-tint' : 'hover:bg-hover'} ${isLast ? 'desk:border-b-0' : ''}`}
      style={{ gridTemplateColumns: tracks }}
    >
      <div {...as.cell} className="grid pl-4 max-desk:row-span-2 max-desk:pl-1">
        <input
          type="checkbox"
          className="check"
          data-select=""
          aria-label={`Select ${name}`}
          checked={isPicked}
          onChange={({ nativeEvent }) => onPick(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </div>
      <div {...as.cell} className="min-w-0 px-3 max-desk:pl-1">
        {lead?.render(row)}
      </div>
      <div
        {...as.nothing}
        className="desk:contents max-desk:col-start-2 max-desk:row-start-2 max-desk:flex max-desk:flex-wrap max-desk:gap-x-3 max-desk:pl-[30px] max-desk:text-t1"
      >
        {others.map((column) => (
          <div
            key={column.key}
            {...as.cell}
            className={`min-w-0 truncate text-text-2 desk:px-3 max-desk:empty:hidden ${column.align === 'end' ? 'desk:text-right' : ''}`}
          >
            {column.lead && <span className="text-text-3 desk:hidden">{column.lead} </span>}
            {column.render(row)}
          </div>
        ))}
      </div>
      <div
        {...as.cell}
        className="grid justify-end pr-2 max-desk:col-start-3 max-desk:row-span-2 max-desk:row-start-1 max-desk:pr-0"
      >
        <button type="button" data-more="" aria-haspopup="menu" aria-label={`More for ${name}`} />
      </div>
    </div>
  )
}
