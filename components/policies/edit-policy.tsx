'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type SetPolicyInput, TypedPolicy } from '@/lib/policies/input'
import type { PolicyPreview } from '@/lib/policies/queries'
import type { PolicyRow } from '@/lib/policies/rows'
import type { Result } from '@/lib/result'
import { Dialog } from '../ui/dialog'
import { Form } from '../ui/form'
import { type Draft, PolicyFields } from './policy-fields'
import { ReviewPolicy } from './review-policy'

/** A choice as the form has it again when somebody goes back; `typed` is what its field began with. */
const draftOf = ({ value }: SetPolicyInput, typed: string): Draft => {
  if (value === null) return { choice: 'none', typed }
  if (typeof value === 'boolean') return { choice: value ? 'true' : 'false', typed }
  return { choice: 'typed', typed: Array.isArray(value) ? value.join('\n') : String(value) }
}

type Reviewed = { readonly wish: SetPolicyInput; readonly preview: PolicyPreview }

/** POL-2: asks what a choice would hit. */
async function review(wish: SetPolicyInput): Promise<Result<Reviewed>> {
  const answer = await fetch(`/api/policies?${new URLSearchParams({ ask: JSON.stringify(wish) })}`)
  if (!answer.ok) throw new Error(`The preview answered ${answer.status}.`)
  const result: Result<PolicyPreview> = await answer.json()
  return result.ok ? { ok: true, value: { wish, preview: result.value } } : result
}

type EditPolicyProps = { policy: PolicyRow; workspaceId: string | null; closeHref: string }

/** POL-1, POL-2: type, review what it hits, save. */
export function EditPolicy({ policy, workspaceId, closeHref }: EditPolicyProps) {
  const router = useRouter()
  // The page is drawn again after saving; saving and undoing need what the form was opened with.
  const [opened] = useState(policy)
  const [draft, setDraft] = useState<Draft>(opened)
  const [reviewed, setReviewed] = useState<Reviewed>()
  const close = () => router.push(closeHref, { scroll: false })

  return (
    <Dialog isOpen onClose={close} title={opened.title} description={opened.about}>
      {reviewed ? (
        <ReviewPolicy {...reviewed} before={opened.own} onBack={() => setReviewed(undefined)} onDone={close} />
      ) : (
        <Form
          schema={TypedPolicy}
          fixed={{ workspaceId, key: opened.key, revision: opened.revision }}
          submit={review}
          submitLabel="Review"
          verdict={opened.mayEdit}
          onCancel={close}
          onDone={(done) => {
            setDraft(draftOf(done.wish, opened.typed))
            setReviewed(done)
          }}
        >
          <PolicyFields policy={opened} portal={workspaceId === null ? 'organization' : 'workspace'} draft={draft} />
        </Form>
      )}
    </Dialog>
  )
}
