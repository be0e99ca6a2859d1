'use client'

import Link from 'next/link'
import { SignInForm as Input } from '@/lib/sign-in/input'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input as TextInput } from '../ui/input'
import { PasswordInput } from './password-input'
import { postSignIn } from './post-sign-in'
import { WideFoot } from './wide-foot'

type SignInFormProps = {
  /** The part of the sign-in address that names the organization. */
  organization: string
  /** A path of ours to go on to. */
  to: string
  resetHref: string
}

/** E-mail and password. */
export function SignInForm({ organization, to, resetHref }: SignInFormProps) {
  return (
    <WideFoot>
      <Form
        schema={Input}
        submit={async ({ email, password }) => {
          const result = await postSignIn({ organization, email, password })
          // The answer of the page that follows is what the person waits for: the button stays pending until then.
          if (result.ok) {
            window.location.assign(to)
            await new Promise(() => {})
          }
          return result
        }}
        submitLabel="Sign in"
      >
        <Field label="E-mail" name="email">
          <TextInput
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
        </Field>
        <div className="relative">
          <Field label="Password" name="password">
            <PasswordInput autoComplete="current-password" />
          </Field>
          <Link href={resetHref} className="link absolute top-0 right-0">
            Forgot your password?
          </Link>
        </div>
      </Form>
    </WideFoot>
  )
}
