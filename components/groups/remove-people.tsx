'use client'

import { addToGroup, removeFromGroup } from '@/lib/groups/actions'
import type { RemoveFromGroupInput } from '@/lib/groups/input'
import type { GroupRow } from '@/lib/groups/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { toast } from '../ui/toast'
import { AccessNote } from './access-note'

type RemovePeopleProps = {
  group: GroupRow
  chosen: RemoveFromGroupInput['chosen']
  /** As in "Remove 3 people from Crew?". */
  who: string
  onClose: () => void
}

/** GRP-2: says first what they lose. Those chosen one by one can be put back for ten seconds. */
export function RemovePeople({ group, chosen, who, onClose }: RemovePeopleProps) {
  const removing = useChange(removeFromGroup)
  const adding = useChange(addToGroup)

  const undo = async (userIds: string[]) => {
    const result = await adding.send({ groupId: group.id, userIds })
    if (!result.ok) return toast(result.reason, { tone: 'bad' })
    const { changed, refused } = result.value
    toast(refused === 0 ? 'Taken back' : `${changed} of ${changed + refused} are in ${group.name} again`)
  }

  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Remove ${who} from ${group.name}?`}
      confirmLabel="Remove from group"
      verdict={group.mayChangeMembers}
      confirm={() => removing.send({ groupId: group.id, chosen })}
      onDone={({ changed }) => {
        const text = `${changed === 1 ? 'One person is' : `${changed.toLocaleString('en-GB')} people are`} no longer in ${group.name}`
        toast(text, 'userIds' in chosen ? { undo: () => undo(chosen.userIds) } : {})
      }}
    >
      <p>They stay users of the workspace, and in their other groups.</p>
      <AccessNote gives={group.gives} happening="leave" />
    </ConfirmDialog>
  )
}
