'use client'

import { useState } from 'react'
import type { MemberDetails } from '@/lib/members/queries'
import { refuseIf } from '@/lib/rules/verdict'
import { chooseSignInUser } from '@/lib/sessions/actions'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Field } from '../ui/field'
import { Select } from '../ui/select'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

/** SWI-7: an Organization Admin chooses the user a person signs in as, among their active ones. */
export function SignInChoice({ member }: { member: MemberDetails }) {
  const { send, isPending } = useChange(chooseSignInUser)
  const active = member.users.filter((user) => user.state === 'active')
  const [userId, setUserId] = useState(member.signInUserId ?? '')
  const [reason, setReason] = useState<string>()
  const same = refuseIf(userId === member.signInUserId, 'same', 'They start there already.')
  const save = async () => {
    setReason(undefined)
    const result = await send({ userId })
    if (result.ok) toast('Saved. It holds from their next sign-in on')
    else setReason(result.reason)
  }
  return (
    <Card title="Sign-in workspace">
      {active.length === 0 && <p className="text-text-2">None of their users is active, so they cannot sign in.</p>}
      {active.length === 1 && (
        <p className="text-text-2">
          They always start in <b className="wrap-anywhere">{active[0]?.workspace.name}</b>: no other user of theirs is
          active.
        </p>
      )}
      {active.length > 1 && (
        <div className="grid gap-3">
          <Field
            label="They start in"
            hint={member.isChosen ? 'Chosen by hand.' : 'The workspace they were first invited to.'}
          >
            <Select
              value={userId}
              onChange={(event) => setUserId(event.target.value)}
              options={active.map((user) => ({
                value: user.id,
                label: `${user.workspace.name} (${user.workspace.code})`,
              }))}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Button pending={isPending} verdict={same} onClick={save}>
              Save
            </Button>
            <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
          </div>
        </div>
      )}
    </Card>
  )
}
