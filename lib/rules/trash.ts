import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

const hour = 3_600_000
const day = 24 * hour

/** How long a workspace keeps what was deleted or replaced: the trash period in days, and when that was last changed. */
export type TrashTerm = { readonly days: number; readonly changedAt: Date | null }

/** POL-5: a change holds for what is already there, so much later at the earliest; until then nothing is purged. */
const standstill = 24 * hour

const standsUntil = ({ changedAt }: TrashTerm) => (changedAt === null ? 0 : changedAt.getTime() + standstill)

/** FIL-8, FIL-9, POL-5: from when on something may be purged that was deleted, or replaced by another version, `since`. */
export const purgedFrom = (term: TrashTerm, since: Date): Date =>
  new Date(Math.max(since.getTime() + term.days * day, standsUntil(term)))

/** The same from the other end: what was deleted or replaced up to this moment may be purged now; null is nothing. */
export const dueUpTo = (term: TrashTerm, now: Date): Date | null =>
  now.getTime() < standsUntil(term) ? null : new Date(now.getTime() - term.days * day)

/** FIL-8, WSP-9: nobody purges by hand, and nothing under a legal hold is. */
export const mayPurge = (actor: Actor, { legalHolds }: { readonly legalHolds: number }) =>
  firstOf(
    refuseIf(actor.kind !== 'system', 'not-atrium', 'Atrium itself purges what is due.'),
    refuseIf(legalHolds > 0, 'legal-hold', 'A legal hold is in this workspace. Nothing in it is purged.'),
  )
