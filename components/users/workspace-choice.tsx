'use client'

import { BarPopover } from '../frame/bar-popover'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'

type Found = { rows: { code: string; name: string }[]; next: string | null }

type WorkspaceChoiceProps = {
  anchor: HTMLElement | null
  isOpen: boolean
  onClose: () => void
  onChoose: (code: string) => void
}

/** One workspace among all; typing narrows them. */
export function WorkspaceChoice({ anchor, isOpen, onClose, onChoose }: WorkspaceChoiceProps) {
  const { field, data, isError, isFirst } = useSought<Found>('/api/workspaces')
  return (
    <BarPopover label="Choose a workspace" anchor={anchor} isOpen={isOpen} onClose={onClose} align="start">
      <input
        {...field}
        data-start=""
        aria-label="Find a workspace"
        placeholder="Name or workspace ID"
        className="input mb-1.5"
      />
      <ul className="min-h-10">
        {isFirst && <SkeletonLines />}
        {data?.rows.map(({ code, name }) => (
          <li key={code}>
            <button
              type="button"
              onClick={() => onChoose(code)}
              className="flex min-h-8 w-full items-baseline gap-2 rounded-r2 px-2.5 py-1 text-left hover:bg-press max-desk:min-h-10 max-desk:items-center"
            >
              <span className="min-w-0 truncate">{name}</span>
              <span className="ml-auto shrink-0 text-t1 text-text-3">{code}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2.5 text-t1 text-text-3">
        {data && data.rows.length === 0 && 'No workspace has this in its name or ID.'}
        {data?.next && 'There are more: type a part of the name.'}
      </p>
      {isError && <Why tone="warn">The workspaces could not be read. Close and open this list to try again.</Why>}
    </BarPopover>
  )
}
