'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { renameGroup } from '@/lib/groups/actions'
import { RenameGroup as RenameInput } from '@/lib/groups/input'
import type { GroupRow } from '@/lib/groups/queries'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'

/** GRP-1, SEC-9 */
export function RenameGroup({ group, closeHref }: { group: GroupRow; closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(renameGroup)
  // The page is drawn again after saving; undoing needs what the form was opened with.
  const [opened] = useState(group)
  const close = () => router.push(closeHref, { scroll: false })

  const undo = async (revision: number) => {
    const result = await send({ groupId: opened.id, name: opened.name, revision })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  return (
    <Dialog isOpen onClose={close} title={`Rename ${opened.name}`}>
      <Form
        schema={RenameInput}
        fixed={{ groupId: opened.id, revision: opened.revision }}
        submit={send}
        submitLabel="Save"
        verdict={opened.mayRename}
        onCancel={close}
        onDone={({ revision }) => {
          toast('Saved', { undo: () => undo(revision) })
          close()
        }}
      >
        <Field label="Name" name="name">
          <Input defaultValue={opened.name} autoComplete="off" />
        </Field>
      </Form>
    </Dialog>
  )
}
