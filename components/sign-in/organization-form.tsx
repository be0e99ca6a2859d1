'use client'

import { useRouter } from 'next/navigation'
import { SignInAddress } from '@/lib/sign-in/input'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { WideFoot } from './wide-foot'

/** SEC-6: leads to the sign-in page of the organization that the person names. */
export function OrganizationForm({ query, path }: { query: string; path: 'sign-in' | 'reset-password' }) {
  const router = useRouter()
  return (
    <WideFoot>
      <Form
        schema={SignInAddress}
        submit={async ({ slug }) => {
          router.push(path === 'sign-in' ? `/sign-in/${slug}${query}` : `/reset-password?organization=${slug}`)
          return { ok: true, value: null }
        }}
        submitLabel="Continue"
      >
        <Field
          label="Sign-in address of your organization"
          name="slug"
          hint="The last part of the address you were given, after /sign-in/."
        >
          <Input autoComplete="organization" autoCapitalize="none" spellCheck={false} autoFocus placeholder="acme" />
        </Field>
      </Form>
    </WideFoot>
  )
}
