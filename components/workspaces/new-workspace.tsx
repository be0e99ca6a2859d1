'use client'

import { useRouter } from 'next/navigation'
import { createWorkspace } from '@/lib/workspaces/actions'
import { CreateWorkspace } from '@/lib/workspaces/input'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Form } from '../ui/form'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { WorkspaceFields } from './workspace-fields'

/** WSP-3, WSP-4, WSP-10 */
export function NewWorkspace({ closeHref }: { closeHref: string }) {
  const router = useRouter()
  const { send } = useChange(createWorkspace)
  const close = () => router.push(closeHref, { scroll: false })
  return (
    <Dialog isOpen onClose={close} title="New Workspace">
      <Form
        schema={CreateWorkspace}
        submit={send}
        submitLabel="Create Workspace"
        onCancel={close}
        onDone={({ name, code }) => {
          toast(`Created ${name}, workspace ID ${code}`)
          close()
        }}
      >
        <WorkspaceFields />
        <Why>
          The workspace ID is given on creation and stays for good. The workspace starts with no users, so without a
          Workspace Admin; Organization Admins run it until it has one.
        </Why>
      </Form>
    </Dialog>
  )
}
