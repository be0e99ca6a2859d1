'use client'

import { Check, User } from 'lucide-react'
import { Badge } from '../ui/badge'
import { CopyId } from '../ui/copy-id'
import type { UserEntry } from './user-entry'

type UserChoiceProps = { user: UserEntry; isSwitching: boolean; onChoose: (userId: string) => void }

/** One user to act as. The ID is copied beside the radio button, not inside it. */
export function UserChoice({ user, isSwitching, onChoose }: UserChoiceProps) {
  const about = `${user.administration}${user.isSignIn ? ' · sign-in workspace' : ''}`
  return (
    <div
      className={`relative flex min-h-10 items-center gap-2.5 rounded-r2 px-2.5 py-[7px] ${user.isActing ? 'bg-accent-tint' : 'hover:bg-press'}`}
    >
      <span
        className={`grid size-[26px] shrink-0 place-items-center rounded-r2 ${user.isActing ? 'bg-press text-text-2' : 'bg-ws-tint text-ws-text inset-ring inset-ring-ws-line'}`}
      >
        <User />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          {/* biome-ignore lint/a11y/useSemanticElements: a native radio button would switch users on every arrow key. */}
          <button
            type="button"
            role="radio"
            aria-checked={user.isActing}
            aria-busy={isSwitching || undefined}
            aria-label={`${user.workspaceName}, ${about}`}
            tabIndex={user.isActing ? 0 : -1}
            data-start={user.isActing ? '' : undefined}
            onClick={() => onChoose(user.userId)}
            className="min-w-0 truncate font-strong outline-none before:absolute before:inset-0 before:rounded-r2 before:content-[''] focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent-text"
          >
            {user.workspaceName}
          </button>
          <span className="relative">
            <CopyId id={user.workspaceId} />
          </span>
        </span>
        <span className="block truncate text-t1 text-text-3">{isSwitching ? 'Switching…' : about}</span>
      </span>
      {user.isActing && (
        <Badge tone="accent" icon={<Check />}>
          Acting
        </Badge>
      )}
    </div>
  )
}
