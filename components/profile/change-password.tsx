'use client'

import { useState } from 'react'
import { changePassword } from '@/lib/passwords/actions'
import { ChangePassword as Input } from '@/lib/passwords/input'
import { useChange } from '../change/use-change'
import { PasswordInput } from '../sign-in/password-input'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { toast } from '../ui/toast'

const words = (ended: number) => {
  if (ended === 0) return 'Password changed'
  return `Password changed. ${ended === 1 ? 'One other browser is' : `${ended} other browsers are`} signed out`
}

/** The person's own password; every other browser is signed out by it. */
export function ChangePassword({ email }: { email: string }) {
  const { send } = useChange(changePassword)
  const [round, setRound] = useState(0)
  return (
    <Card title="Password">
      <div className="max-w-[392px]">
        <Form
          // A form drawn anew is an empty one.
          key={round}
          schema={Input}
          submit={send}
          onDone={({ ended }) => {
            toast(words(ended))
            setRound(round + 1)
          }}
          submitLabel="Change password"
        >
          {/* For password managers: whose password this is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <Field label="Current password" name="current">
            <PasswordInput autoComplete="current-password" />
          </Field>
          <Field
            label="New password"
            name="password"
            hint="At least 12 characters. Every other browser you are signed in with is signed out."
          >
            <PasswordInput autoComplete="new-password" />
          </Field>
        </Form>
      </div>
    </Card>
  )
}
