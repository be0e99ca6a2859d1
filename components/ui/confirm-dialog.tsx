'use client'

import { type ReactNode, useState } from 'react'
import type { Result } from '@/lib/result'
import { refuseIf, type Verdict } from '@/lib/rules/verdict'
import { Button } from './button'
import { Dialog } from './dialog'
import { Field } from './field'
import { Input } from './input'
import { PanelFoot } from './panel-foot'
import { Why } from './why'

type ConfirmDialogProps<Value> = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What will happen, counted. */
  children: ReactNode
  confirmLabel: string
  /** For what cannot be taken back: the name to type first. */
  typed?: string
  variant?: 'danger' | 'primary'
  verdict?: Verdict
  confirm: () => Promise<Result<Value>>
  onDone?: (value: Value) => void
}

// A page shows runs of spaces as one, so one is what people type.
const asShown = (text: string) => text.trim().replace(/\s+/g, ' ')

export function ConfirmDialog<Value>(props: ConfirmDialogProps<Value>) {
  return (
    <Dialog isOpen={props.isOpen} onClose={props.onClose} title={props.title}>
      <Question {...props} />
    </Dialog>
  )
}

function Question<Value>(props: ConfirmDialogProps<Value>) {
  const { children, confirmLabel, typed, variant = 'danger', verdict, confirm, onDone, onClose } = props
  const [text, setText] = useState('')
  const [isPending, setPending] = useState(false)
  const [reason, setReason] = useState<string>()
  const untyped = refuseIf(typed !== undefined && asShown(text) !== asShown(typed), 'untyped', `Type “${typed}” first.`)
  const may = verdict && !verdict.ok ? verdict : untyped

  const send = async () => {
    setPending(true)
    setReason(undefined)
    try {
      const result = await confirm()
      if (!result.ok) return setReason(result.reason)
      onDone?.(result.value)
      onClose()
    } catch {
      setReason('That did not reach the server. Nothing may have changed; reload and look before trying again.')
    } finally {
      setPending(false)
    }
  }

  return (
    <form
      className="flex min-h-full flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (may.ok && !isPending) send()
      }}
    >
      <div className="grid gap-3 text-text-2">{children}</div>
      {typed !== undefined && (
        <Field label={`Type “${typed}” to confirm`}>
          <Input value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" spellCheck={false} />
        </Field>
      )}
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant={variant} pending={isPending} verdict={may}>
          {confirmLabel}
        </Button>
      </PanelFoot>
    </form>
  )
}
