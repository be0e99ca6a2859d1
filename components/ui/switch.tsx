import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'

type SwitchProps = Omit<ComponentProps<'input'>, 'type' | 'role' | 'disabled'> & {
  label: string
  hint?: ReactNode
  verdict?: Verdict
}

// A native box says itself whether it is on, so the role comes without aria-checked.
const role = { role: 'switch' } as const

/** For what takes effect at once. */
export function Switch({ label, hint, verdict, className = '', ...rest }: SwitchProps) {
  const id = useId()
  const reason = verdict && !verdict.ok ? verdict.reason : undefined
  const described = [reason && `${id}-reason`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-0.5">
      <label className="inline-flex min-h-6 items-start gap-2.5 [&>.switch]:mt-px">
        <input
          {...rest}
          type="checkbox"
          {...role}
          className={`switch ${className}`}
          aria-disabled={reason ? true : undefined}
          aria-describedby={described || undefined}
          data-tip={reason}
        />
        <span className={reason ? 'text-text-3' : ''}>{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="ml-10.5 text-t1 leading-[18px] text-text-2">
          {hint}
        </p>
      )}
      {reason && (
        <span id={`${id}-reason`} hidden>
          {reason}
        </span>
      )}
    </div>
  )
}
