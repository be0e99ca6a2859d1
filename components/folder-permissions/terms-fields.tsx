'use client'

import { mayHaveLevel } from '@/lib/rules/folder-permissions'
import { levelAbout, levels, levelWords, maskOf } from '@/lib/rules/levels'
import type { Verdict } from '@/lib/rules/verdict'
import { Checkbox } from '../ui/checkbox'
import { Field } from '../ui/field'
import { Input } from '../ui/input'
import { Why } from '../ui/why'
import type { Terms } from './use-preview'

type TermsFieldsProps = {
  terms: Terms
  onChange: (terms: Terms) => void
  lastDay?: string | null
  /** PAR-3: whether it is for a partner, which cannot have every level. */
  isPartner?: boolean
  mayGiveBelow: Verdict
}

/** What a permission comes to: its level, whether it holds below, and until when. FIL-2, USR-2 */
export function TermsFields({ terms, onChange, lastDay, isPartner = false, mayGiveBelow }: TermsFieldsProps) {
  const refusals = levels.map((level) => mayHaveLevel(isPartner, level))
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="mb-1.5 font-strong">Level</legend>
        {levels.map((level, index) => (
          <label key={level} className="flex min-h-6 items-start gap-2.5 max-desk:py-1">
            <input
              type="radio"
              name="level"
              value={level}
              className="check mt-0.5"
              checked={terms.level === level}
              onChange={() => refusals[index]?.ok && onChange({ ...terms, level })}
              aria-disabled={refusals[index]?.ok === false || undefined}
            />
            <span className={`min-w-0 ${refusals[index]?.ok === false ? 'text-text-3' : ''}`}>
              {levelWords(maskOf[level])} <span className="text-text-3">{levelAbout[level]}</span>
            </span>
          </label>
        ))}
        {isPartner && <Why>{refusals.flatMap((verdict) => (verdict.ok ? [] : verdict.reason))[0]}</Why>}
        <p className="mt-1 text-t1 text-text-2">Permissions add up: Read and Write, both given, are Read/Write.</p>
      </fieldset>
      <Checkbox
        label="Also in every folder below"
        name="isRecursive"
        checked={terms.isRecursive}
        onChange={(event) => mayGiveBelow.ok && onChange({ ...terms, isRecursive: event.target.checked })}
        verdict={mayGiveBelow}
      />
      <Field
        label="Last day, UTC"
        name="lastDay"
        mark="Optional"
        hint="It counts to the end of that day. Leave it empty for no end."
      >
        <Input type="date" defaultValue={lastDay ?? ''} className="w-44" />
      </Field>
    </>
  )
}
