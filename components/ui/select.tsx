'use client'

import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useFieldControl } from './field-context'

type Option = { value: string; label: string }
type SelectProps = Omit<ComponentProps<'select'>, 'disabled' | 'children' | 'multiple'> & { options: readonly Option[] }

const swallow = (event: { preventDefault: () => void }) => event.preventDefault()
const swallowKey = (event: { key: string; preventDefault: () => void }) => {
  if (event.key !== 'Tab') event.preventDefault()
}

export function Select({ options, className = '', ...rest }: SelectProps) {
  const { control, isRefused } = useFieldControl(rest)
  // A native select knows no read-only; refused, it keeps its focus and gives up its keys.
  const refusal = isRefused ? { 'aria-disabled': true, onMouseDown: swallow, onKeyDown: swallowKey } : {}
  return (
    <span className="relative flex items-center">
      <select {...rest} {...control} {...refusal} className={`input cursor-pointer appearance-none pr-8 ${className}`}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className="pointer-events-none absolute right-2.5 text-text-3" />
    </span>
  )
}
