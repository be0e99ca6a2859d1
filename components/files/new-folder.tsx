'use client'

import { useRouter } from 'next/navigation'
import { makeFolder } from '@/lib/files/actions'
import { MakeFolder } from '@/lib/files/input'
import type { Verdict } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'
import { useAskAgain } from './use-pages'

type NewFolderProps = { folderId: string; mayMakeFolder: Verdict; closeHref: string }

/** FIL-1, FIL-2 */
export function NewFolder({ folderId, mayMakeFolder, closeHref }: NewFolderProps) {
  const router = useRouter()
  const askAgain = useAskAgain()
  const { send } = useChange(makeFolder)
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog isOpen onClose={close} title="New Folder">
      <Form
        schema={MakeFolder}
        fixed={{ folderId }}
        submit={send}
        submitLabel="Make Folder"
        verdict={mayMakeFolder}
        onCancel={close}
        onDone={({ name }) => {
          toast(`Made ${name}`)
          askAgain()
          close()
        }}
      >
        <Field label="Name" name="name">
          <Input autoComplete="off" spellCheck={false} />
        </Field>
      </Form>
    </Dialog>
  )
}
