'use client'

import { LogOut, User, UserRoundCog } from 'lucide-react'
import Link from 'next/link'
import { startTransition, useId, useState } from 'react'
import { Avatar } from '../ui/avatar'
import { LinkPending } from '../ui/link-pending'
import { Why } from '../ui/why'
import { BarPopover } from './bar-popover'
import { UserChoice } from './user-choice'
import type { UserSwitcherProps } from './user-switcher'

type UserListProps = UserSwitcherProps & { anchor: HTMLElement | null; isOpen: boolean; onClose: () => void }

const action =
  'relative flex min-h-8 w-full items-center gap-2.5 rounded-r2 px-2.5 text-left text-text-2 -outline-offset-2 hover:bg-press hover:text-text max-desk:min-h-10 [&>.lucide]:text-text-3'
const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

export function UserList({ person, users, profileHref, onSwitch, onSignOut, anchor, isOpen, onClose }: UserListProps) {
  const headId = useId()
  const [switching, setSwitching] = useState<string>()
  const [reason, setReason] = useState<string>()

  const choose = async (userId: string) => {
    if (switching !== undefined) return
    if (users.find((user) => user.userId === userId)?.isActing) return onClose()
    setSwitching(userId)
    setReason(undefined)
    try {
      const result = await onSwitch(userId)
      if (result.ok) onClose()
      else setReason(result.reason)
    } catch {
      setReason('That did not reach the server. Reload and try again.')
    } finally {
      setSwitching(undefined)
    }
  }

  return (
    <BarPopover label="Acting user" anchor={anchor} isOpen={isOpen} onClose={onClose} align="end">
      <div className="flex items-center gap-2.5 px-2.5 py-2">
        <Avatar name={person.name} large />
        <span className="grid min-w-0 leading-[18px]">
          <b className="truncate">{person.name}</b>
          <span className="truncate text-t1 text-text-3">{person.email}</span>
        </span>
      </div>
      <hr className="-mx-1.5 mt-0.5 mb-1.5 border-line" />
      <h3 id={headId} className="px-2.5 pt-1 pb-1 text-t1 font-medium tracking-normal text-text-3">
        Your users
      </h3>
      {/* Moving does not switch: to act as another user reloads the page, so it wants Enter, space or a press. */}
      <div
        role="radiogroup"
        aria-labelledby={headId}
        onKeyDown={(event) => {
          const step = steps[event.key]
          if (step === undefined) return
          event.preventDefault()
          const radios = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]'))
          const at = radios.findIndex((radio) => radio.matches(':focus'))
          radios.at((at + step) % radios.length)?.focus()
        }}
      >
        {users.map((user) => (
          <UserChoice key={user.userId} user={user} isSwitching={switching === user.userId} onChoose={choose} />
        ))}
      </div>
      <div role="alert" className="px-2.5 py-1 empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
      </div>
      <hr className="-mx-1.5 my-1.5 border-line" />
      <Link href={profileHref} onNavigate={() => startTransition(onClose)} className={action}>
        {users.length > 1 ? <UserRoundCog /> : <User />}
        Profile and sign-in workspace
        <LinkPending />
      </Link>
      <button type="button" className={action} onClick={onSignOut}>
        <LogOut />
        Sign out
      </button>
    </BarPopover>
  )
}
