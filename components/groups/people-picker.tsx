'use client'

import type { Candidate } from '@/lib/groups/members'
import { SoughtPicker } from '../ui/sought-picker'

const words = {
  none: 'Everybody is in this group already.',
  noMatch: 'Nobody in this workspace has this in their name or e-mail.',
  unread: 'The people could not be read. Close this and try again.',
}

type PeoplePickerProps = {
  groupId: string
  isChosen: (userId: string) => boolean
  onChoose: (candidate: Candidate, isChosen: boolean) => void
}

/** People of the workspace who could join a group, any of them to be chosen; who is in it already is ticked. */
export const PeoplePicker = ({ groupId, isChosen, onChoose }: PeoplePickerProps) => (
  <SoughtPicker<Candidate>
    address="/api/groups/candidates"
    fixed={{ group: groupId }}
    labels={{ find: 'Find people', list: 'People' }}
    words={words}
    show={({ id, name, email, mayAdd }) => ({ id, name, about: email, verdict: mayAdd })}
    isMany
    isChosen={({ id, mayAdd }) => isChosen(id) || (!mayAdd.ok && mayAdd.code === 'member')}
    onChoose={onChoose}
  />
)
