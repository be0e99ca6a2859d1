'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { deleteGroup } from '@/lib/groups/actions'
import type { GroupRow } from '@/lib/groups/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { toast } from '../ui/toast'
import { AccessNote } from './access-note'

type DeleteGroupProps = {
  group: GroupRow
  closeHref: string
  /** Where to go when it is gone. */
  doneHref: string
}

/** GRP-1, GRP-2 */
export function DeleteGroup({ group, closeHref, doneHref }: DeleteGroupProps) {
  const router = useRouter()
  const { send } = useChange(deleteGroup)
  const href = useRef(closeHref)
  const { id, name, members, mayDelete } = group
  const people = members === 1 ? 'One person is' : `${members.toLocaleString('en-GB')} people are`
  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(href.current, { scroll: false })}
      title={`Delete ${name}`}
      confirmLabel="Delete Group"
      typed={name}
      verdict={mayDelete}
      confirm={() => send({ groupId: id })}
      onDone={() => {
        href.current = doneHref
        toast(`Deleted ${name}`)
      }}
    >
      <p>
        {members === 0
          ? 'Nobody is in it.'
          : `${people} in it and ${members === 1 ? 'stays' : 'stay'} in the workspace.`}{' '}
        This cannot be taken back: a group of the same name made later starts with nobody and nothing.
      </p>
      <AccessNote gives={group.gives} happening="delete" />
    </ConfirmDialog>
  )
}
