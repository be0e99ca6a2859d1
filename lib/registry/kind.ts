import type { Tx } from '../database/client'

/** A workspace of an organization, as the registry's functions take it; the ids are trusted by then. */
export type Place = { readonly organizationId: string; readonly workspaceId: string }

/** What does not apply to a kind, and why. */
export type Not = { readonly not: string }

/** `table.column`, as PostgreSQL knows them. */
export type Column = `${string}.${string}`

/**
 * A kind of thing that a workspace holds or a user owns. It says all of how it is counted, shared, archived, purged
 * and restored, so that deleting, off-boarding and retention go through one list and forget nothing.
 */
export type Kind<Name extends string = string> = {
  readonly kind: Name
  /** One and many, in the words of a page. */
  readonly label: readonly [one: string, many: string]
  /** Every column that ties its rows to a workspace, a user or an account. */
  readonly columns: readonly Column[]
  /** How many the workspace holds. */
  readonly count: (tx: Tx, place: Place) => Promise<number>
  /** Makes things visible to one more user; resolves to how many it was. */
  readonly share: ((tx: Tx, place: Place, ids: readonly string[], userId: string) => Promise<number>) | Not
  /** Takes what a user owns out of use; resolves to how many it was. */
  readonly archive: ((tx: Tx, place: Place, userId: string) => Promise<number>) | Not
  /** Removes up to `limit` for good, and what hangs on them; resolves to how many it was, 0 when none is left. */
  readonly purge: ((tx: Tx, place: Place, limit: number) => Promise<number>) | Not
  /** Brings back what `archive` took; resolves to how many it was. */
  readonly restore: ((tx: Tx, place: Place, userId: string) => Promise<number>) | Not
  /** Whether people are told before a workspace is deleted that these will be lost (WSP-5). */
  readonly isLoss: boolean
}

/** A column that outlives its workspace or user, and why. */
export type Outliving = { readonly column: Column; readonly because: string }
