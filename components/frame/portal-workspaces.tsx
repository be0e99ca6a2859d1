'use client'

import { workspaceHref } from '@/lib/portals/portals'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'
import type { PortalEntry } from './portal-entry'
import { PortalLine } from './portal-line'

type Found = { rows: { code: string; name: string }[]; next: string | null }

type PortalWorkspacesProps = {
  from: string
  openWorkspaceId: string | undefined
  onOpen: (entry: PortalEntry) => void
}

/** POR-2: every workspace of the organization, for its admins; typing narrows the list. */
export function PortalWorkspaces({ from, openWorkspaceId, onOpen }: PortalWorkspacesProps) {
  const { field, data, isError, isFirst } = useSought<Found>(from)
  return (
    <section aria-label="Workspace portals">
      <h3 className="px-2.5 pt-2 pb-1 text-t1 font-medium tracking-normal text-text-3">Workspace portals</h3>
      <div className="px-2.5 pb-1.5">
        <input {...field} aria-label="Find a workspace" placeholder="Name or workspace ID" className="input" />
      </div>
      <ul className="min-h-10">
        {isFirst && <SkeletonLines />}
        {data?.rows.map(({ code, name }) => (
          <PortalLine
            key={code}
            entry={{
              kind: 'workspace',
              name,
              workspaceId: code,
              href: workspaceHref(code),
              isOpen: code === openWorkspaceId,
            }}
            onOpen={onOpen}
          />
        ))}
      </ul>
      <p role="status" className="px-2.5 text-t1 text-text-3">
        {isFirst && <span className="sr-only">Loading</span>}
        {data && data.rows.length === 0 && 'No workspace has this in its name or ID.'}
        {data?.next && 'There are more: type a part of the name.'}
      </p>
      {isError && <Why tone="warn">The workspaces could not be read. Close and open this menu to try again.</Why>}
    </section>
  )
}
