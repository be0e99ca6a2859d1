import Link from 'next/link'
import type { ReactNode } from 'react'

type TopBarProps = {
  /** Where the mark leads. */
  homeHref: string
  navigation?: ReactNode
  portalMenu: ReactNode
  /** The command palette's button. */
  search?: ReactNode
  tools: ReactNode
}

export function TopBar({ homeHref, navigation, portalMenu, search, tools }: TopBarProps) {
  return (
    <header className="sticky top-0 z-30 grid h-bar grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-1 border-b border-line bg-canvas px-2 desk:grid-cols-[1fr_minmax(220px,400px)_1fr] desk:gap-4 desk:pr-3 desk:pl-4">
      <div className="flex min-w-0 items-center gap-2 max-desk:gap-0.5">
        {navigation}
        <Link href={homeHref} aria-label="Atrium, my work" className="flex min-h-6 text-text max-desk:hidden">
          <svg width="22" height="22" viewBox="0 0 24 24" fill="none" strokeWidth="2" aria-hidden="true">
            <path d="M3 21V12a9 9 0 0 1 18 0v9" className="stroke-current" />
            <path d="M8 21v-8.5a4 4 0 0 1 8 0V21" className="stroke-accent-text" />
          </svg>
        </Link>
        <span className="mx-1 h-4.5 w-px shrink-0 bg-line-strong max-desk:hidden" />
        {portalMenu}
      </div>
      <div className="min-w-0">{search}</div>
      <div className="flex min-w-0 items-center justify-end gap-1 max-desk:gap-0.5">{tools}</div>
    </header>
  )
}
