'use client'

import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Destination } from '@/lib/files/destinations'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'
import { NodeIcon } from './node-name'
import { usePages } from './use-pages'

type TreeProps = {
  /** Where the folders are asked for, as `listDestinations` gives them. */
  address?: string
  /** The folder that all of it lies in, and what it is called. */
  rootId: string
  rootName: string
  /** The folder that it is taken from, where it is one: it cannot go there again. */
  from?: string
  /** Folders to begin with open. */
  open: readonly string[]
  /** What is moved there, or copied: no folder goes into itself. */
  moved: ReadonlySet<string>
  chosen?: string
  onChoose: (destination: { id: string; name: string }) => void
}

type Page = { folder: Destination; rows: Destination[]; next: string | null }

/** Folders as places to put things, read as they are opened. What cannot be chosen stays and says why. CPM-7 */
export function DestinationTree({ rootId, rootName, ...props }: TreeProps) {
  return (
    <div className="h-80 overflow-auto rounded-r2 border border-line py-1">
      <Branch {...props} folderId={rootId} depth={0} rootName={rootName} />
    </div>
  )
}

type BranchProps = Omit<TreeProps, 'rootId' | 'rootName'> & { folderId: string; depth: number; rootName?: string }

/** The folders in one; at the top that folder itself, too. */
function Branch({ folderId, depth, rootName, ...props }: BranchProps) {
  const { address = '/api/files/destinations', from } = props
  const { pages, rows, hasMore, more, isError, isFirst } = usePages<Destination, Page>(address, {
    folder: folderId,
    from,
  })
  const root = rootName === undefined ? undefined : pages[0]?.folder
  const inner = (
    <ul aria-label={rootName}>
      {isFirst && <SkeletonLines />}
      {rows.map((row) => (
        <li key={row.id}>
          <Place place={row} name={row.name} depth={root ? depth + 1 : depth} {...props} />
        </li>
      ))}
      {rows.length === 0 && !isFirst && !isError && (
        <li className="py-1 text-t1 text-text-3" style={{ paddingLeft: 40 + depth * 20 }}>
          No folders in it
        </li>
      )}
      {hasMore && (
        <li className="py-1" style={{ paddingLeft: 36 + depth * 20 }}>
          <Button small variant="quiet" onClick={more}>
            More folders
          </Button>
        </li>
      )}
      {isError && (
        <li className="px-3 py-1">
          <Why tone="warn">The folders could not be read. Close this and try again.</Why>
        </li>
      )}
    </ul>
  )
  if (!root) return inner
  return (
    <>
      <Place place={root} name={rootName ?? ''} depth={0} isAlwaysOpen {...props} />
      {inner}
    </>
  )
}

type PlaceProps = Omit<BranchProps, 'folderId' | 'rootName'> & {
  place: Destination
  name: string
  isAlwaysOpen?: boolean
}

function Place({ place, name, depth, isAlwaysOpen = false, ...props }: PlaceProps) {
  const { moved, open, chosen, onChoose } = props
  const isItself = moved.has(place.id)
  const [isOpen, setOpen] = useState(open.includes(place.id) && !isItself)
  const verdict = isItself ? place.mayHoldItself : place.mayHold
  const reason = verdict.ok ? undefined : verdict.reason
  return (
    <>
      <div className="flex items-start gap-1 pr-3 hover:bg-hover" style={{ paddingLeft: 8 + depth * 20 }}>
        <span className="grid size-7 shrink-0 place-items-center max-desk:size-9">
          {!isAlwaysOpen && !isItself && (
            <IconButton
              small
              label={isOpen ? `Close ${name}` : `Show what is in ${name}`}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <ChevronRight className={`size-3.5! transition-transform ${isOpen ? 'rotate-90' : ''}`} />
            </IconButton>
          )}
        </span>
        <label className="flex min-w-0 flex-1 items-start gap-2 py-1 max-desk:py-2">
          <input
            type="radio"
            name="destination"
            // Of no form: what it chooses is sent by whoever holds it.
            form=""
            className="check mt-0.5"
            checked={chosen === place.id}
            onChange={() => verdict.ok && onChoose({ id: place.id, name })}
            aria-disabled={reason ? true : undefined}
            data-tip={reason}
          />
          <NodeIcon kind="folder" place={place.place} />
          <span className={`min-w-0 wrap-anywhere ${reason ? 'text-text-3' : ''}`}>
            {name}
            {reason && <span className="block text-t1 leading-[18px] text-text-2">{reason}</span>}
          </span>
        </label>
      </div>
      {isOpen && !isAlwaysOpen && <Branch {...props} folderId={place.id} depth={depth + 1} />}
    </>
  )
}
