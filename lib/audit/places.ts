import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../rules/actor'
import type { ListLogInput } from './input'

const day = 86_400_000

/** The workspace to look in: a Workspace Admin always looks in their own. */
const workspaceOf = (actor: Actor, workspaceId: string | undefined): string | null =>
  workspaceId ?? (actor.kind === 'user' && !actor.isOrganizationAdmin ? actor.user.workspace.id : null)

const startOf = (date: string | undefined, days: number): string | null =>
  date === undefined ? null : new Date(Date.parse(date) + days * day).toISOString()

/**
 * The numbers of up to `most` records beyond a place, as a condition's array. What they hold is for who asks to read
 * inside their scope: this finds, it does not permit.
 */
export function foundInLog(
  log: 'audit_records' | 'activity',
  actor: Actor,
  { q, who, event, from, to, workspaceId, after, before }: ListLogInput,
  most: number,
): SQL {
  const isUpward = after === undefined && before !== undefined
  return sql`array(select find_in_log(${log}, ${q.normalize('NFC')}, ${workspaceOf(actor, workspaceId)}::uuid,
    ${who ?? null}::uuid, ${event ?? null}, ${startOf(from, 0)}::timestamptz, ${startOf(to, 1)}::timestamptz,
    ${after ?? before ?? null}::bigint, ${isUpward}, ${most}))`
}

/** A page out of one row more than it holds, read newest first, or oldest first before a place. */
export function pageOf<Row>(found: readonly Row[], size: number, asked: ListLogInput, keyOf: (row: Row) => number) {
  const isBack = asked.after === undefined && asked.before !== undefined
  const hasMore = found.length > size
  // Newest first in any case: the row too many stands at the end, or at the beginning when read backwards.
  const page = hasMore ? (isBack ? found.slice(1) : found.slice(0, size)) : found
  const first = page[0]
  const last = page.at(-1)
  const hasNext = isBack || hasMore
  const hasPrevious = isBack ? hasMore : asked.after !== undefined
  return {
    page,
    next: hasNext && last ? keyOf(last) : null,
    previous: hasPrevious && first ? keyOf(first) : null,
  }
}
