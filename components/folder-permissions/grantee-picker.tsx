'use client'

import { useId } from 'react'
import type { GranteeChoice } from '@/lib/folder-permissions/grantees'
import { SkeletonLines } from '../ui/skeleton-lines'
import { useSought } from '../ui/use-sought'
import { Why } from '../ui/why'
import { peopleWords } from './words'

type Found = { rows: GranteeChoice[]; hasMore: boolean }

type GranteePickerProps = {
  folderId: string
  chosen: GranteeChoice | undefined
  onChoose: (choice: GranteeChoice) => void
}

const kinds = { user: '', group: 'Group', partner: 'Partner' } as const

/** Users, groups and partners of the workspace, one of them to be chosen; typing narrows them. */
export function GranteePicker({ folderId, chosen, onChoose }: GranteePickerProps) {
  const group = useId()
  const { q, field, data, isError, isFirst } = useSought<Found>('/api/folder-permissions/grantees', {
    fixed: { folder: folderId },
    isFresh: true,
  })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-strong">Who</legend>
      <input {...field} aria-label="Find a user, a group or a partner" placeholder="Name or e-mail" className="input" />
      <div className="h-48 overflow-y-auto rounded-r2 border border-line py-1">
        <ul aria-label="Users, groups and partners">
          {isFirst && <SkeletonLines />}
          {data?.rows.map((row) => {
            const { grantee, name, email, people, mayGive } = row
            const reason = mayGive.ok ? undefined : mayGive.reason
            return (
              <li key={grantee.id}>
                <label className="flex items-start gap-2.5 px-3 py-1.5 hover:bg-hover max-desk:py-2">
                  <input
                    type="radio"
                    name={group}
                    // Of no form: what it chooses is sent in another shape.
                    form=""
                    className="check mt-0.5"
                    checked={chosen?.grantee.id === grantee.id}
                    onChange={() => mayGive.ok && onChoose(row)}
                    aria-disabled={reason ? true : undefined}
                    data-tip={reason}
                  />
                  <span className="min-w-0 wrap-anywhere">
                    <span className={reason ? 'text-text-2' : 'font-strong'}>{name}</span>{' '}
                    <span className="text-text-3">
                      {email ?? `${kinds[grantee.kind]} of ${people === 0 ? 'nobody yet' : peopleWords(people)}`}
                    </span>
                    {reason && <span className="block text-t1 leading-[18px] text-text-2">{reason}</span>}
                  </span>
                </label>
              </li>
            )
          })}
        </ul>
        <p role="status" className="px-3 py-1.5 text-text-3 empty:hidden">
          {data &&
            data.rows.length === 0 &&
            (q === ''
              ? 'This workspace has no active user and no group.'
              : 'No user, no group and no partner of this workspace has this in its name or e-mail.')}
          {data?.hasMore && 'There are more: type a part of the name or e-mail.'}
        </p>
      </div>
      {isError && <Why tone="warn">The users, groups and partners could not be read. Close this and try again.</Why>}
    </fieldset>
  )
}
