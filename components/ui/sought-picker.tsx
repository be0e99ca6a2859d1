'use client'

import { useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { SkeletonLines } from './skeleton-lines'
import { useSought } from './use-sought'
import { Why } from './why'

type Found<Row> = { rows: Row[]; hasMore: boolean }

/** A row as it is shown: what it is called, what is said beside that, and whether it can be chosen. */
type Shown = { readonly id: string; readonly name: string; readonly about: string; readonly verdict: Verdict }

type SoughtPickerProps<Row> = {
  /** Where rows are asked for, and what besides a part of a name. */
  address: string
  fixed: Readonly<Record<string, string>>
  /** What the input and the list are called, as in "Find a person" and "People". */
  labels: { readonly find: string; readonly list: string }
  /** What is said where there is nobody at all, where nobody matches, and where none could be read. */
  words: { readonly none: string; readonly noMatch: string; readonly unread: string }
  show: (row: Row) => Shown
  /** Several can be chosen, not one. */
  isMany?: boolean
  isChosen: (row: Row) => boolean
  onChoose: (row: Row, isChosen: boolean) => void
}

/** What typing narrows, to be chosen from. What cannot be chosen stands among it and says why. */
export function SoughtPicker<Row>(props: SoughtPickerProps<Row>) {
  const { address, fixed, labels, words, show, isMany = false, isChosen, onChoose } = props
  const group = useId()
  const { q, field, data, isError, isFirst } = useSought<Found<Row>>(address, { fixed, isFresh: true })
  return (
    <div className="grid gap-2">
      <input
        {...field}
        aria-label={labels.find}
        placeholder="Name or e-mail"
        className="input"
        // Enter looks, it does not send.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div className={`${isMany ? 'h-72' : 'h-44'} overflow-y-auto rounded-r2 border border-line py-1`}>
        <ul aria-label={labels.list}>
          {isFirst && <SkeletonLines />}
          {data?.rows.map((row) => {
            const { id, name, about, verdict } = show(row)
            const reason = verdict.ok ? undefined : verdict.reason
            return (
              <li key={id}>
                <label className="flex items-start gap-2.5 px-3 py-1.5 hover:bg-hover max-desk:py-2">
                  <input
                    type={isMany ? 'checkbox' : 'radio'}
                    name={group}
                    // Of no form: what it chooses is sent in another shape.
                    form=""
                    className="check mt-0.5"
                    checked={isChosen(row)}
                    onChange={(event) => verdict.ok && onChoose(row, event.target.checked)}
                    aria-disabled={reason ? true : undefined}
                    data-tip={reason}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className={reason ? 'text-text-2' : 'font-strong'}>{name}</span>{' '}
                    <span className="text-text-3">{about}</span>
                    {reason && <span className="block text-t1 leading-[18px] text-text-2">{reason}</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-3 py-1.5 text-text-3 empty:hidden">
          {data?.hasMore && 'There are more: type a part of the name or e-mail.'}
          {data && !data.hasMore && data.rows.length === 0 && (q === '' ? words.none : words.noMatch)}
        </p>
      </div>
      {isError && <Why tone="warn">{words.unread}</Why>}
    </div>
  )
}
