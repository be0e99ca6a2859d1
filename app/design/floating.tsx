'use client'

import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { Drawer } from '@/components/ui/drawer'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { Input } from '@/components/ui/input'
import { Menu } from '@/components/ui/menu'
import { RadioCard } from '@/components/ui/radio-card'
import { StatList } from '@/components/ui/stat-list'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { Why } from '@/components/ui/why'
import type { Result } from '@/lib/result'
import { refuseIf } from '@/lib/rules/verdict'
import { Part, Row } from './part'

const Rename = z.strictObject({ name: z.string().trim().min(1, 'A workspace needs a name.'), description: z.string() })
const items = [
  { key: 'open', label: 'Open', href: '/design' },
  { key: 'rename', label: 'Rename' },
  {
    key: 'move',
    label: 'Move to another workspace',
    verdict: refuseIf(true, 'workspace-admin', 'Tobin is Workspace Admin of Simulation. Take that away first.'),
  },
  { key: 'delete', label: 'Delete', isDanger: true },
] as const

const wait = async (): Promise<Result<string>> => {
  await new Promise((resolve) => setTimeout(resolve, 900))
  return { ok: false, code: 'busy', reason: '2 jobs still run in Simulation. Stop them first.' }
}

export function Floating() {
  const [open, setOpen] = useState<'dialog' | 'plain' | 'drawer' | 'confirm'>()
  const close = () => setOpen(undefined)
  return (
    <Part title="What opens">
      <Row>
        <Button onClick={() => setOpen('dialog')}>Dialog with a form</Button>
        <Button onClick={() => setOpen('plain')}>Wide dialog</Button>
        <Button onClick={() => setOpen('drawer')}>Drawer</Button>
        <Button onClick={() => setOpen('confirm')}>Typed confirmation</Button>
        <Menu label="Actions" items={items} onAction={(key) => toast(`You chose ${key}`)} />
        <Menu isIcon label="More for Simulation" items={items} />
        <Button onClick={() => toast('Renamed to Aero EU', { undo: () => toast('Taken back') })}>
          Toast with undo
        </Button>
        <Button onClick={() => toast('The upload stopped: the disk is full.', { tone: 'bad' })}>Bad toast</Button>
      </Row>
      <Dialog isOpen={open === 'dialog'} onClose={close} title="New Workspace">
        <Form schema={Rename} submit={wait} submitLabel="Create Workspace" onCancel={close}>
          <Field label="Name" name="name">
            <Input />
          </Field>
          <Field label="Description" name="description" mark="Optional">
            <Textarea limit={500} />
          </Field>
          <Why>The workspace ID is given on creation and stays for good. The workspace starts with no users.</Why>
        </Form>
      </Dialog>
      <Dialog
        isWide
        isOpen={open === 'plain'}
        onClose={close}
        title="What changed"
        footer={<Button onClick={close}>Close</Button>}
      >
        {Array.from({ length: 30 }, (_, index) => `Line ${index + 1} of a long report`).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </Dialog>
      <Drawer
        isOpen={open === 'drawer'}
        onClose={close}
        title="Deactivate Member"
        description="Tobin Marlow in Simulation 04-8473942"
      >
        <Form
          schema={z.strictObject({ files: z.enum(['transfer', 'delete']) })}
          submit={wait}
          submitLabel="Deactivate and transfer"
          submitVariant="danger"
          onCancel={close}
          note={<Why>Signed out at once. 5 queued jobs are cancelled.</Why>}
        >
          <StatList
            small
            stats={[
              { label: 'Files', value: '4,318', note: '1.42 TiB' },
              { label: 'Jobs', value: '398', note: '2 running, 5 queued' },
              { label: 'Storage devices', value: '3', note: '640 GiB' },
              { label: 'Automations', value: '2', note: 'both will pause' },
            ]}
          />
          <fieldset className="grid gap-2">
            <legend className="mb-2 font-strong">What happens to the files?</legend>
            <RadioCard
              name="files"
              value="transfer"
              title="Deactivate and transfer files"
              about="Everything Tobin owns is shared with one person, who cannot share it on."
              defaultChecked
            />
            <RadioCard
              name="files"
              value="delete"
              title="Deactivate and delete files"
              about="Archived today, deleted for good on 19 February 2027."
            />
          </fieldset>
        </Form>
      </Drawer>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        title="Delete Simulation"
        confirmLabel="Delete workspace"
        typed="Simulation"
        confirm={wait}
      >
        <p>84 users, 61.4 TiB in 1,204,311 files and 11 groups go with it. This cannot be taken back.</p>
      </ConfirmDialog>
    </Part>
  )
}
