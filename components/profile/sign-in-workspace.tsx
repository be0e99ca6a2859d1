'use client'

import { z } from 'zod'
import { chooseSignInUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { Card } from '../ui/card'
import { Form } from '../ui/form'
import { RadioCard } from '../ui/radio-card'
import { toast } from '../ui/toast'

type SignInWorkspaceProps = {
  /** The person's own active users. */
  users: readonly {
    readonly id: string
    readonly workspaceName: string
    readonly workspaceId: string
    readonly administration: string
  }[]
  signInUserId: string
}

const Input = z.strictObject({ userId: z.string() })

/** SWI-7: which of their users a person acts as after signing in. */
export function SignInWorkspace({ users, signInUserId }: SignInWorkspaceProps) {
  const { send } = useChange(chooseSignInUser)
  const [only] = users
  return (
    <Card title="Sign-in workspace">
      {users.length === 1 && only ? (
        <p className="text-text-2">
          You always start in <b className="wrap-anywhere">{only.workspaceName}</b>: you are a user of no other
          workspace.
        </p>
      ) : (
        <Form
          schema={Input}
          submit={send}
          onDone={() => toast('Saved. It holds from your next sign-in on')}
          submitLabel="Save"
        >
          <fieldset className="grid gap-2">
            <legend className="mb-3 text-text-2">Where you start when you sign in. You can switch at any time.</legend>
            {users.map((user) => (
              <RadioCard
                key={user.id}
                name="userId"
                value={user.id}
                defaultChecked={user.id === signInUserId}
                title={user.workspaceName}
                about={`${user.workspaceId} · ${user.administration}`}
              />
            ))}
          </fieldset>
        </Form>
      )}
    </Card>
  )
}
