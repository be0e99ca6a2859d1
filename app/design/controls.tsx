'use client'

import { Download, Ellipsis, Mail, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { CopyId } from '@/components/ui/copy-id'
import { Field } from '@/components/ui/field'
import { Form } from '@/components/ui/form'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { LinkButton } from '@/components/ui/link-button'
import { RadioCard } from '@/components/ui/radio-card'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { Result } from '@/lib/result'
import { refuseIf } from '@/lib/rules/verdict'
import { Part, Row } from './part'

const refused = refuseIf(
  true,
  'last-organization-admin',
  'Acme Mobility would have no Organization Admin left. Name another one first.',
)
const locked = refuseIf(true, 'locked', 'The organization has locked this at 90 days.')

const NewWorkspace = z.strictObject({
  name: z.string().trim().min(1, 'A workspace needs a name.').max(60, 'At most 60 characters.'),
  description: z.string().trim().max(500, 'At most 500 characters.'),
  region: z.enum(['eu', 'us']),
  isPartnerOpen: z.boolean(),
  revision: z.int(),
})

async function create(values: z.infer<typeof NewWorkspace>): Promise<Result<string>> {
  await new Promise((resolve) => setTimeout(resolve, 900))
  if (values.name.toLowerCase() === 'aero eu')
    return {
      ok: false,
      code: 'name-taken',
      reason: 'The name is taken.',
      fields: { name: '“Aero EU” has this name already. Case and extra spaces do not make it different.' },
    }
  if (values.name === 'late' && values.revision === 1)
    return {
      ok: false,
      code: 'changed-meanwhile',
      reason: 'Clara Venholt saved this a minute ago. Save again to replace what she wrote.',
      theirs: { revision: 2, values: { name: 'Aero Europe', description: '' } },
    }
  if (values.name === 'full')
    return { ok: false, code: 'full', reason: 'Acme Mobility has its 50 workspaces. Delete one, or ask for more.' }
  return { ok: true, value: values.name }
}

const regions = [
  { value: 'eu', label: 'Europe' },
  { value: 'us', label: 'United States' },
] as const

export function Controls() {
  const [isPending, setPending] = useState(false)
  return (
    <>
      <Part title="Buttons">
        <Row>
          <Button variant="primary" icon={<Plus />}>
            New Workspace
          </Button>
          <Button icon={<Download />}>Export CSV</Button>
          <Button variant="danger" icon={<Trash2 />}>
            Delete
          </Button>
          <Button variant="quiet">Columns</Button>
          <LinkButton href="/design">A link</LinkButton>
          <IconButton label="More for Simulation">
            <Ellipsis />
          </IconButton>
          <IconButton label="Delete" verdict={refused}>
            <Trash2 />
          </IconButton>
          <CopyId id="04-8473942" />
        </Row>
        <Row>
          <Button variant="primary" pending={isPending} onClick={() => setPending(true)}>
            Press to wait
          </Button>
          <Button pending>Saving</Button>
          <Button variant="danger" pending>
            Deleting
          </Button>
          <Button variant="primary" verdict={refused}>
            Refused
          </Button>
          <Button variant="danger" icon={<Trash2 />} verdict={refused}>
            Take away Organization Admin
          </Button>
          <Button variant="quiet" verdict={refused}>
            Refused, quiet
          </Button>
        </Row>
        <Row>
          <Button small variant="primary">
            Small
          </Button>
          <Button small icon={<Download />}>
            Export
          </Button>
          <Button small variant="danger">
            Remove
          </Button>
          <Button small variant="quiet">
            Quiet
          </Button>
          <Button small verdict={refused}>
            Refused
          </Button>
        </Row>
      </Part>
      <Part title="Fields">
        <div className="grid gap-5 desk:grid-cols-3">
          <Field label="Name" hint="Shown to everybody in the workspace.">
            <Input defaultValue="Simulation" />
          </Field>
          <Field label="E-mail" mark="Optional">
            <Input type="email" placeholder="name@example.org" icon={<Mail />} />
          </Field>
          <Field
            label="Name of the workspace"
            error="“Aero EU” has this name already. Case and extra spaces do not make it different."
          >
            <Input defaultValue="aero  eu" />
          </Field>
          <Field label="Description" mark="Optional">
            <Textarea limit={500} defaultValue="External aerodynamics for the European vehicle programmes." />
          </Field>
          <Field label="Reason" error="At most 20 characters.">
            <Textarea limit={20} defaultValue="This is longer than twenty characters." />
          </Field>
          <Field label="Kept for" verdict={locked}>
            <Input defaultValue="90 days" />
          </Field>
          <Field label="Region">
            <Select options={regions} />
          </Field>
          <Field label="Region, locked" verdict={locked}>
            <Select options={regions} />
          </Field>
          <Field label="Region, refused" error="Partners of this region are not allowed.">
            <Select options={regions} />
          </Field>
        </div>
        <div className="grid gap-5 desk:grid-cols-3">
          <div className="grid content-start gap-3">
            <Checkbox label="Rest" />
            <Checkbox
              label="Ticked"
              defaultChecked
              hint="What it does, in a line that may well be longer than the label."
            />
            <Checkbox label="Refused" verdict={refused} />
            <Checkbox label="Refused, ticked" defaultChecked verdict={refused} />
          </div>
          <div className="grid content-start gap-3">
            <Switch label="Off" />
            <Switch label="On" defaultChecked hint="Takes effect at once." />
            <Switch label="Refused" verdict={refused} />
            <Switch label="Refused, on" defaultChecked verdict={refused} />
          </div>
          <fieldset className="grid content-start gap-2">
            <legend className="mb-2 font-strong">What happens to the files?</legend>
            <RadioCard
              name="files"
              value="transfer"
              title="Deactivate and transfer files"
              about="Everything Tobin owns is shared with one person."
              defaultChecked
            >
              <Field label="Transfer to">
                <Input placeholder="Name or e-mail" />
              </Field>
            </RadioCard>
            <RadioCard
              name="files"
              value="delete"
              title="Deactivate and delete files"
              about="Archived today, deleted for good on 19 February 2027."
            />
            <RadioCard name="files" value="hold" title="Keep" verdict={refused} />
          </fieldset>
        </div>
      </Part>
      <Part title="Form">
        <div className="grid items-start gap-5 desk:grid-cols-2">
          <Card title="New workspace">
            <Form
              schema={NewWorkspace}
              submit={create}
              fixed={{ revision: 1 }}
              submitLabel="Create workspace"
              onDone={(name) => toast(`Created ${name}`, { undo: () => toast('Taken back') })}
            >
              <Field
                label="Name"
                name="name"
                hint="“aero eu” is taken, “full” is refused, “late” was saved by somebody else."
              >
                <Input />
              </Field>
              <Field label="Description" name="description" mark="Optional">
                <Textarea limit={500} />
              </Field>
              <Field label="Region" name="region">
                <Select options={regions} />
              </Field>
              <Checkbox name="isPartnerOpen" label="Open to partners" />
            </Form>
          </Card>
          <Card title="A form refused beforehand">
            <Form
              schema={NewWorkspace}
              submit={create}
              fixed={{ revision: 1 }}
              submitLabel="Create workspace"
              verdict={refused}
              onCancel={() => toast('Nothing changed')}
            >
              <Field label="Name" name="name">
                <Input />
              </Field>
            </Form>
          </Card>
        </div>
      </Part>
    </>
  )
}
