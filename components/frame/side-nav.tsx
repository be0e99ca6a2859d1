'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { LinkPending } from '../ui/link-pending'

export type NavItem = { label: string; href: string; count?: number; isAlone?: boolean }
/** A section is a page by itself, or a heading over its items. */
export type NavSection = { label: string; icon: ReactNode; href?: string; items?: readonly NavItem[] }

type SideNavProps = {
  label: string
  sections: readonly NavSection[]
  portal?: 'organization' | 'workspace'
  onNavigate?: () => void
}

const number = new Intl.NumberFormat('en-GB')
const line =
  'relative flex h-[30px] items-center gap-2.5 overflow-hidden rounded-r2 px-2 text-text-2 hover:bg-press hover:text-text max-desk:h-10 [&>.lucide]:text-text-3'
const current =
  'aria-[current]:bg-surface aria-[current]:font-strong aria-[current]:text-text aria-[current]:inset-ring aria-[current]:inset-ring-line-strong'
const rail =
  "pl-8.5 before:absolute before:inset-y-0 before:left-[15px] before:w-px before:bg-line-strong before:content-['']"
const marks = {
  organization: 'aria-[current]:before:w-0.5 aria-[current]:before:bg-org',
  workspace: 'aria-[current]:before:w-0.5 aria-[current]:before:bg-ws',
  none: 'aria-[current]:before:w-0.5 aria-[current]:before:bg-accent',
} as const

/** The page itself, or the one it lies under: the longest address that fits. */
function currentHref(sections: readonly NavSection[], path: string): string | undefined {
  const pages = sections.flatMap(({ label, href, items = [] }): readonly NavItem[] =>
    href === undefined ? items : [{ label, href }],
  )
  return pages
    .filter(({ href, isAlone }) => path === href || (!isAlone && path.startsWith(`${href}/`)))
    .map(({ href }) => href)
    .sort((one, other) => other.length - one.length)[0]
}

export function SideNav({ label, sections, portal, onNavigate }: SideNavProps) {
  const here = currentHref(sections, usePathname() ?? '')
  const router = useRouter()
  const mark = marks[portal ?? 'none']
  // All links at once would be twenty requests a page; one is fetched as the hand comes near.
  const link = (href: string) => ({
    href,
    prefetch: false,
    onPointerEnter: () => router.prefetch(href),
    onNavigate,
    'aria-current': href === here ? ('page' as const) : undefined,
  })
  return (
    <nav aria-label={label} className="grid content-start gap-0.5">
      {sections.map((section) =>
        section.items === undefined ? (
          <Link key={section.label} {...link(section.href ?? '/')} className={`${line} ${current}`}>
            {section.icon}
            {section.label}
            <LinkPending />
          </Link>
        ) : (
          <details key={section.label} open className="group">
            <summary className={`${line} cursor-pointer list-none [&::-webkit-details-marker]:hidden`}>
              {section.icon}
              {section.label}
              <ChevronRight className="ml-auto size-3.5 transition-transform group-open:rotate-90" />
            </summary>
            <ul>
              {section.items.map((item) => (
                <li key={item.href}>
                  <Link {...link(item.href)} className={`${line} ${current} ${rail} ${mark}`}>
                    <span className="truncate">{item.label}</span>
                    {item.count !== undefined && (
                      <span className="ml-auto text-t1 font-normal text-text-3">{number.format(item.count)}</span>
                    )}
                    <LinkPending />
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        ),
      )}
    </nav>
  )
}
