'use client'

import { Building, Check, Layers } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '../ui/badge'
import { CopyId } from '../ui/copy-id'
import { LinkPending } from '../ui/link-pending'
import type { PortalEntry } from './portal-entry'

const tile = 'grid size-[26px] shrink-0 place-items-center rounded-r2'
const looks = {
  organization: { tile: `${tile} bg-org text-on-portal`, icon: <Building /> },
  workspace: { tile: `${tile} bg-ws-tint text-ws-text inset-ring inset-ring-ws-line`, icon: <Layers /> },
} as const

type LineProps = { entry: PortalEntry; onOpen: (entry: PortalEntry) => void }

/** One portal of the menu: a link, or a switch and then a link. */
export function PortalLine({ entry, onOpen }: LineProps) {
  const look = looks[entry.kind]
  return (
    <li
      className={`relative flex min-h-10 items-center gap-2.5 rounded-r2 px-2.5 py-[7px] hover:bg-press ${entry.isOpen ? 'bg-accent-tint hover:bg-accent-tint' : ''}`}
    >
      <span className={look.tile}>{look.icon}</span>
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <Link
            href={entry.href}
            aria-current={entry.isOpen ? 'true' : undefined}
            data-start={entry.isOpen ? '' : undefined}
            prefetch={false}
            onNavigate={(event) => {
              // Another user has to act first: the owner of this menu sees to both.
              if (entry.switchTo !== undefined) event.preventDefault()
              onOpen(entry)
            }}
            className="min-w-0 truncate font-strong outline-none before:absolute before:inset-0 before:rounded-r2 before:content-[''] focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent-text"
          >
            {entry.name}
            <LinkPending />
          </Link>
          {entry.workspaceId && (
            <span className="relative">
              <CopyId id={entry.workspaceId} />
            </span>
          )}
        </span>
        {entry.kind === 'organization' && (
          <span className="block text-t1 text-text-3">Everything, in all workspaces</span>
        )}
      </span>
      {entry.isOpen && (
        <Badge tone="accent" icon={<Check />}>
          Open
        </Badge>
      )}
    </li>
  )
}
