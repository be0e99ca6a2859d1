'use client'

import { useState } from 'react'
import { resetPassword } from '@/lib/password-resets/actions'
import { ResetForm as Input } from '@/lib/password-resets/input'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { LinkButton } from '../ui/link-button'
import { Note } from '../ui/note'
import { PasswordInput } from './password-input'
import { WideFoot } from './wide-foot'

type ResetFormProps = {
  link: { organizationId: string; token: string; email: string } | null
  /** Why the link cannot be used; empty when it can. */
  reason: string
}

/**
 * Sets the password that a mailed link is for. The page is drawn again once the link is used up; what was just done stays
 * on it.
 */
export function ResetForm({ link, reason }: ResetFormProps) {
  const [slug, setSlug] = useState<string>()
  if (slug !== undefined)
    return (
      <div role="status" className="grid gap-4">
        <Note tone="good">
          <b>Your password is set.</b> Every browser that was signed in is signed out now.
        </Note>
        <div className="grid *:w-full">
          <LinkButton href={`/sign-in/${slug}`} variant="primary">
            Sign in
          </LinkButton>
        </div>
      </div>
    )
  if (!link)
    return (
      <div className="grid gap-4">
        <Note tone="warn">{reason}</Note>
        <div className="grid *:w-full">
          <LinkButton href="/reset-password" variant="primary">
            Ask for a new link
          </LinkButton>
        </div>
      </div>
    )
  const { organizationId, token, email } = link
  return (
    <WideFoot>
      <Form
        schema={Input}
        submit={(input) => resetPassword({ organization: organizationId, input: { ...input, token } })}
        onDone={(value) => setSlug(value.slug)}
        submitLabel="Set password"
      >
        {/* For password managers: whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label="New password"
          name="password"
          hint="At least 12 characters. A few words nobody would guess do well."
        >
          <PasswordInput autoComplete="new-password" autoFocus />
        </Field>
      </Form>
    </WideFoot>
  )
}
