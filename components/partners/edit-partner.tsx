'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { editPartner } from '@/lib/partners/actions'
import { EditPartner as EditInput } from '@/lib/partners/input'
import type { PartnerDetails } from '@/lib/partners/queries'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'
import { toast } from '../ui/toast'
import { FormNotes } from './form-notes'
import { type Person, PersonPicker } from './person-picker'

/** PAR-1, SEC-9 */
export function EditPartner({ partner, closeHref }: { partner: PartnerDetails; closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(editPartner)
  // The page is drawn again after saving; undoing needs what the form was opened with.
  const [opened] = useState(partner)
  const [person, setPerson] = useState<Person | undefined>(opened.responsible ?? undefined)
  const close = () => router.push(closeHref, { scroll: false })
  const { id: partnerId, name, notes, responsible } = opened

  const isAnother = person?.id !== responsible?.id
  const chosen = (by: { readonly id: string } | null | undefined) =>
    by && isAnother ? { responsibleUserId: by.id } : {}

  const undo = async (revision: number) => {
    const result = await send({ partnerId, name, notes, ...chosen(responsible), revision })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  return (
    <Dialog isOpen onClose={close} title={`Edit ${name}`}>
      <Form
        schema={EditInput}
        fixed={{ partnerId, revision: opened.revision, ...chosen(person) }}
        submit={send}
        submitLabel="Save"
        verdict={opened.mayEdit}
        onCancel={close}
        onDone={({ revision }) => {
          toast('Saved', responsible ? { undo: () => undo(revision) } : {})
          close()
        }}
      >
        <Field label="Name" name="name">
          <Input defaultValue={name} autoComplete="off" />
        </Field>
        <PersonPicker
          legend="Responsible"
          address="/api/partners/responsible"
          fixed={{ workspace: opened.workspaceId }}
          chosen={person}
          onChoose={setPerson}
        >
          <FormNotes of="responsibleUserId" />
        </PersonPicker>
        <Field label="Notes" name="notes" mark="Optional" hint="For administrators; the partner does not see them.">
          <Textarea rows={5} limit={2_000} defaultValue={notes} />
        </Field>
      </Form>
    </Dialog>
  )
}
