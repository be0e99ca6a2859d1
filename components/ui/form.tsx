'use client'

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Result, Theirs } from '@/lib/result'
import type { Verdict } from '@/lib/rules/verdict'
import { Button } from './button'
import { FormContext } from './form-context'
import { formValues } from './form-values'
import { PanelFoot } from './panel-foot'
import { Why } from './why'

type FormProps<Values, Value> = {
  /** The schema the action parses with. */
  schema: z.ZodType<Values>
  submit: (values: Values) => Promise<Result<Value>>
  /** Runs once the action said yes. */
  onDone?: (value: Value) => void
  /** What no control holds: ids, versions. */
  fixed?: Record<string, unknown>
  submitLabel: string
  submitVariant?: 'primary' | 'danger'
  /** A refusal known beforehand stands on the button. */
  verdict?: Verdict
  onCancel?: () => void
  /** A line beside the buttons: what happens next. */
  note?: ReactNode
  children: ReactNode
}

type Refusal = { reason?: string; errors: Readonly<Record<string, string>>; theirs?: Theirs }
const nothing: Refusal = { errors: {} }

function firstIssues(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of error.issues) errors[String(issue.path[0] ?? '')] ??= issue.message
  return errors
}

/** Whether a Field of the form shows what is wrong with `key`; else it is said beside the button. */
function isShown(form: HTMLFormElement, key: string): boolean {
  const control = form.elements.namedItem(key)
  return control instanceof HTMLElement && !control.matches('[type=checkbox], [type=radio], [type=hidden]')
}

/** Fields, and a button that answers in place. What was typed stays after a refusal. */
export function Form<Values, Value>(props: FormProps<Values, Value>) {
  const { schema, submit, onDone, fixed, submitLabel, submitVariant = 'primary', verdict, onCancel, note } = props
  const form = useRef<HTMLFormElement>(null)
  const [isPending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>(nothing)

  useEffect(() => {
    if (refusal === nothing) return
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    invalid?.focus()
  }, [refusal])

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A form inside a portal must not submit the one around it.
    event.stopPropagation()
    if (isPending || (verdict && !verdict.ok)) return
    // Having seen what others saved, a second press saves over it (SEC-9).
    const over = refusal.theirs && { revision: refusal.theirs.revision }
    const sent = event.currentTarget
    const orphan = (errors: Readonly<Record<string, string>>) => Object.keys(errors).find((key) => !isShown(sent, key))
    const parsed = schema.safeParse({ ...formValues(sent), ...fixed, ...over })
    if (!parsed.success) {
      const errors = firstIssues(parsed.error)
      setRefusal({ errors, reason: errors[orphan(errors) ?? ''], theirs: refusal.theirs })
      return
    }
    setPending(true)
    setRefusal(nothing)
    try {
      const result = await submit(parsed.data)
      if (result.ok) onDone?.(result.value)
      else {
        const { reason, fields = {}, theirs } = result
        const isSaid = Object.keys(fields).length > 0 && orphan(fields) === undefined
        setRefusal({ errors: fields, reason: isSaid ? undefined : reason, theirs })
      }
    } catch {
      setRefusal({
        errors: {},
        reason: 'That did not reach the server. Nothing may have changed; reload and look before trying again.',
      })
    } finally {
      setPending(false)
    }
  }

  return (
    <FormContext value={{ errors: refusal.errors, theirs: refusal.theirs?.values ?? {} }}>
      <form ref={form} noValidate onSubmit={send} className="flex flex-col gap-5 in-data-panel:min-h-full">
        {props.children}
        <PanelFoot note={refusal.reason ? <Why tone="bad">{refusal.reason}</Why> : note} isLive>
          {onCancel && <Button onClick={onCancel}>Cancel</Button>}
          <Button type="submit" variant={submitVariant} pending={isPending} verdict={verdict}>
            {refusal.theirs ? 'Save over theirs' : submitLabel}
          </Button>
        </PanelFoot>
      </form>
    </FormContext>
  )
}
