'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { editWorkspace } from '@/lib/workspaces/actions'
import { EditWorkspace as Input } from '@/lib/workspaces/input'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Form } from '../ui/form'
import { toast } from '../ui/toast'
import { WorkspaceFields } from './workspace-fields'

type EditWorkspaceProps = {
  workspace: { id: string; name: string; description: string; revision: number }
  closeHref: string
}

/** WSP-2, WSP-3, SEC-9 */
export function EditWorkspace({ workspace, closeHref }: EditWorkspaceProps) {
  const router = useRouter()
  const { send } = useChange(editWorkspace)
  // The page is drawn again after saving; undoing and comparing need what the form was opened with.
  const [opened] = useState(workspace)
  const close = () => router.push(closeHref, { scroll: false })

  const undo = async (revision: number) => {
    const { id: workspaceId, name, description } = opened
    const result = await send({ workspaceId, name, description, revision })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  return (
    <Dialog isOpen onClose={close} title={`Edit ${opened.name}`}>
      <Form
        schema={Input}
        fixed={{ workspaceId: opened.id, revision: opened.revision }}
        submit={send}
        submitLabel="Save"
        onCancel={close}
        onDone={({ revision }) => {
          toast('Saved', { undo: () => undo(revision) })
          close()
        }}
      >
        <WorkspaceFields name={opened.name} description={opened.description} />
      </Form>
    </Dialog>
  )
}
