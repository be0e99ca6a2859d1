'use client'

import type { PolicyRow } from '@/lib/policies/rows'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { RadioCard } from '../ui/radio-card'
import { Textarea } from '../ui/textarea'

/** What the form holds: as it is kept, or as it was typed before the review. */
export type Draft = { readonly choice: PolicyRow['choice']; readonly typed: string }

type PolicyFieldsProps = { policy: PolicyRow; portal: 'organization' | 'workspace'; draft: Draft }

/** POL-1: no choice of one's own, or one, typed as the policy says. */
export function PolicyFields({ policy, portal, draft }: PolicyFieldsProps) {
  const { title, otherwise, other, control, bounds } = policy
  const isIn = (choice: Draft['choice']) => draft.choice === choice
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">{title}</legend>
      <RadioCard
        name="choice"
        value="none"
        title={portal === 'workspace' ? 'As the organization' : 'Default'}
        about={otherwise}
        defaultChecked={isIn('none')}
      />
      {other && (
        <RadioCard
          name="choice"
          value={other.choice}
          title={portal === 'workspace' ? 'For this workspace' : 'For the organization'}
          about={other.words}
          verdict={other.verdict}
          defaultChecked={isIn(other.choice)}
        />
      )}
      {control.kind !== 'either' && (
        <RadioCard
          name="choice"
          value="typed"
          title={portal === 'workspace' ? 'For this workspace' : 'For the organization'}
          defaultChecked={isIn('typed')}
        >
          <Field label={control.label} name="value" hint={bounds ?? control.hint}>
            {control.kind === 'number' ? (
              <Input type="number" min={1} step={1} defaultValue={draft.typed} className="w-32" />
            ) : (
              <Textarea rows={5} defaultValue={draft.typed} autoComplete="off" spellCheck={false} />
            )}
          </Field>
        </RadioCard>
      )}
    </fieldset>
  )
}
