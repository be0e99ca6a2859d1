import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

type PageHeadProps = {
  title: ReactNode
  /** One line: what this page is for. */
  about?: ReactNode
  /** The primary action last. */
  actions?: ReactNode
  crumbs?: readonly { label: string; href: string }[]
  /** Stands in their place where they need more than links. */
  trail?: ReactNode
}

export function PageHead({ title, about, actions, crumbs, trail }: PageHeadProps) {
  return (
    <header className="mb-5 grid gap-x-4 gap-y-0.5 desk:grid-cols-[minmax(0,1fr)_auto] desk:items-start">
      {trail && <div className="mb-1 min-w-0 desk:col-span-2">{trail}</div>}
      {crumbs && (
        <nav aria-label="Where you are" className="mb-1 desk:col-span-2">
          <ol className="flex flex-wrap items-center gap-1 text-t1 text-text-3">
            {crumbs.map((crumb) => (
              <li key={crumb.href} className="flex items-center gap-1">
                <Link href={crumb.href} className="inline-flex min-h-6 items-center hover:text-text hover:underline">
                  {crumb.label}
                </Link>
                <ChevronRight className="size-3.5" />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <h1 className="min-w-0 wrap-anywhere">{title}</h1>
      {actions && (
        <div className="flex gap-2 max-desk:order-last max-desk:mt-3 max-desk:flex-wrap max-desk:*:[a,button]:flex-auto desk:row-span-2">
          {actions}
        </div>
      )}
      {about && <p className="max-w-[92ch] text-text-2 desk:col-start-1">{about}</p>}
    </header>
  )
}
