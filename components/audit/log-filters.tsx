'use client'

import { parseAsString, useQueryStates } from 'nuqs'
import { type ReactNode, useId, useTransition } from 'react'
import { Button } from '../ui/button'
import { Select } from '../ui/select'

type Choice = { readonly value: string; readonly label: string }
type LogFiltersProps = { people: readonly Choice[]; events: readonly Choice[]; children: ReactNode }

const text = parseAsString.withDefault('')
const parameters = { who: text, event: text, from: text, to: text, before: parseAsString, after: parseAsString }

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className="text-t1 text-text-3">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

/** Who, what and when; held in the address. A new filter starts from the newest record. */
export function LogFilters({ people, events, children }: LogFiltersProps) {
  const [isPending, startTransition] = useTransition()
  const [asked, setAsked] = useQueryStates(parameters, { shallow: false, history: 'push', startTransition })
  const choose = (change: Partial<Record<'who' | 'event' | 'from' | 'to', string | null>>) =>
    setAsked({ ...change, before: null, after: null })
  const { who, event, from, to } = asked
  const isNarrowed = [who, event, from, to].some((value) => value !== '')
  const day = (name: 'from' | 'to', value: string, id: string) => (
    <input
      id={id}
      type="date"
      className="input"
      value={value}
      max={name === 'from' ? to || undefined : undefined}
      min={name === 'to' ? from || undefined : undefined}
      onChange={(change) => choose({ [name]: change.target.value || null })}
    />
  )
  return (
    <section
      aria-label="Filters"
      aria-busy={isPending}
      className="mb-3 flex flex-wrap items-end gap-3 max-desk:grid max-desk:grid-cols-2 max-desk:*:first:col-span-2"
    >
      {children}
      <Labelled label="Who">
        {(id) => (
          <Select
            id={id}
            value={who}
            onChange={(change) => choose({ who: change.target.value || null })}
            options={[{ value: '', label: 'Everybody' }, ...people]}
            className="desk:w-[180px]"
          />
        )}
      </Labelled>
      <Labelled label="What">
        {(id) => (
          <Select
            id={id}
            value={event}
            onChange={(change) => choose({ event: change.target.value || null })}
            options={[{ value: '', label: 'Everything' }, ...events]}
            className="desk:w-[180px]"
          />
        )}
      </Labelled>
      <Labelled label="From, UTC">{(id) => day('from', from, id)}</Labelled>
      <Labelled label="Until, UTC">{(id) => day('to', to, id)}</Labelled>
      {isNarrowed && (
        <Button
          variant="quiet"
          className="max-desk:col-span-2"
          onClick={() => choose({ who: null, event: null, from: null, to: null })}
        >
          Clear filters
        </Button>
      )}
    </section>
  )
}
