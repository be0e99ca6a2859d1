'use client'

import { useRouter } from 'next/navigation'
import { reactivateUser } from '@/lib/deactivation/actions'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { toast } from '../ui/toast'

/** DEA-9 */
export function ReactivateMember({ user, closeHref }: { user: UserDetails; closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(reactivateUser)
  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(closeHref, { scroll: false })}
      title={`Reactivate ${user.name}?`}
      confirmLabel="Reactivate Member"
      variant="primary"
      verdict={user.mayReactivate}
      confirm={() => send({ userId: user.id })}
      onDone={() => toast(`${user.name} is active in ${user.workspace.name} again`)}
    >
      <p>
        They can act as this user again from now on, without the roles and groups they had. What they were given on
        folders themselves holds again.
      </p>
    </ConfirmDialog>
  )
}
