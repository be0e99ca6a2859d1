'use client'

import { useState } from 'react'
import { acceptInvitation } from '@/lib/invitations/actions'
import type { FoundInvitation } from '@/lib/invitations/queries'
import type { Verdict } from '@/lib/rules/verdict'
import { signOut, switchUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'
import { Why } from '../ui/why'

type AcceptHereProps = {
  /** Null for a link that nobody holds any more. */
  invitation: FoundInvitation | null
  verdict: Verdict
  actingIn: string
}

/** INV-2, INV-3: one press for who is signed in; who is signed in with another address is told so. */
export function AcceptHere({ invitation, verdict, actingIn }: AcceptHereProps) {
  const accepting = useChange(acceptInvitation)
  const switching = useChange(switchUser)
  const leaving = useChange(signOut)
  const [reason, setReason] = useState<string>()
  // The page is drawn again once the invitation is used up; what was just done stays on it.
  const [joined, setJoined] = useState<{ userId: string; workspace: string }>()
  const id = verdict.ok ? invitation?.id : undefined

  const accept = async (invitationId: string) => {
    const result = await accepting.send({ invitationId })
    if (result.ok) setJoined(result.value)
    else setReason(result.reason)
  }
  const act = async (userId: string) => {
    const result = await switching.send({ userId })
    if (result.ok) window.location.assign('/')
    else setReason(result.reason)
  }
  const leave = async () => {
    const result = await leaving.send({})
    if (result.ok || result.code === 'signed-out') window.location.reload()
    else setReason(result.reason)
  }

  return (
    <div className="grid gap-4">
      {joined ? (
        <div role="status">
          <Note tone="good">
            <b>You are a user of {joined.workspace} now.</b> You still act in {actingIn}.
          </Note>
        </div>
      ) : (
        <Note tone={verdict.ok ? 'neutral' : 'warn'}>
          {verdict.ok ? `You are signed in as ${invitation?.email}.` : verdict.reason}
        </Note>
      )}
      <div className="grid gap-2 *:w-full">
        {joined && (
          <Button variant="primary" pending={switching.isPending} onClick={() => act(joined.userId)}>
            Switch to {joined.workspace}
          </Button>
        )}
        {!joined && id !== undefined && (
          <Button variant="primary" pending={accepting.isPending} onClick={() => accept(id)}>
            Accept
          </Button>
        )}
        {!joined && !verdict.ok && verdict.code === 'another-address' && (
          <Button variant="primary" pending={leaving.isPending} onClick={leave}>
            Sign out
          </Button>
        )}
        <LinkButton href="/">Stay in {actingIn}</LinkButton>
      </div>
      <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
    </div>
  )
}
