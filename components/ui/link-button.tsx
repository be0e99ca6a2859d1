import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { Button } from './button'
import { type ButtonVariant, buttonStyle } from './button-style'
import { LinkPending } from './link-pending'

type LinkButtonProps = {
  href: string
  children: ReactNode
  icon?: ReactNode
  variant?: ButtonVariant
  small?: boolean
  /** The browser saves what the address answers, instead of showing it. */
  download?: boolean
  /** A refusal leaves a button that leads nowhere and says why. */
  verdict?: Verdict
}

export function LinkButton(props: LinkButtonProps) {
  const { href, children, icon, variant = 'default', small = false, download, verdict } = props
  if (verdict && !verdict.ok)
    return (
      <Button icon={icon} variant={variant} small={small} verdict={verdict}>
        {children}
      </Button>
    )
  const inner = (
    <>
      {icon}
      {children}
    </>
  )
  const className = buttonStyle(variant, small)
  if (download)
    return (
      <a href={href} download className={className}>
        {inner}
      </a>
    )
  return (
    <Link href={href} className={className}>
      {inner}
      <LinkPending />
    </Link>
  )
}
