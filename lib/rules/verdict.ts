/** What a rule answers: yes, or no with a code for programs and a sentence for people. */
export type Verdict<Code extends string = string> =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: Code; readonly reason: string }

/** The one permission there is. */
export const allowed = { ok: true } as const

/** Refuses with `code` and `reason` when `condition` holds. */
export const refuseIf = <Code extends string>(condition: boolean, code: Code, reason: string): Verdict<Code> =>
  condition ? { ok: false, code, reason } : { ok: true }

/** The first refusal, else a permission. */
export const firstOf = <Code extends string>(...verdicts: readonly Verdict<Code>[]): Verdict<Code> =>
  verdicts.find((verdict) => !verdict.ok) ?? { ok: true }

/** Of what is asked for several at once: a permission where it is permitted for one of them, else the first refusal. */
export const someOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.find((verdict) => verdict.ok) ?? verdicts[0] ?? { ok: true }
