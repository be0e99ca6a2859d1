import type { Failure, Theirs } from '../result'
import type { Verdict } from '../rules/verdict'

/** An expected end of a change without effect. Thrown inside it, answered as a `Failure`. */
export class Refused extends Error {
  override readonly name = 'Refused'
  constructor(
    readonly failure: Failure,
    /** Whether a rule refused it; such a refusal is logged (SEC-7). */
    readonly isByRule = false,
  ) {
    super(failure.reason)
  }
}

/** Ends the change unless the verdict permits it. */
export function demand(verdict: Verdict): void {
  if (!verdict.ok) throw new Refused({ ok: false, code: verdict.code, reason: verdict.reason }, true)
}

/** SEC-4: the same for what does not exist and for what may not be known. */
export const notFound = (): Refused =>
  new Refused({ ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' })

/** A field whose value cannot be taken, with the sentence that stands beside it. */
export const badField = (field: string, code: string, reason: string): Refused =>
  new Refused({ ok: false, code, reason, fields: { [field]: reason } })

/** SEC-9: somebody saved first; what they made of it goes along. */
export const changedMeanwhile = (theirs: Theirs): Refused =>
  new Refused({
    ok: false,
    code: 'changed-meanwhile',
    reason: 'Somebody else saved a change while you were typing. Nothing of yours was written.',
    theirs,
  })
