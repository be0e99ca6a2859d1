/** What somebody else saved meanwhile: the revision to save over, and the values as they stand now (SEC-9). */
export type Theirs = { readonly revision: number; readonly values: Readonly<Record<string, string>> }

/** A refusal or an expected failure, in words for the person; `fields` by the name of the input. */
export type Failure = {
  readonly ok: false
  readonly code: string
  readonly reason: string
  readonly fields?: Readonly<Record<string, string>>
  readonly theirs?: Theirs
}

/** The answer of every change. Anything unexpected is thrown instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure
