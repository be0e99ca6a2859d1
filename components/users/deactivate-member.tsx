'use client'

import { useRouter } from 'next/navigation'
import { deactivateUser } from '@/lib/deactivation/actions'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Note } from '../ui/note'
import { toast } from '../ui/toast'

type DeactivateMemberProps = { user: UserDetails; openSessions: number; closeHref: string }

/** DEA-8, DEA-10, WSP-10 */
export function DeactivateMember({ user, openSessions, closeHref }: DeactivateMemberProps) {
  const router = useRouter()
  const { send } = useChange(deactivateUser)
  const { name, workspace, groupCount, isLastWorkspaceAdmin: isLast } = user
  const roles = Number(user.isOrganizationAdmin) + Number(user.isWorkspaceAdmin)
  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(closeHref, { scroll: false })}
      title={`Deactivate ${name}?`}
      confirmLabel="Deactivate Member"
      verdict={user.mayDeactivate}
      confirm={() => send({ userId: user.id, isWarned: isLast })}
      onDone={() => toast(`${name} is deactivated in ${workspace.name}`)}
    >
      <p>
        From the next request on nobody acts as this user. {openSessions === 0 && 'They are not signed in as it now.'}
        {openSessions === 1 && 'The browser signed in as it is signed out.'}
        {openSessions > 1 && `${openSessions} browsers signed in as it are signed out.`}
      </p>
      <p>
        {groupCount === 0
          ? 'They are in no group'
          : `They leave ${groupCount === 1 ? 'one group' : `${groupCount.toLocaleString('en-GB')} groups`}`}
        {roles === 0 ? '' : roles === 1 ? ' and lose their role' : ' and lose both roles'}. Reactivating brings the user
        back with what they were given on folders themselves, not roles or groups. The person’s users in other
        workspaces stay as they are.
      </p>
      {isLast && (
        <Note tone="warn">
          {workspace.name} is left without an active Workspace Admin: only Organization Admins can run it then.
        </Note>
      )}
    </ConfirmDialog>
  )
}
