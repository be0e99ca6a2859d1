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
  mayInvite: Verdict
  mayInviteWorkspaceAdmin: Verdict
  closeHref: string
}

/** INV-1, INV-2, INV-6: one address or many, and then what came of each. */
export function InvitePeople({ workspace, groups, mayInvite, mayInviteWorkspaceAdmin, closeHref }: InvitePeopleProps) {
  const router = useRouter()
  const { send } = useChange(inviteUsers)
  const [results, setResults] = useState<readonly InvitedResult[]>()
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Invite to ${workspace.name}`}
      description={results ? undefined : 'Each gets a mail with a link of their own, valid for seven days.'}
    >
      {results ? (
        <InvitedList results={results} workspace={workspace} onMore={() => setResults(undefined)} onDone={close} />
      ) : (
        <Form
          schema={TypedInvitations}
          fixed={{ workspaceId: workspace.id }}
          submit={send}
          submitLabel="Invite"
          verdict={mayInvite}
          onCancel={close}
          onDone={(done) => setResults(done.results)}
        >
          <AddressList />
          {groups.length > 0 && <GroupChoice groups={groups} />}
          <Checkbox
            name="isWorkspaceAdmin"
            label="Workspace Admin"
            hint="They administer this workspace as soon as they accept."
            verdict={mayInviteWorkspaceAdmin}
          />
        </Form>
      )}
    </Dialog>
  )
}
