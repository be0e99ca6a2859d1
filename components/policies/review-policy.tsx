'use client'

import { useContext } from 'react'
import { setPolicy } from '@/lib/policies/actions'
import { SetPolicy, type SetPolicyInput } from '@/lib/policies/input'
import type { PolicyPreview } from '@/lib/policies/queries'
import { useChange } from '../change/use-change'
import { Form } from '../ui/form'
import { FormContext } from '../ui/form-context'
import { Note } from '../ui/note'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'

/** SEC-9: what somebody else saved meanwhile. */
function Theirs() {
  const value = useContext(FormContext)?.theirs.value
  return value === undefined ? null : <Why tone="warn">Saved meanwhile: “{value}”</Why>
}

type ReviewPolicyProps = {
  /** The choice as it is sent. */
  wish: SetPolicyInput
  preview: PolicyPreview
  /** What is sent to take it back. */
  before: unknown
  onBack: () => void
  onDone: () => void
}

/** POL-2: what a choice hits, before it is saved. */
export function ReviewPolicy({ wish, preview, before, onBack, onDone }: ReviewPolicyProps) {
  const { send } = useChange(setPolicy)
  const { was, becomes, hits } = preview

  const undo = async (revision: number) => {
    const result = await send({ ...wish, value: before, revision })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  return (
    <Form
      schema={SetPolicy}
      fixed={{ ...wish }}
      submit={send}
      submitLabel="Save"
      onCancel={onBack}
      onDone={({ revision }) => {
        // What it hits, such as a session that ends, does not come back.
        toast('Saved', hits.length === 0 ? { undo: () => undo(revision) } : {})
        onDone()
      }}
    >
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1">
        <dt className="text-text-3">Now</dt>
        <dd className="wrap-anywhere">{was}</dd>
        <dt className="text-text-3">Then</dt>
        <dd className="font-strong wrap-anywhere">{becomes}</dd>
      </dl>
      {hits.length === 0 ? (
        <Note>Nothing that is there now is affected.</Note>
      ) : (
        <Note tone="warn">
          <ul className="grid gap-1">
            {hits.map((hit) => (
              <li key={hit}>{hit}</li>
            ))}
          </ul>
        </Note>
      )}
      <Theirs />
    </Form>
  )
}
