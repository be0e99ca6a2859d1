import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { Why } from './why'

type RadioCardProps = Omit<ComponentProps<'input'>, 'type' | 'disabled' | 'title' | 'children'> & {
  name: string
  value: string
  title: string
  about?: ReactNode
  verdict?: Verdict
  /** What belongs to this choice; seen only while it is the one. */
  children?: ReactNode
}

/** One of few choices that want explaining. Stand them in a fieldset with a legend. */
export function RadioCard({ title, about, verdict, children, ...rest }: RadioCardProps) {
  const id = useId()
  const reason = verdict && !verdict.ok ? verdict.reason : undefined
  const described = [about && `${id}-about`, reason && `${id}-reason`].filter(Boolean).join(' ')
  return (
    <div className="group relative grid grid-cols-[16px_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-r3 border border-line-strong px-4 py-3 has-[>input:checked]:border-accent has-[>input:checked]:bg-accent-tint/55 has-[>input:checked]:inset-ring has-[>input:checked]:inset-ring-accent max-desk:grid-cols-[20px_minmax(0,1fr)]">
      <input
        {...rest}
        id={id}
        type="radio"
        className="check mt-0.5"
        aria-disabled={reason ? true : undefined}
        aria-describedby={described || undefined}
        data-tip={reason}
      />
      <label htmlFor={id} className={`font-strong before:absolute before:inset-0 ${reason ? 'text-text-3' : ''}`}>
        {title}
      </label>
      {about && (
        <p id={`${id}-about`} className="col-start-2 text-text-2">
          {about}
        </p>
      )}
      {reason && (
        <div className="col-start-2">
          <Why id={`${id}-reason`}>{reason}</Why>
        </div>
      )}
      {children && (
        <div className="relative col-start-2 mt-3 hidden gap-3 group-has-[>input:checked]:grid">{children}</div>
      )}
    </div>
  )
}
