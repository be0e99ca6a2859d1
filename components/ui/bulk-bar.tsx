'use client'

import { X } from 'lucide-react'
import { refuseIf } from '@/lib/rules/verdict'
import { Button } from './button'
import { IconButton } from './icon-button'

/** What can be done with many rows, and the keys of those on this page it is refused for. */
export type BulkItem = { key: string; label: string; refused: readonly string[] }

type BulkBarProps = {
  items: readonly BulkItem[]
  selected: readonly string[]
  isAll: boolean
  /** How many match in all, where that is known. */
  matching?: number
  hasMore: boolean
  onAll: () => void
  onClear: () => void
  onBulk: (itemKey: string) => void
}

const count = new Intl.NumberFormat('en-GB')

/** What is selected, and how many of the selection each action can apply to. */
export function BulkBar({ items, selected, isAll, matching, hasMore, onAll, onClear, onBulk }: BulkBarProps) {
  const number = matching === undefined ? '' : ` ${count.format(matching)}`
  const size = isAll ? `All${number} that match` : count.format(selected.length)
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-15 mx-auto mt-3 flex w-max max-w-full items-center gap-2 rounded-r3 bg-raised py-1.5 pr-1.5 pl-4 shadow-2 max-desk:fixed max-desk:inset-x-2 max-desk:bottom-2 max-desk:w-auto max-desk:flex-wrap max-desk:p-2.5 max-desk:*:[button]:flex-auto"
    >
      <span className="flex items-center gap-2 whitespace-nowrap max-desk:w-full max-desk:px-1">
        <span aria-live="polite" className="font-strong">
          {size} selected
        </span>
        {hasMore && !isAll && (
          <button type="button" className="link min-h-6 text-t1" onClick={onAll}>
            Select all{number} that match
          </button>
        )}
        <span className="ml-auto desk:hidden">
          <IconButton small label="Clear the selection" onClick={onClear}>
            <X />
          </IconButton>
        </span>
      </span>
      <span className="mx-1 h-4.5 w-px bg-line-strong max-desk:hidden" />
      {items.map((item) => {
        const refused = new Set(item.refused)
        const able = selected.filter((key) => !refused.has(key)).length
        const none = refuseIf(!isAll && able === 0, 'none-applies', 'This can be done with none of the selected rows.')
        return (
          <Button key={item.key} small verdict={none} onClick={() => onBulk(item.key)}>
            {item.label}
            {!isAll && able < selected.length && (
              <span className="font-normal text-text-3">
                {able} of {selected.length}
              </span>
            )}
          </Button>
        )
      })}
      <span className="max-desk:hidden">
        <IconButton label="Clear the selection" onClick={onClear}>
          <X />
        </IconButton>
      </span>
    </section>
  )
}
