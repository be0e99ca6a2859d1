import { emailField, nameField } from '../fields'
import { mayInviteAddress } from '../rules/invitations'
import type { Verdict } from '../rules/verdict'
import type { KnownAddresses } from './facts'
import type { InvitedLine } from './input'

/** INV-2: what can be done instead about a line that was refused. */
export type Offer =
  | { readonly kind: 'resend'; readonly invitationId: string }
  | { readonly kind: 'reactivate'; readonly userId: string }

type Refused = {
  readonly isInvited: false
  readonly code: string
  readonly reason: string
  readonly offer: Offer | null
}

/** What came of a line. */
export type InvitedResult = { readonly line: number; readonly email: string } & ({ readonly isInvited: true } | Refused)

/** A line that can be read. */
export type ReadableLine = { readonly line: number; readonly email: string; readonly name: string }

const name = nameField(120)

type Line = { readonly line: number; readonly email: string }

const refused = ({ line, email }: Line, code: string, reason: string, offer: Offer | null = null): InvitedResult => ({
  line,
  email,
  isInvited: false,
  code,
  reason,
  offer,
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

type Known = KnownAddresses & {
  readonly allowedDomains: readonly string[] | null
  /** The partner that they are invited into. */
  readonly intoPartnerId: string | null
}

const offerFor = (code: string, email: string, { users, open }: Known): Offer | null => {
  const userId = code === 'deactivated' ? users.get(email)?.id : undefined
  const invitationId = code === 'pending' ? open.get(email)?.id : undefined
  if (userId !== undefined) return { kind: 'reactivate', userId }
  return invitationId === undefined ? null : { kind: 'resend', invitationId }
}

/** INV-2, INV-4, PAR-2: the verdict on each line that can be read. */
export const judge = (lines: readonly ReadableLine[], known: Known) =>
  lines.map((line): { readonly line: ReadableLine; readonly verdict: Verdict; readonly offer: Offer | null } => {
    const { allowedDomains, intoPartnerId } = known
    const user = known.users.get(line.email)
    const verdict = mayInviteAddress({
      email: line.email,
      userThere: user?.state ?? 'none',
      partnerThere: user?.partner ?? null,
      open: known.open.get(line.email) ?? null,
      intoPartnerId,
      allowedDomains,
    })
    return { line, verdict, offer: verdict.ok ? null : offerFor(verdict.code, line.email, known) }
  })

/** A result for each line, in the order of their numbers. */
export function resultsOf(
  judged: ReturnType<typeof judge>,
  made: ReadonlySet<string>,
  bad: readonly InvitedResult[],
): readonly InvitedResult[] {
  const results = judged.map(({ line, verdict, offer }): InvitedResult => {
    if (!verdict.ok) return refused(line, verdict.code, verdict.reason, offer)
    if (made.has(line.email)) return { line: line.line, email: line.email, isInvited: true }
    return refused(line, 'pending', 'Somebody else has just invited them.')
  })
  return [...results, ...bad].toSorted((a, b) => a.line - b.line)
}
