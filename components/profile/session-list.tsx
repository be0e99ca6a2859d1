'use client'

import { MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { endAllSessions, endOtherSessions, endSession } from '@/lib/sessions/actions'
import type { SessionRow } from '@/lib/sessions/queries'
import { useChange } from '../change/use-change'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'

function Session({ session }: { session: SessionRow }) {
  const { send, isPending } = useChange(endSession)
  const end = async () => {
    const result = await send({ sessionId: session.id })
    if (result.ok) toast(`${session.client} is signed out`)
    else toast(result.reason, { tone: 'bad' })
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0">
      <MonitorSmartphone className="size-5 text-text-3" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-2 font-strong">
          {session.client} {session.isThis && <Badge tone="accent">This browser</Badge>}
        </p>
        <p className="text-t1 text-text-3 wrap-anywhere">
          {session.address && `${session.address} · `}signed in <Time at={session.createdAt} as="moment" />
          {!session.isThis && (
            <>
              , last seen <Time at={session.lastSeenAt} as="ago" />
            </>
          )}
        </p>
      </div>
      {!session.isThis && (
        <Button
          small
          pending={isPending}
          onClick={end}
          aria-label={`Sign out ${session.client}${session.address && `, ${session.address}`}`}
        >
          Sign out
        </Button>
      )}
    </li>
  )
}

/** Every browser the person is signed in with, and a way out of each, of the others, and of all. */
export function SessionList({ sessions }: { sessions: readonly SessionRow[] }) {
  const others = useChange(endOtherSessions)
  const all = useChange(endAllSessions)
  const [isAsking, setAsking] = useState(false)
  const hasOthers = sessions.some((session) => !session.isThis)

  const endOthers = async () => {
    const result = await others.send({})
    if (!result.ok) return toast(result.reason, { tone: 'bad' })
    toast(
      result.value.ended === 1
        ? 'One other browser is signed out'
        : `${result.value.ended} other browsers are signed out`,
    )
  }

  return (
    <Card
      title="Signed-in browsers"
      actions={
        <>
          {hasOthers && (
            <Button small pending={others.isPending} onClick={endOthers}>
              Sign out all others
            </Button>
          )}
          <Button small variant="quiet" onClick={() => setAsking(true)}>
            Sign out everywhere
          </Button>
        </>
      }
    >
      <ul>
        {sessions.map((session) => (
          <Session key={session.id} session={session} />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        confirm={() => all.send({})}
        onDone={() => window.location.assign('/sign-in')}
      >
        <p>Every browser you are signed in with is signed out at its next request, this one at once.</p>
      </ConfirmDialog>
    </Card>
  )
}
