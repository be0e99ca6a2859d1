'use client'

import { useRouter } from 'next/navigation'
import { chooseEndDate } from '@/lib/end-dates/actions'
import { ChooseEndDate } from '@/lib/end-dates/input'
import type { UserDetails } from '@/lib/users/queries'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'

/** USR-2 */
export function ChooseEnd({ user, closeHref }: { user: UserDetails; closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(chooseEndDate)
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog isOpen onClose={close} title={`End date of ${user.name}`}>
      <Form
        schema={ChooseEndDate}
        fixed={{ userId: user.id }}
        submit={send}
        submitLabel="Save"
        verdict={user.mayChooseEndDate}
        onCancel={close}
        onDone={() => {
          toast('Saved')
          close()
        }}
      >
        <Field
          label="Last day, UTC"
          name="lastDay"
          mark="Optional"
          hint="From the day after they are locked, with everything they have kept. They and the administrators of the workspace are told a week before. Leave it empty for no end."
        >
          <Input type="date" defaultValue={user.lastDay ?? ''} className="w-44" />
        </Field>
      </Form>
    </Dialog>
  )
}
