'use client'

import type { ComponentProps, ReactNode } from 'react'
import { useFieldControl } from './field-context'

type InputProps = Omit<ComponentProps<'input'>, 'disabled'> & { icon?: ReactNode }

export function Input({ icon, className = '', readOnly, ...rest }: InputProps) {
  const { control, isRefused } = useFieldControl(rest)
  return (
    <span className="relative flex items-center">
      {icon && <span className="pointer-events-none absolute left-2.5 text-text-3">{icon}</span>}
      <input
        type="text"
        {...rest}
        {...control}
        readOnly={readOnly || isRefused}
        className={`input ${icon ? 'pl-8' : ''} ${className}`}
      />
    </span>
  )
}
