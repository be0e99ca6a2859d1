'use client'

import { useState } from 'react'
import { resendInvitation } from '@/lib/invitations/actions'
import type { InvitedResult } from '@/lib/invitations/invite'
import { userHref } from '@/lib/portals/portals'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'
import { PanelFoot } from '../ui/panel-foot'
import { State } from '../ui/state'
import { Why } from '../ui/why'

/** INV-2: a new mail for who has an invitation already. */
function SendAgain({ invitationId }: { invitationId: string }) {
  const { send, isPending } = useChange(resendInvitation)
  const [said, setSaid] = useState<string>()
  if (said === '') return <State tone="good">Sent again</State>
  return (
    <span className="grid justify-items-end gap-1">
      <Button
        small
        pending={isPending}
        onClick={async () => {
          const result = await send({ invitationId })
          setSaid(result.ok ? '' : result.reason)
        }}
      >
        Send again
      </Button>
      {said && <Why tone="bad">{said}</Why>}
    </span>
  )
}

const people = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'person' : 'people'}`

type InvitedListProps = {
  results: readonly InvitedResult[]
  workspace: { readonly code: string }
  onMore: () => void
  onDone: () => void
}

/** INV-1: what came of each line; what can be done instead stands beside it. */
export function InvitedList({ results, workspace, onMore, onDone }: InvitedListProps) {
  const invited = results.filter((result) => result.isInvited).length
  const refused = results.filter((result) => !result.isInvited)
  return (
    <div className="flex flex-col gap-5" role="status">
      <Note tone={invited > 0 ? 'good' : 'warn'}>
        <b>{invited > 0 ? `${people(invited)} invited.` : 'Nobody was invited.'}</b>
        {refused.length > 0 && ` ${people(refused.length)} not, for these reasons:`}
      </Note>
      {refused.length > 0 && (
        <ul className="max-h-[50dvh] overflow-auto">
          {refused.map((result) => (
            <li key={result.line} className="flex items-start gap-4 border-b border-line py-2.5 last:border-0">
              <div className="min-w-0 flex-1">
                <p className="font-strong wrap-anywhere">
                  {result.email === '' ? `Line ${result.line}` : result.email}
                </p>
                <p className="text-text-2">{result.isInvited ? '' : result.reason}</p>
              </div>
              {!result.isInvited && result.offer?.kind === 'resend' && (
                <SendAgain invitationId={result.offer.invitationId} />
              )}
              {!result.isInvited && result.offer?.kind === 'reactivate' && (
                <LinkButton small href={`${userHref(workspace.code, result.offer.userId)}?reactivate=1`}>
                  Reactivate
                </LinkButton>
              )}
            </li>
          ))}
        </ul>
      )}
      <PanelFoot>
        <Button onClick={onMore}>Invite more</Button>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </PanelFoot>
    </div>
  )
}
