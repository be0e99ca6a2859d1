'use client'

import { createContext } from 'react'

type FormContextValue = {
  errors: Readonly<Record<string, string>>
  /** What somebody else saved meanwhile, by field. */
  theirs: Readonly<Record<string, string>>
}

export const FormContext = createContext<FormContextValue | null>(null)
