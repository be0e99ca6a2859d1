import { emailField, nameField } from '../fields'
import { mayInviteAddress, type UserThere } from '../rules/invitations'
import type { Verdict } from '../rules/verdict'
import type { InvitedLine } from './input'

/** What came of a line. `code` says which offer goes with a refusal: `pending` resending, `deactivated` reactivating. */
export type InvitedResult = { readonly line: number; readonly email: string } & (
  | { readonly isInvited: true }
  | { readonly isInvited: false; readonly code: string; readonly reason: string }
)

/** A line that can be read. */
export type ReadableLine = { readonly line: number; readonly email: string; readonly name: string }

const name = nameField(120)

const refused = ({ line, email }: { line: number; email: string }, code: string, reason: string): InvitedResult => ({
  line,
  email,
  isInvited: false,
  code,
  reason,
})

/** Parts lines that can be read from those that cannot, or that name an address again. */
export function sift(lines: readonly InvitedLine[]) {
  const good: ReadableLine[] = []
  const bad: InvitedResult[] = []
  const seen = new Map<string, number>()
  for (const line of lines) {
    const email = emailField.safeParse(line.email)
    const named = line.name.trim() === '' ? undefined : name.safeParse(line.name)
    const earlier = email.success ? seen.get(email.data) : undefined
    if (!email.success) bad.push(refused(line, 'not-an-address', email.error.issues[0]?.message ?? ''))
    else if (named && !named.success) bad.push(refused(line, 'not-a-name', named.error.issues[0]?.message ?? ''))
    else if (earlier !== undefined)
      bad.push(refused({ ...line, email: email.data }, 'twice', `Line ${earlier} has this address already.`))
    else {
      seen.set(email.data, line.line)
      good.push({ line: line.line, email: email.data, name: named?.data ?? '' })
    }
  }
  return { good, bad }
}

type Known = {
  readonly users: ReadonlyMap<string, UserThere>
  readonly open: ReadonlySet<string>
  readonly allowedDomains: readonly string[] | null
}

/** INV-2, INV-4: the verdict on each line that can be read. */
export const judge = (lines: readonly ReadableLine[], { users, open, allowedDomains }: Known) =>
  lines.map((line): { readonly line: ReadableLine; readonly verdict: Verdict } => ({
    line,
    verdict: mayInviteAddress({
      email: line.email,
      userThere: users.get(line.email) ?? 'none',
      hasOpenInvitation: open.has(line.email),
      allowedDomains,
    }),
  }))

/** A result for each line, in the order of their numbers. */
export function resultsOf(
  judged: ReturnType<typeof judge>,
  made: ReadonlySet<string>,
  bad: readonly InvitedResult[],
): readonly InvitedResult[] {
  const results = judged.map(({ line, verdict }): InvitedResult => {
    if (!verdict.ok) return refused(line, verdict.code, verdict.reason)
    if (made.has(line.email)) return { line: line.line, email: line.email, isInvited: true }
    return refused(line, 'pending', 'Somebody else has just invited them.')
  })
  return [...results, ...bad].toSorted((a, b) => a.line - b.line)
}
