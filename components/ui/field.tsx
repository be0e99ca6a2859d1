'use client'

import { type ReactNode, useContext, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { FieldContext } from './field-context'
import { FormContext } from './form-context'
import { Why } from './why'

type FieldProps = {
  label: string
  /** The key in the form's schema; its refusal is shown here. */
  name?: string
  /** A word after the label, such as "Optional". */
  mark?: string
  hint?: ReactNode
  /** Outside a Form: why the value is bad. */
  error?: string
  /** A refusal locks the control and says why. */
  verdict?: Verdict
  children: ReactNode
}

/** A label, one control, and what is to be said about it. */
export function Field({ label, name, mark, hint, error, verdict, children }: FieldProps) {
  const id = useId()
  const form = useContext(FormContext)
  const bad = error ?? (name === undefined ? undefined : form?.errors[name])
  const theirs = name === undefined ? undefined : form?.theirs[name]
  const locked = verdict && !verdict.ok ? verdict.reason : undefined
  const described = [
    bad && `${id}-bad`,
    theirs !== undefined && `${id}-theirs`,
    locked && `${id}-locked`,
    hint && `${id}-hint`,
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <FieldContext
      value={{
        id,
        name,
        describedBy: described || undefined,
        isInvalid: bad !== undefined,
        isRefused: locked !== undefined,
      }}
    >
      <div className="relative grid content-start gap-1.5">
        <div className="flex items-baseline gap-2">
          <label htmlFor={id} className="font-strong">
            {label}
          </label>
          {mark && <span className="text-t1 text-text-3">{mark}</span>}
        </div>
        {children}
        {bad && (
          <Why tone="bad" id={`${id}-bad`}>
            {bad}
          </Why>
        )}
        {theirs !== undefined && (
          <Why tone="warn" id={`${id}-theirs`}>
            Saved meanwhile: {theirs === '' ? 'nothing' : `“${theirs}”`}
          </Why>
        )}
        {locked && <Why id={`${id}-locked`}>{locked}</Why>}
        {hint && (
          <p id={`${id}-hint`} className="text-t1 leading-[18px] text-text-2">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  )
}
