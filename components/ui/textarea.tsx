'use client'

import { type ComponentProps, useId, useState } from 'react'
import { useFieldControl } from './field-context'

type TextareaProps = Omit<ComponentProps<'textarea'>, 'disabled' | 'maxLength'> & {
  /** The most characters. Typing past it is counted, never cut: the schema refuses. */
  limit?: number
}

export function Textarea({ limit, className = '', onChange, readOnly, ...rest }: TextareaProps) {
  const countId = useId()
  const [length, setLength] = useState(String(rest.value ?? rest.defaultValue ?? '').length)
  const { control, isRefused } = useFieldControl({
    ...rest,
    'aria-describedby': limit === undefined ? rest['aria-describedby'] : countId,
  })
  return (
    <>
      <textarea
        {...rest}
        {...control}
        readOnly={readOnly || isRefused}
        className={`input ${className}`}
        onChange={(event) => {
          setLength(event.target.value.length)
          onChange?.(event)
        }}
      />
      {limit !== undefined && (
        <span
          id={countId}
          className={`absolute top-0.5 right-0 text-t1 ${length > limit ? 'font-strong text-bad' : 'text-text-3'}`}
        >
          {length} of {limit}
        </span>
      )}
    </>
  )
}
