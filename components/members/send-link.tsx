'use client'

import { KeyRound } from 'lucide-react'
import { sendPasswordLink } from '@/lib/members/actions'
import type { MemberDetails } from '@/lib/members/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { toast } from '../ui/toast'

/** USR-1, INV-7: whoever presses it never sees the link. */
export function SendLink({ member }: { member: Pick<MemberDetails, 'id' | 'email' | 'maySendPasswordLink'> }) {
  const { send, isPending } = useChange(sendPasswordLink)
  const press = async () => {
    const result = await send({ accountId: member.id })
    if (result.ok) toast(`A link to set a password goes to ${member.email}`)
    else toast(result.reason, { tone: 'bad' })
  }
  return (
    <Button icon={<KeyRound />} pending={isPending} verdict={member.maySendPasswordLink} onClick={press}>
      Send password link
    </Button>
  )
}
