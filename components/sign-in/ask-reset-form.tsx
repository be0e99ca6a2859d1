'use client'

import { useState } from 'react'
import { askForReset } from '@/lib/password-resets/actions'
import { AskForReset } from '@/lib/password-resets/input'
import { Field } from '../ui/field'
import { Form } from '../ui/form'
import { Input } from '../ui/input'
import { Note } from '../ui/note'
import { WideFoot } from './wide-foot'

/** Asks for a link; the answer is the same for every address (SEC-4). */
export function AskResetForm({ organization }: { organization: string }) {
  const [sentTo, setSentTo] = useState<string>()
  if (sentTo !== undefined)
    return (
      <div role="status">
        <Note tone="good">
          If <b className="wrap-anywhere">{sentTo}</b> can sign in here, a link is on its way. It works once, for one
          hour. Look in the spam folder too.
        </Note>
      </div>
    )
  return (
    <WideFoot>
      <Form
        schema={AskForReset}
        submit={async (input) => {
          const result = await askForReset({ organization, input })
          return result.ok ? { ok: true, value: input.email } : result
        }}
        onDone={setSentTo}
        submitLabel="Send me a link"
      >
        <Field label="E-mail" name="email">
          <Input
            type="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
          />
        </Field>
      </Form>
    </WideFoot>
  )
}
