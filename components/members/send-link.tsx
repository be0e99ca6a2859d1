'use client'

import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { sendPasswordLink } from '@/lib/members/actions'
import type { MemberDetails } from '@/lib/members/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

type SendLinkProps = { member: Pick<MemberDetails, 'id' | 'email' | 'hasPassword' | 'maySendPasswordLink'> }

/** USR-1, INV-7: whoever presses it never sees the link. */
export function SendLink({ member }: SendLinkProps) {
  const { send, isPending } = useChange(sendPasswordLink)
  const [reason, setReason] = useState<string>()
  const press = async () => {
    setReason(undefined)
    const result = await send({ accountId: member.id })
    if (result.ok) toast(`A link to set a password goes to ${member.email}`)
    else setReason(result.reason)
  }
  return (
    <Card title="Password">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p className="min-w-60 flex-1 text-text-2">
          {member.hasPassword
            ? 'They have one. A link to set another goes to their own mailbox; you never see it.'
            : 'They have none yet, so they cannot sign in with one. A link to set it goes to their own mailbox; you never see it.'}
        </p>
        <Button icon={<KeyRound />} pending={isPending} verdict={member.maySendPasswordLink} onClick={press}>
          Send password link
        </Button>
        <div role="alert" className="w-full empty:hidden">
          {reason && <Why tone="bad">{reason}</Why>}
        </div>
      </div>
    </Card>
  )
}
