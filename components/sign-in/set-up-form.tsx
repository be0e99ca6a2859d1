'use client'

import { SetUpOrganization } from '@/lib/organizations/input'
import { setUp } from '@/lib/set-up/actions'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { PasswordInput } from './password-input'
import { postSignIn } from './post-sign-in'
import { WideFoot } from './wide-foot'

/** WSP-1: the first organization and its first Organization Admin, who is signed in then. */
export function SetUpForm() {
  return (
    <WideFoot>
      <Form
        schema={SetUpOrganization}
        submit={async (input) => {
          const made = await setUp({ organization: '', input })
          if (!made.ok) return made
          const { slug, email } = made.value
          const signedIn = await postSignIn({ organization: slug, email, password: input.password }).catch(() => null)
          window.location.assign(signedIn?.ok ? '/' : `/sign-in/${slug}`)
          return new Promise(() => {})
        }}
        submitLabel="Set up Atrium"
      >
        <Field label="Set-up code" name="code" hint="It stands on the console where Atrium was started.">
          <Input
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
            placeholder="XXXX-XXXX-XXXX"
          />
        </Field>
        <Field label="Organization" name="organizationName" hint="What your people call it. It shows on every page.">
          <Input autoComplete="organization" />
        </Field>
        <hr className="border-line" />
        <Field label="Your name" name="name">
          <Input autoComplete="name" />
        </Field>
        <Field label="Your e-mail" name="email" hint="You sign in with it, as the first Organization Admin.">
          <Input type="email" autoComplete="username" inputMode="email" autoCapitalize="none" spellCheck={false} />
        </Field>
        <Field label="Password" name="password" hint="At least 12 characters. A few words nobody would guess do well.">
          <PasswordInput autoComplete="new-password" />
        </Field>
      </Form>
    </WideFoot>
  )
}
