'use client'

import { useContext } from 'react'
import { FormContext } from '../ui/form-context'
import { Why } from '../ui/why'

/** What a form says of a choice that is no field of its own: why it is bad, and what others saved meanwhile (SEC-9). */
export function FormNotes({ of }: { of: string }) {
  const form = useContext(FormContext)
  const reason = form?.errors[of]
  const theirs = form?.theirs[of]
  return (
    <>
      {reason !== undefined && <Why tone="bad">{reason}</Why>}
      {theirs !== undefined && <Why tone="warn">Saved meanwhile: {theirs === '' ? 'nobody' : `“${theirs}”`}</Why>}
    </>
  )
}
