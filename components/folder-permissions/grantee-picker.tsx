'use client'

import type { GranteeChoice } from '@/lib/folder-permissions/grantees'
import { SoughtPicker } from '../ui/sought-picker'
import { kindWords, peopleWords } from './words'

const words = {
  none: 'This workspace has no active user and no group.',
  noMatch: 'No user, no group and no partner of this workspace has this in its name or e-mail.',
  unread: 'The users, groups and partners could not be read. Close this and try again.',
}

const about = ({ grantee, email, people }: GranteeChoice) =>
  email ?? `${kindWords[grantee.kind]} of ${people === 0 ? 'nobody yet' : peopleWords(people)}`

type GranteePickerProps = {
  folderId: string
  chosen: GranteeChoice | undefined
  onChoose: (choice: GranteeChoice) => void
}

/** Users, groups and partners of the workspace, one of them to be chosen. */
export const GranteePicker = ({ folderId, chosen, onChoose }: GranteePickerProps) => (
  <fieldset>
    <legend className="mb-1.5 font-strong">Who</legend>
    <SoughtPicker<GranteeChoice>
      address="/api/folder-permissions/grantees"
      fixed={{ folder: folderId }}
      labels={{ find: 'Find a user, a group or a partner', list: 'Users, groups and partners' }}
      words={words}
      show={(row) => ({ id: row.grantee.id, name: row.name, about: about(row), verdict: row.mayGive })}
      isChosen={(row) => chosen?.grantee.id === row.grantee.id}
      onChoose={onChoose}
    />
  </fieldset>
)
