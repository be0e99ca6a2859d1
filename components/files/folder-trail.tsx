'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Menu } from '../ui/menu'

type Crumb = { readonly href: string; readonly label: string }

/** The way to a folder. Of a long one the first and the last two are shown, and a menu has those between. */
export function FolderTrail({ crumbs }: { crumbs: readonly Crumb[] }) {
  const isLong = crumbs.length > 4
  const hidden = isLong ? crumbs.slice(1, -2) : []
  const shown = isLong ? [...crumbs.slice(0, 1), ...crumbs.slice(-2)] : crumbs
  return (
    <nav aria-label="Where you are">
      <ol className="flex min-w-0 items-center gap-1 text-t1 text-text-3 max-desk:flex-wrap">
        {shown.map((crumb, place) => (
          <li key={crumb.href} className="flex min-w-0 items-center gap-1">
            <Link
              href={crumb.href}
              className="inline-flex min-h-6 min-w-0 items-center hover:text-text hover:underline"
            >
              <span className="max-w-56 truncate">{crumb.label}</span>
            </Link>
            <ChevronRight className="size-3.5" />
            {place === 0 && isLong && (
              <>
                <span className="-my-1 flex">
                  <Menu
                    isIcon
                    small
                    label={`${hidden.length} folders between`}
                    items={hidden.map(({ href, label }) => ({ key: href, href, label }))}
                  />
                </span>
                <ChevronRight className="size-3.5" />
              </>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
