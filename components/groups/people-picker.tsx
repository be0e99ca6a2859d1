'use client'

import type { Candidate } from '@/lib/groups/members'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'

type Found = { rows: Candidate[]; hasMore: boolean }

type PeoplePickerProps = {
  groupId: string
  isChosen: (userId: string) => boolean
  onChoose: (candidate: Candidate, isChosen: boolean) => void
}

/** People of the workspace; typing narrows them. Who cannot join stands among them with the reason. */
export function PeoplePicker({ groupId, isChosen, onChoose }: PeoplePickerProps) {
  const { q, field, data, isError, isFirst } = useSought<Found>('/api/groups/candidates', {
    fixed: { group: groupId },
    isFresh: true,
  })
  return (
    <div className="grid gap-2">
      <input {...field} aria-label="Find people" placeholder="Name or e-mail" className="input" />
      <div className="h-72 overflow-y-auto rounded-r2 border border-line py-1">
        <ul aria-label="People">
          {isFirst && <SkeletonLines />}
          {data?.rows.map((row) => {
            const { id, mayAdd } = row
            const reason = mayAdd.ok ? undefined : mayAdd.reason
            return (
              <li key={id}>
                <label className="flex items-start gap-2.5 px-3 py-1.5 hover:bg-hover max-desk:py-2">
                  <input
                    type="checkbox"
                    className="check mt-0.5"
                    checked={isChosen(id) || (!mayAdd.ok && mayAdd.code === 'member')}
                    onChange={(event) => onChoose(row, event.target.checked)}
                    aria-disabled={reason ? true : undefined}
                    data-tip={reason}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className={reason ? 'text-text-2' : 'font-strong'}>{row.name}</span>{' '}
                    <span className="text-text-3">{row.email}</span>
                    {reason && <span className="block text-t1 leading-[18px] text-text-2">{reason}</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-3 py-1.5 text-text-3 empty:hidden">
          {data &&
            !data.hasMore &&
            data.rows.length === 0 &&
            (q === ''
              ? 'Everybody is in this group already.'
              : 'Nobody in this workspace has this in their name or e-mail.')}
          {data?.hasMore && 'There are more: type a part of the name or e-mail.'}
        </p>
      </div>
      {isError && <Why tone="warn">The people could not be read. Close this and try again.</Why>}
    </div>
  )
}
