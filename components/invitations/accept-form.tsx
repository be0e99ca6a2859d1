'use client'

import { acceptByLink } from '@/lib/invitations/actions'
import { AcceptForm as Input } from '@/lib/invitations/input'
import type { FoundInvitation } from '@/lib/invitations/queries'
import { PasswordInput } from '../sign-in/password-input'
import { postSignIn } from '../sign-in/post-sign-in'
import { WideFoot } from '../sign-in/wide-foot'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input as TextInput } from '../ui/input'

type AcceptFormProps = {
  invitation: FoundInvitation
  link: { readonly organizationId: string; readonly token: string }
}

/** INV-3: a name and a password for who has no way yet to sign in; they are signed in then. */
export function AcceptForm({ invitation: { name, email }, link }: AcceptFormProps) {
  const { organizationId, token } = link
  return (
    <WideFoot>
      <Form
        schema={Input}
        submit={async (input) => {
          const accepted = await acceptByLink({ organization: organizationId, input: { ...input, token } })
          if (!accepted.ok) return accepted
          const { slug } = accepted.value
          const signedIn = await postSignIn({ organization: slug, email, password: input.password }).catch(() => null)
          window.location.assign(signedIn?.ok ? '/' : `/sign-in/${slug}`)
          // The answer of the page that follows is what the person waits for: the button stays pending until then.
          return new Promise(() => {})
        }}
        submitLabel="Accept and sign in"
      >
        {/* For password managers: whose password this is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field label="Your name" name="name">
          <TextInput defaultValue={name} autoComplete="name" autoFocus={name === ''} />
        </Field>
        <Field label="Password" name="password" hint="At least 12 characters. A few words nobody would guess do well.">
          <PasswordInput autoComplete="new-password" autoFocus={name !== ''} />
        </Field>
      </Form>
    </WideFoot>
  )
}
