'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'

type IconButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'aria-label' | 'children'> & {
  /** Said by a screen reader, and shown by the tooltip. */
  label: string
  children: ReactNode
  small?: boolean
  verdict?: Verdict
}

export function IconButton({
  label,
  children,
  small = false,
  verdict,
  onClick,
  className = '',
  ...rest
}: IconButtonProps) {
  const reasonId = useId()
  const reason = verdict && !verdict.ok ? verdict.reason : undefined
  const size = small ? 'size-6 max-desk:size-8' : 'size-7 max-desk:size-9'
  const tone =
    reason === undefined ? 'text-text-3 hover:bg-press hover:text-text' : 'cursor-not-allowed text-line-control'
  return (
    <>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-disabled={reason === undefined ? undefined : true}
        aria-describedby={reason === undefined ? rest['aria-describedby'] : reasonId}
        data-tip={reason ?? label}
        onClick={reason === undefined ? onClick : undefined}
        className={`inline-grid shrink-0 place-items-center rounded-r2 ${size} ${tone} ${className}`}
      >
        {children}
      </button>
      {reason !== undefined && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  )
}
