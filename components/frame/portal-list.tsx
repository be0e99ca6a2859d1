'use client'

import { FolderOpen } from 'lucide-react'
import Link from 'next/link'
import { startTransition } from 'react'
import { LinkPending } from '../ui/link-pending'
import { BarPopover } from './bar-popover'
import type { PortalEntry } from './portal-entry'
import { PortalLine } from './portal-line'
import type { PortalMenuProps } from './portal-menu'
import { PortalWorkspaces } from './portal-workspaces'

type PortalListProps = PortalMenuProps & { anchor: HTMLElement | null; isOpen: boolean; onClose: () => void }

/** POR-2: the acting user's portals, and below them those of the person's other users. */
export function PortalList(props: PortalListProps) {
  const { portals, homeHref, workspacesFrom, openWorkspaceId, onOpenPortal, anchor, isOpen, onClose } = props
  // The menu goes when the page has come, and shows until then that it is coming.
  const leave = () => startTransition(onClose)
  const open = (entry: PortalEntry) => {
    onOpenPortal?.(entry)
    if (entry.switchTo === undefined) leave()
    else onClose()
  }
  const own = portals.filter((portal) => portal.switchTo === undefined)
  const groups = [
    { title: 'Organization portal', entries: own.filter((portal) => portal.kind === 'organization') },
    { title: 'Workspace portals', entries: own.filter((portal) => portal.kind === 'workspace') },
    { title: 'As another of your users', entries: portals.filter((portal) => portal.switchTo !== undefined) },
  ].filter((group) => group.entries.length > 0)
  return (
    <BarPopover label="Portals" anchor={anchor} isOpen={isOpen} onClose={onClose} align="start">
      {groups.map((group, index) => (
        <div key={group.title}>
          <section aria-label={group.title}>
            <h3 className="px-2.5 pt-2 pb-1 text-t1 font-medium tracking-normal text-text-3">{group.title}</h3>
            <ul>
              {group.entries.map((entry) => (
                <PortalLine key={`${entry.href} ${entry.switchTo ?? ''}`} entry={entry} onOpen={open} />
              ))}
            </ul>
          </section>
          {index === 0 && workspacesFrom && (
            <PortalWorkspaces from={workspacesFrom} openWorkspaceId={openWorkspaceId} onOpen={open} />
          )}
        </div>
      ))}
      {groups.length === 0 && <p className="px-2.5 py-2 text-text-2">None of your users administers anything.</p>}
      <hr className="-mx-1.5 my-1.5 border-line" />
      <Link
        href={homeHref}
        onNavigate={leave}
        className="relative flex min-h-8 items-center gap-2.5 rounded-r2 px-2.5 text-text-2 -outline-offset-2 hover:bg-press hover:text-text max-desk:min-h-10"
      >
        <FolderOpen className="text-text-3" />
        Back to my work
        <LinkPending />
      </Link>
    </BarPopover>
  )
}
