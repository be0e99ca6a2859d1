'use client'

import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { MenuSurface } from './menu-surface'

export type ColumnName = { key: string; head: string }

type ColumnMenuProps = {
  /** The first one names the row, so it cannot be hidden. */
  columns: readonly ColumnName[]
  hidden: readonly string[]
  onHide: (hidden: readonly string[]) => void
  anchor: HTMLElement | null
  isOpen: boolean
  onClose: () => void
}

const line =
  'group flex w-full items-start gap-2.5 rounded-r2 px-2.5 py-1.5 -outline-offset-2 select-none data-highlighted:bg-press max-desk:py-2.5'
const box =
  'mt-0.5 grid size-4 shrink-0 place-items-center rounded-r1 border border-line-control bg-surface text-on-accent group-not-aria-disabled:group-data-checked:border-accent group-not-aria-disabled:group-data-checked:bg-accent group-aria-disabled:border-text-3 group-aria-disabled:bg-text-3'

/** A check box for each column. */
export function ColumnMenu({ columns, hidden, onHide, ...surface }: ColumnMenuProps) {
  const [first, ...others] = columns
  const choose = (key: string, isShown: boolean) =>
    onHide(others.map((column) => column.key).filter((own) => (own === key ? !isShown : hidden.includes(own))))
  const mark = (
    <span className={box}>
      <Check className="size-3 stroke-3 opacity-0 group-data-checked:opacity-100" />
    </span>
  )
  return (
    <MenuSurface label="Columns" {...surface}>
      {first && (
        <Menu.CheckboxItem
          checked
          aria-disabled
          label={first.head}
          className={`${line} cursor-not-allowed text-text-3`}
        >
          {mark}
          <span>
            {first.head}
            <span className="block text-t1 leading-4 text-text-2">It names the row, so it stays.</span>
          </span>
        </Menu.CheckboxItem>
      )}
      {others.map(({ key, head }) => (
        <Menu.CheckboxItem
          key={key}
          checked={!hidden.includes(key)}
          onCheckedChange={(isShown) => choose(key, isShown)}
          label={head}
          className={`${line} cursor-pointer`}
        >
          {mark}
          {head}
        </Menu.CheckboxItem>
      ))}
    </MenuSurface>
  )
}
