'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { BarPopover } from '../frame/bar-popover'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'

type Found = { rows: { code: string; name: string }[]; next: string | null }

async function find(q: string): Promise<Found> {
  const answer = await fetch(`/api/workspaces?${new URLSearchParams({ q })}`)
  if (!answer.ok) throw new Error(`The list of workspaces answered ${answer.status}.`)
  return answer.json()
}

type WorkspaceChoiceProps = {
  anchor: HTMLElement | null
  isOpen: boolean
  onClose: () => void
  onChoose: (code: string) => void
}

/** One workspace among all; typing narrows them. */
export function WorkspaceChoice({ anchor, isOpen, onClose, onChoose }: WorkspaceChoiceProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.slice(0, 200))
  const { data, isError } = useQuery({
    queryKey: ['workspaces', q],
    queryFn: () => find(q),
    placeholderData: keepPreviousData,
  })
  return (
    <BarPopover label="Choose a workspace" anchor={anchor} isOpen={isOpen} onClose={onClose} align="start">
      <input
        type="search"
        data-start=""
        aria-label="Find a workspace"
        placeholder="Name or workspace ID"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="input mb-1.5"
        autoComplete="off"
        spellCheck={false}
      />
      <ul className="min-h-10">
        {!data && !isError && <SkeletonLines />}
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
