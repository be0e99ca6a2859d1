'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { deletePartner } from '@/lib/partners/actions'
import type { PartnerDetails } from '@/lib/partners/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Note } from '../ui/note'
import { toast } from '../ui/toast'

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

type DeletePartnerProps = {
  partner: PartnerDetails
  closeHref: string
  /** Where to go when it is gone. */
  doneHref: string
}

/** PAR-4: says what goes and what stays. */
export function DeletePartner({ partner, closeHref, doneHref }: DeletePartnerProps) {
  const router = useRouter()
  const { send } = useChange(deletePartner)
  const href = useRef(closeHref)
  const { id, name, users, permissions, invitations, rootPath, mayDelete } = partner
  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(href.current, { scroll: false })}
      title={`Delete ${name}`}
      confirmLabel="Delete Partner"
      typed={name}
      verdict={mayDelete}
      confirm={() => send({ partnerId: id })}
      onDone={({ deactivated }) => {
        href.current = doneHref
        toast(`Deleted ${name}${deactivated > 0 ? `, and deactivated ${counted(deactivated, 'user', 'users')}` : ''}`)
      }}
    >
      <Note tone="warn">
        <b>This goes with it:</b>
        <ul className="list-disc pl-5">
          <li>
            {users === 0
              ? 'It has no active users.'
              : `${counted(users, 'user is', 'users are')} deactivated. Once reactivated they are plain users, with a home folder.`}
          </li>
          <li>{counted(permissions, 'permission', 'permissions')} on folders.</li>
          {invitations > 0 && <li>{counted(invitations, 'open invitation is', 'open invitations are')} revoked.</li>}
        </ul>
      </Note>
      <p>
        The folder <b className="wrap-anywhere">{rootPath}</b> stays with everything in it, and can be moved and deleted
        again. Deleting the partner cannot be taken back: one of the same name made later starts with nobody and
        nothing.
      </p>
    </ConfirmDialog>
  )
}
