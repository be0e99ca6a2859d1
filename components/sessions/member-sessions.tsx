'use client'

import { useState } from 'react'
import { endSessionsOfMember } from '@/lib/sessions/actions'
import type { SessionRow } from '@/lib/sessions/queries'
import { useChange } from '../change/use-change'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

type MemberSessionsProps = { accountId: string; sessions: readonly SessionRow[] }

/** The browsers a person is signed in with, for Organization Admins, and an end to all of them. */
export function MemberSessions({ accountId, sessions }: MemberSessionsProps) {
  const { send, isPending } = useChange(endSessionsOfMember)
  const [reason, setReason] = useState<string>()
  const end = async () => {
    setReason(undefined)
    const result = await send({ accountId })
    if (!result.ok) return setReason(result.reason)
    toast(result.value.ended === 1 ? 'One browser is signed out' : `${result.value.ended} browsers are signed out`)
  }
  return (
    <Card
      title="Signed-in browsers"
      actions={
        sessions.length > 0 && (
          <Button small pending={isPending} onClick={end}>
            Sign out all
          </Button>
        )
      }
    >
      <div role="alert" className="mb-2 empty:hidden">
        {reason && <Why tone="bad">{reason}</Why>}
      </div>
      {sessions.length === 0 && <p className="text-text-2">They are not signed in anywhere.</p>}
      <ul className="grid gap-2">
        {sessions.map((session) => (
          <li key={session.id} className="wrap-anywhere">
            <span className="font-strong">{session.client}</span>{' '}
            {session.isThis && <Badge tone="accent">This browser</Badge>}{' '}
            <span className="text-text-3">
              {session.address && `${session.address} · `}signed in <Time at={session.createdAt} as="moment" />, last
              seen <Time at={session.lastSeenAt} as="ago" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
