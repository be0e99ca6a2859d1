'use client'

import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo, useTransition } from 'react'
import { Select } from './select'

type FilterSelectProps = {
  /** The search parameter it is held in. */
  name: string
  label: string
  /** The first is what holds where the address says nothing. */
  options: readonly { readonly value: string; readonly label: string }[]
}

/** One filter of a list, held in the address. A new choice starts from the first row. */
export function FilterSelect({ name, label, options }: FilterSelectProps) {
  const [isPending, startTransition] = useTransition()
  const parameters = useMemo(() => ({ [name]: parseAsString, before: parseAsString, after: parseAsString }), [name])
  const [asked, setAsked] = useQueryStates(parameters, { shallow: false, history: 'push', startTransition })
  const first = options[0]?.value ?? ''
  return (
    <span aria-busy={isPending} className="max-desk:min-w-34 max-desk:flex-1">
      <Select
        aria-label={label}
        value={asked[name] ?? first}
        onChange={(event) =>
          setAsked({ [name]: event.target.value === first ? null : event.target.value, before: null, after: null })
        }
        options={options}
      />
    </span>
  )
}
