'use client'

import { type ReactNode, useId } from 'react'
import type { PersonChoice } from '@/lib/partners/choices'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'

type Found = { rows: PersonChoice[]; hasMore: boolean }
export type Person = Pick<PersonChoice, 'id' | 'name' | 'email'>

type PersonPickerProps = {
  legend: string
  /** Where people are asked for, and what besides a part of a name. */
  address: string
  fixed: Readonly<Record<string, string>>
  chosen: Person | undefined
  onChoose: (person: Person) => void
  children?: ReactNode
}

/** People of a workspace, one of them to be chosen; typing narrows them. Who cannot be chosen says why. */
export function PersonPicker({ legend, address, fixed, chosen, onChoose, children }: PersonPickerProps) {
  const name = useId()
  const { q, field, data, isError, isFirst } = useSought<Found>(address, { fixed, isFresh: true })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-strong">
        {legend}
        {chosen && <span className="font-normal text-text-2">: {chosen.name}</span>}
      </legend>
      <input
        {...field}
        aria-label="Find a person"
        placeholder="Name or e-mail"
        className="input"
        // Enter looks, it does not send.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <div className="h-44 overflow-y-auto rounded-r2 border border-line py-1">
        <ul aria-label="People">
          {isFirst && <SkeletonLines />}
          {data?.rows.map((row) => {
            const reason = row.mayChoose.ok ? undefined : row.mayChoose.reason
            return (
              <li key={row.id}>
                <label className="flex items-start gap-2.5 px-3 py-1.5 hover:bg-hover max-desk:py-2">
                  <input
                    type="radio"
                    name={name}
                    // Of no form: what it chooses is sent in another shape.
                    form=""
                    className="check mt-0.5"
                    checked={chosen?.id === row.id}
                    onChange={() => row.mayChoose.ok && onChoose(row)}
                    aria-disabled={reason ? true : undefined}
                    data-tip={reason}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className={reason ? 'text-text-2' : 'font-strong'}>{row.name}</span>{' '}
                    <span className="text-text-3">{row.email}</span>
                    {reason && <span className="block text-t1 leading-[18px] text-text-2">{reason}</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-3 py-1.5 text-text-3 empty:hidden">
          {data &&
            data.rows.length === 0 &&
            (q === ''
              ? 'This workspace has no active user.'
              : 'Nobody in this workspace has this in their name or e-mail.')}
          {data?.hasMore && 'There are more: type a part of the name or e-mail.'}
        </p>
      </div>
      {isError && <Why tone="warn">The people could not be read. Close this and try again.</Why>}
      {children}
    </fieldset>
  )
}
