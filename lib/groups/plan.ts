import { notFound } from '../change/failures'
import { someOf, type Verdict } from '../rules/verdict'

/** Somebody asked for by id; without a name when nobody in scope has it. */
export type MemberLine = {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly verdict: Verdict
}

type Named = { readonly id: string; readonly name: string; readonly email: string }

const { code, reason } = notFound().failure
const nobody: Verdict = { ok: false, code, reason }

/** The verdict on each id that was asked for, once each; whoever is not in scope is not found (SEC-4). */
export function judgeEach<User extends Named>(
  ids: readonly string[],
  users: readonly User[],
  judge: (user: User) => Verdict,
): readonly MemberLine[] {
  const byId = new Map(users.map((user) => [user.id, user]))
  return [...new Set(ids)].map((userId) => {
    const user = byId.get(userId)
    return user
      ? { userId, name: user.name, email: user.email, verdict: judge(user) }
      : { userId, name: '', email: '', verdict: nobody }
  })
}

/** Refused as a whole when it is refused for all; not found where nobody was asked for. */
export function verdictOn(lines: readonly MemberLine[]): Verdict {
  if (lines.length === 0) throw notFound()
  return someOf(lines.map((line) => line.verdict))
}

// More lines than that nobody reads; the numbers above them count all.
const mostLines = 200

/** How many were changed, and why the others stayed as they were: a line each for the first 200. */
export function reportOf(lines: readonly MemberLine[]) {
  const refused = lines.flatMap(({ verdict, ...line }) => (verdict.ok ? [] : [{ ...line, reason: verdict.reason }]))
  return { changed: lines.length - refused.length, refused: refused.length, lines: refused.slice(0, mostLines) }
}
export type MemberReport = ReturnType<typeof reportOf>
