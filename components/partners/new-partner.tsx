'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { createPartner } from '@/lib/partners/actions'
import { CreatePartner } from '@/lib/partners/input'
import { partnerHref } from '@/lib/portals/portals'
import { partnerLevels } from '@/lib/rules/folder-permissions'
import { levelAbout, levelWords, maskOf } from '@/lib/rules/levels'
import type { Verdict } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { DestinationTree } from '../files/destination-tree'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { Select } from '../ui/select'
import { Textarea } from '../ui/textarea'
import { toast } from '../ui/toast'
import { FormNotes } from './form-notes'
import { type Person, PersonPicker } from './person-picker'

type Folder = { readonly id: string; readonly name: string }

type NewPartnerProps = {
  workspace: { readonly id: string; readonly code: string; readonly name: string }
  /** Where the files of the workspace begin. */
  rootId: string
  /** Who is responsible unless somebody else is chosen. */
  responsible: Person | undefined
  mayCreate: Verdict
  closeHref: string
}

const levels = [
  ...partnerLevels.map((level) => ({
    value: level,
    label: `${levelWords(maskOf[level])}: ${levelAbout[level].toLowerCase()}`,
  })),
  { value: '', label: 'Nothing yet: folders in it are given one by one.' },
]

/** PAR-1: its page comes next, where people are linked and invited. */
export function NewPartner({ workspace, rootId, responsible, mayCreate, closeHref }: NewPartnerProps) {
  const router = useRouter()
  const { send } = useChange(createPartner)
  const [folder, setFolder] = useState<Folder>()
  const [person, setPerson] = useState(responsible)
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog
      isOpen
      onClose={close}
      title="New Partner"
      description="An outside company, whose users see its root folder and nothing else."
    >
      <Form
        schema={CreatePartner}
        fixed={{ workspaceId: workspace.id, rootFolderId: folder?.id ?? '', responsibleUserId: person?.id ?? '' }}
        submit={send}
        submitLabel="Create Partner"
        verdict={mayCreate}
        onCancel={close}
        onDone={({ id, name }) => {
          toast(`Created ${name}`)
          router.push(partnerHref(workspace.code, id))
        }}
      >
        <Field label="Name" name="name" hint={`Unique among the partners of ${workspace.name}.`}>
          <Input autoComplete="off" />
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1.5 font-strong">
            Root folder{folder && <span className="font-normal text-text-2">: {folder.name}</span>}
          </legend>
          <DestinationTree
            address="/api/partners/roots"
            rootId={rootId}
            rootName="All files"
            open={[]}
            moved={new Set()}
            chosen={folder?.id}
            onChoose={setFolder}
          />
          <FormNotes of="rootFolderId" />
          <p className="text-t1 leading-[18px] text-text-2">
            Make the folder first, under Files. It stays where it is while the partner stands.
          </p>
        </fieldset>
        <Field label="What its users may do in the root folder, and below it" name="level">
          <Select options={levels} defaultValue="read" />
        </Field>
        <PersonPicker
          legend="Responsible"
          address="/api/partners/responsible"
          fixed={{ workspace: workspace.id }}
          chosen={person}
          onChoose={setPerson}
        >
          <FormNotes of="responsibleUserId" />
        </PersonPicker>
        <Field label="Notes" name="notes" mark="Optional" hint="For administrators; the partner does not see them.">
          <Textarea rows={3} limit={2_000} />
        </Field>
      </Form>
    </Dialog>
  )
}
