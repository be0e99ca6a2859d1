'use client'

import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { switchUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Why } from '../ui/why'

type SwitchOfferProps = { userId: string; workspaceName: string; administration: string; actingIn: string }

/** SWI-9: this link is for another of one's own users; one press acts as that one and opens it. */
export function SwitchOffer({ userId, workspaceName, administration, actingIn }: SwitchOfferProps) {
  const { send, isPending } = useChange(switchUser)
  const [reason, setReason] = useState<string>()
  const path = usePathname()
  return (
    <EmptyState
      isPage
      kind="not-for-you"
      title="Another of your users can open this"
      action={
        <div className="grid justify-items-center gap-2">
          <Button
            variant="primary"
            pending={isPending}
            onClick={async () => {
              const result = await send({ userId })
              if (result.ok) window.location.assign(path)
              else setReason(result.reason)
            }}
          >
            Switch to {workspaceName}
          </Button>
          <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
        </div>
      }
    >
      You act in {actingIn} now. Your user in {workspaceName} ({administration}) may open this page.
    </EmptyState>
  )
}
