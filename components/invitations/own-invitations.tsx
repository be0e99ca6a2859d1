'use client'

import { acceptInvitation } from '@/lib/invitations/actions'
import type { OwnInvitation } from '@/lib/invitations/queries'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { toast } from '../ui/toast'

function Invitation({ invitation }: { invitation: OwnInvitation }) {
  const { id, workspace, partnerName, invitedByName, expiresAt, mayAccept } = invitation
  const { send, isPending } = useChange(acceptInvitation)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3 first:pt-0 last:border-0 last:pb-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-strong wrap-anywhere">{workspace.name}</p>
        <p className="text-text-2 wrap-anywhere">
          {invitedByName} invites you{partnerName !== null && `, as a user of ${partnerName}`}, until{' '}
          <Time at={expiresAt} />
        </p>
      </div>
      <Button
        variant="primary"
        pending={isPending}
        verdict={mayAccept}
        onClick={async () => {
          const result = await send({ invitationId: id })
          if (result.ok) toast(`You are a user of ${workspace.name} now; switch to it at the top right`)
          else toast(result.reason, { tone: 'bad' })
        }}
      >
        Accept<span className="sr-only"> {workspace.name}</span>
      </Button>
    </li>
  )
}

/** INV-2: what is open for one's own address. */
export const OwnInvitations = ({ invitations }: { invitations: readonly OwnInvitation[] }) => (
  <Card title={invitations.length === 1 ? 'You are invited' : 'Your invitations'}>
    <ul>
      {invitations.map((invitation) => (
        <Invitation key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  </Card>
)
