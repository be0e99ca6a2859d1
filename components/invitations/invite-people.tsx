'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { inviteUsers } from '@/lib/invitations/actions'
import { TypedInvitations } from '@/lib/invitations/input'
import type { InvitedResult } from '@/lib/invitations/invite'
import type { Verdict } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { Form } from '../ui/form'
import { AddressList } from './address-list'
import { GroupChoice } from './group-choice'
import { InvitedList } from './invited-list'

type InvitePeopleProps = {
  workspace: { readonly id: string; readonly code: string; readonly name: string }
  groups: readonly { readonly id: string; readonly name: string }[]
  /** PAR-2: where they are invited straight into one. */
  partner?: { readonly id: string; readonly name: string }
  mayInvite: Verdict
  mayInviteWorkspaceAdmin: Verdict
  closeHref: string
}

const mailed = (partner: InvitePeopleProps['partner']) =>
  `Each gets a mail with a link of their own, valid for seven days.${partner ? ` Who accepts is a user of ${partner.name} and sees what it has been given.` : ''}`

/** INV-1, INV-2, INV-6, PAR-2: one address or many, and then what came of each. */
export function InvitePeople(props: InvitePeopleProps) {
  const { workspace, groups, partner, mayInvite, mayInviteWorkspaceAdmin, closeHref } = props
  const router = useRouter()
  const { send } = useChange(inviteUsers)
  const [results, setResults] = useState<readonly InvitedResult[]>()
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Invite to ${partner?.name ?? workspace.name}`}
      description={results ? undefined : mailed(partner)}
    >
      {results ? (
        <InvitedList results={results} workspace={workspace} onMore={() => setResults(undefined)} onDone={close} />
      ) : (
        <Form
          schema={TypedInvitations}
          fixed={{ workspaceId: workspace.id, ...(partner && { partnerId: partner.id }) }}
          submit={send}
          submitLabel="Invite"
          verdict={mayInvite}
          onCancel={close}
          onDone={(done) => setResults(done.results)}
        >
          <AddressList />
          {groups.length > 0 && <GroupChoice groups={groups} />}
          {!partner && (
            <Checkbox
              name="isWorkspaceAdmin"
              label="Workspace Admin"
              hint="They administer this workspace as soon as they accept."
              verdict={mayInviteWorkspaceAdmin}
            />
          )}
        </Form>
      )}
    </Dialog>
  )
}
