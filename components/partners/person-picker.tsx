'use client'

import type { ReactNode } from 'react'
import type { PersonChoice } from '@/lib/partners/choices'
import { SoughtPicker } from '../ui/sought-picker'

export type Person = Pick<PersonChoice, 'id' | 'name' | 'email'>

const words = {
  none: 'This workspace has no active user.',
  noMatch: 'Nobody in this workspace has this in their name or e-mail.',
  unread: 'The people could not be read. Close this and try again.',
}

type PersonPickerProps = {
  legend: string
  /** Where people are asked for, and what besides a part of a name. */
  address: string
  fixed: Readonly<Record<string, string>>
  chosen: Person | undefined
  onChoose: (person: Person) => void
  /** What a form says of the choice. */
  children?: ReactNode
}

/** People of a workspace, one of them to be chosen. */
export const PersonPicker = ({ legend, address, fixed, chosen, onChoose, children }: PersonPickerProps) => (
  <fieldset className="grid gap-2">
    <legend className="mb-1.5 font-strong">
      {legend}
      {chosen && <span className="font-normal text-text-2">: {chosen.name}</span>}
    </legend>
    <SoughtPicker<PersonChoice>
      address={address}
      fixed={fixed}
      labels={{ find: 'Find a person', list: 'People' }}
      words={words}
      show={({ id, name, email, mayChoose }) => ({ id, name, about: email, verdict: mayChoose })}
      isChosen={({ id }) => chosen?.id === id}
      onChoose={onChoose}
    />
    {children}
  </fieldset>
)
