import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'disabled' | 'aria-label'> & {
  label: string
  /** In a table the head is the label to see; this one is still read out. */
  isLabelHidden?: boolean
  hint?: ReactNode
  verdict?: Verdict
}

/** A native check box. Refused, it keeps its focus and the tooltip says why. */
export function Checkbox({ label, isLabelHidden = false, hint, verdict, className = '', ...rest }: CheckboxProps) {
  const id = useId()
  const reason = verdict && !verdict.ok ? verdict.reason : undefined
  const described = [reason && `${id}-reason`, hint && `${id}-hint`].filter(Boolean).join(' ')
  const box = (
    <input
      {...rest}
      id={rest.id ?? id}
      type="checkbox"
      className={`check ${className}`}
      aria-label={isLabelHidden ? label : undefined}
      aria-disabled={reason ? true : undefined}
      aria-describedby={described || rest['aria-describedby']}
      data-tip={reason}
    />
  )
  const why = reason && (
    <span id={`${id}-reason`} hidden>
      {reason}
    </span>
  )
  if (isLabelHidden)
    return (
      <>
        {box}
        {why}
      </>
    )
  return (
    <div className="grid gap-0.5">
      <label htmlFor={rest.id ?? id} className="inline-flex min-h-6 items-start gap-2.5 [&>.check]:mt-0.5">
        {box}
        <span className={reason ? 'text-text-3' : ''}>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="ml-6.5 text-t1 leading-[18px] text-text-2 max-desk:ml-7.5">
          {hint}
        </p>
      )}
      {why}
    </div>
  )
}
