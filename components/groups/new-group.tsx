'use client'

import { useRouter } from 'next/navigation'
import { createGroup } from '@/lib/groups/actions'
import { CreateGroup } from '@/lib/groups/input'
import { groupHref } from '@/lib/portals/portals'
import type { Verdict } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Dialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'

type NewGroupProps = {
  workspace: { readonly id: string; readonly code: string; readonly name: string }
  mayCreate: Verdict
  closeHref: string
}

/** GRP-1: its page comes next, where people are added. */
export function NewGroup({ workspace, mayCreate, closeHref }: NewGroupProps) {
  const router = useRouter()
  const { send } = useChange(createGroup)
  return (
    <Dialog isOpen onClose={() => router.push(closeHref, { scroll: false })} title="New Group">
      <Form
        schema={CreateGroup}
        fixed={{ workspaceId: workspace.id }}
        submit={send}
        submitLabel="Create Group"
        verdict={mayCreate}
        onCancel={() => router.push(closeHref, { scroll: false })}
        onDone={({ id, name }) => {
          toast(`Created ${name}`)
          router.push(groupHref(workspace.code, id))
        }}
      >
        <Field label="Name" name="name" hint={`Unique among the groups of ${workspace.name}.`}>
          <Input autoComplete="off" />
        </Field>
      </Form>
    </Dialog>
  )
}
