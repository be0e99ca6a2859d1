import type { ReactNode } from 'react'
import { queryHref, type TableQuery } from './table-query'

type TableFootProps = { count: ReactNode; before?: string; after?: string; query: TableQuery; hasKeys?: boolean }

const step = 'inline-flex h-7 items-center px-2.5 text-t1 font-medium inset-ring inset-ring-line-strong max-desk:h-9'

function Step({ href, children, className }: { href?: string; children: string; className: string }) {
  if (href === undefined)
    return (
      <span aria-hidden="true" className={`${step} ${className} bg-sunken text-text-3`}>
        {children}
      </span>
    )
  return (
    <a href={href} className={`${step} ${className} bg-surface text-text hover:bg-hover`}>
      {children}
    </a>
  )
}

export function TableFoot({ count, before, after, query, hasKeys = false }: TableFootProps) {
  const hasPages = before !== undefined || after !== undefined
  return (
    <div className="flex min-h-11 items-center gap-3 pr-3 pl-4 text-t1 text-text-3 max-desk:flex-wrap max-desk:px-0 max-desk:py-2 desk:border-t desk:border-line">
      <span>{count}</span>
      <span className="ml-auto flex items-center gap-3">
        {hasKeys && (
          <span className="flex items-center gap-1.5 max-desk:hidden">
            <kbd>?</kbd> keys
          </span>
        )}
        {hasPages && (
          <nav aria-label="Pages" className="flex">
            <Step href={before === undefined ? undefined : queryHref(query, { before })} className="rounded-l-r2">
              Previous
            </Step>
            <Step href={after === undefined ? undefined : queryHref(query, { after })} className="-ml-px rounded-r-r2">
              Next
            </Step>
          </nav>
        )}
      </span>
    </div>
  )
}
