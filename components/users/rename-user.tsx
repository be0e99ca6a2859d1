'use client'

import { useRouter } from 'next/navigation'
import { editUser } from '@/lib/users/actions'
import { EditUser } from '@/lib/users/input'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'

/** USR-1, SEC-9 */
export function RenameUser({ user, closeHref }: { user: UserDetails; closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(editUser)
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog isOpen onClose={close} title={`Rename ${user.name}`}>
      <Form
        schema={EditUser}
        fixed={{ userId: user.id, revision: user.revision }}
        submit={send}
        submitLabel="Save"
        verdict={user.mayEdit}
        onCancel={close}
        onDone={() => {
          toast('Saved')
          close()
        }}
      >
        <Field
          label="Display name"
          name="name"
          hint={`How ${user.workspace.name} calls them. Their own name, e-mail and password are theirs.`}
        >
          <Input defaultValue={user.name} autoComplete="off" />
        </Field>
      </Form>
    </Dialog>
  )
}
