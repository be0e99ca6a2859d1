'use client'

import { createContext, useContext } from 'react'

type FieldContextValue = {
  id: string
  name?: string
  describedBy?: string
  isInvalid: boolean
  /** The value may be read and copied, not changed. */
  isRefused: boolean
}

export const FieldContext = createContext<FieldContextValue | null>(null)

/** What a control inside a Field takes from it: its id, name, description and state. */
export function useFieldControl(own: { id?: string; name?: string; 'aria-describedby'?: string }) {
  const field = useContext(FieldContext)
  const describedBy = [field?.describedBy, own['aria-describedby']].filter(Boolean).join(' ')
  return {
    isRefused: field?.isRefused ?? false,
    control: {
      id: own.id ?? field?.id,
      name: own.name ?? field?.name,
      'aria-describedby': describedBy || undefined,
      'aria-invalid': field?.isInvalid || undefined,
    },
  }
}
