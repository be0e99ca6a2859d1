import Link from 'next/link'
import { LinkPending } from './link-pending'

export type Tab = { href: string; label: string; count?: number }

const number = new Intl.NumberFormat('en-GB')

/** Parts of one thing, each at an address of its own. */
export function Tabs({
  label,
  tabs,
  current,
}: {
  label: string
  tabs: readonly Tab[] /** The href of the open one. */
  current: string
}) {
  return (
    <nav aria-label={label} className="mb-5 overflow-x-auto border-b border-line [scrollbar-width:none]">
      <ul className="flex w-max gap-5">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              aria-current={tab.href === current ? 'page' : undefined}
              className="relative flex h-[38px] items-center gap-1.5 rounded-t-r1 border-b-2 border-transparent whitespace-nowrap text-text-2 -outline-offset-2 hover:text-text aria-[current]:border-accent aria-[current]:font-strong aria-[current]:text-text"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-t1 font-normal text-text-3">{number.format(tab.count)}</span>
              )}
              <LinkPending />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
