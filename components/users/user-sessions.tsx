'use client'

import { useState } from 'react'
import { endSessionsOfUser } from '@/lib/sessions/actions'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

type Session = { readonly id: string; readonly client: string; readonly address: string; readonly lastSeenAt: string }

/** USR-1: browsers that act as the user now, and a way to sign them out. */
export function UserSessions({ user, sessions }: { user: UserDetails; sessions: readonly Session[] }) {
  const { send, isPending } = useChange(endSessionsOfUser)
  const [reason, setReason] = useState<string>()
  const end = async () => {
    setReason(undefined)
    const result = await send({ userId: user.id })
    if (!result.ok) return setReason(result.reason)
    toast(result.value.ended === 1 ? 'One browser is signed out' : `${result.value.ended} browsers are signed out`)
  }
  return (
    <Card
      title="Signed-in browsers"
      actions={
        sessions.length > 0 && (
          <Button small pending={isPending} verdict={user.mayEndSessions} onClick={end}>
            Sign out all
          </Button>
        )
      }
    >
      <div role="alert" className="mb-2 empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
      </div>
      {sessions.length === 0 && <p className="text-text-2">No browser acts as this user now.</p>}
      <ul className="grid gap-2">
        {sessions.map((session) => (
          <li key={session.id} className="wrap-anywhere">
            <span className="font-strong">{session.client}</span>{' '}
            <span className="text-text-3">
              {session.address && `${session.address} · `}last seen <Time at={session.lastSeenAt} as="ago" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
