'use client'

import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Textarea } from '../ui/textarea'

type WorkspaceFieldsProps = { name?: string; description?: string }

/** WSP-3: what people set on a workspace. */
export function WorkspaceFields({ name = '', description = '' }: WorkspaceFieldsProps) {
  return (
    <>
      <Field label="Name" name="name">
        <Input defaultValue={name} autoComplete="off" />
      </Field>
      <Field label="Description" name="description" mark="Optional">
        <Textarea defaultValue={description} limit={500} />
      </Field>
    </>
  )
}
