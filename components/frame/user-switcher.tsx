'use client'

import dynamic from 'next/dynamic'
import { useRef, useState } from 'react'
import type { Result } from '@/lib/result'
import { Avatar } from '../ui/avatar'
import { useHasBeen } from '../ui/use-has-been'
import { BarButton } from './bar-button'
import type { UserEntry } from './user-entry'

const load = () => import('./user-list').then((module) => module.UserList)
const UserList = dynamic(load, { ssr: false })

export type UserSwitcherProps = {
  person: { name: string; email: string }
  users: readonly UserEntry[]
  profileHref: string
  onSwitch: (userId: string) => Promise<Result<unknown>>
  onSignOut: () => void
}

/** Who am I acting as, and who could I. */
export function UserSwitcher(props: UserSwitcherProps) {
  const { person, users } = props
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  const wasOpened = useHasBeen(isOpen)
  const acting = users.find((user) => user.isActing)
  return (
    <>
      <BarButton
        ref={button}
        label={acting ? `Acting as ${person.name} in ${acting.workspaceName}` : person.name}
        isOpen={isOpen}
        onClick={() => setOpen(!isOpen)}
        onPointerEnter={load}
        onFocus={load}
      >
        <Avatar name={person.name} />
        <span className="grid min-w-0 max-w-56 text-t1 leading-[15px] max-desk:hidden">
          <b className="truncate text-text">{person.name}</b>
          {acting && (
            <span className="truncate text-text-3">
              {acting.workspaceName} · {acting.administration}
            </span>
          )}
        </span>
      </BarButton>
      {wasOpened && <UserList {...props} anchor={button.current} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}
