'use client'

import type { GroupChoice } from '@/lib/groups/choices'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'

type Found = { rows: GroupChoice[]; hasMore: boolean }

type GroupPickerProps = {
  userId: string
  /** Whether the box stands the other way than it was found. */
  isChanged: (groupId: string) => boolean
  onToggle: (group: GroupChoice) => void
}

/** Groups of the workspace with a box each, those the user is in first; typing narrows them. */
export function GroupPicker({ userId, isChanged, onToggle }: GroupPickerProps) {
  const { q, field, data, isError, isFirst } = useSought<Found>('/api/groups', {
    fixed: { user: userId },
    isFresh: true,
  })
  return (
    <div className="grid gap-2">
      <input {...field} aria-label="Find a group" placeholder="Name of a group" className="input" />
      <div className="h-72 overflow-y-auto rounded-r2 border border-line py-1">
        <ul aria-label="Groups">
          {isFirst && <SkeletonLines />}
          {data?.rows.map((row) => {
            const reason = row.mayChange.ok ? undefined : row.mayChange.reason
            return (
              <li key={row.id}>
                <label className="flex items-start gap-2.5 px-3 py-1.5 hover:bg-hover max-desk:py-2">
                  <input
                    type="checkbox"
                    className="check mt-0.5"
                    checked={row.isMember !== isChanged(row.id)}
                    onChange={() => onToggle(row)}
                    aria-disabled={reason ? true : undefined}
                    data-tip={reason}
                  />
                  <span className={`min-w-0 wrap-anywhere ${reason ? 'text-text-2' : ''}`}>{row.name}</span>
                </label>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-3 py-1.5 text-text-3 empty:hidden">
          {data &&
            data.rows.length === 0 &&
            (q === '' ? 'This workspace has no groups yet.' : 'No group has this in its name.')}
          {data?.hasMore && 'There are more: type a part of the name.'}
        </p>
      </div>
      {isError && <Why tone="warn">The groups could not be read. Close this and try again.</Why>}
    </div>
  )
}
