'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { type ButtonVariant, buttonStyle } from './button-style'
import { PendingBar } from './pending-bar'

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'children'> & {
  children: ReactNode
  icon?: ReactNode
  variant?: ButtonVariant
  small?: boolean
  /** Work is under way: the label stays, presses are swallowed, a bar runs along the foot after 300 ms. */
  pending?: boolean
  /** A refusal keeps the button in reach, swallows the press and says why. There is no other way to disable it. */
  verdict?: Verdict
}

export function Button({
  children,
  icon,
  variant = 'default',
  small = false,
  pending = false,
  verdict,
  type = 'button',
  onClick,
  className = '',
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const reason = verdict && !verdict.ok ? verdict.reason : undefined
  const isIdle = reason === undefined && !pending
  return (
    <>
      <button
        {...rest}
        type={isIdle ? type : 'button'}
        onClick={isIdle ? onClick : undefined}
        className={`${buttonStyle(variant, small, reason !== undefined)} ${className}`}
        aria-disabled={isIdle ? undefined : true}
        aria-busy={pending || undefined}
        aria-describedby={reason === undefined ? rest['aria-describedby'] : reasonId}
        data-tip={reason}
      >
        {icon}
        {children}
        {pending && <PendingBar />}
      </button>
      {reason !== undefined && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  )
}
