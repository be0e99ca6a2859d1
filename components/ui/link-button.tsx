import Link from 'next/link'
import type { ReactNode } from 'react'
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
}

export function LinkButton({ href, children, icon, variant = 'default', small = false, download }: LinkButtonProps) {
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
