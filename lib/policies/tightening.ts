import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import type { Policies } from './policies'

/** What holds in a workspace (null: in the organization) now, and what would hold then. */
export type Tightening = {
  readonly workspaceId: string | null
  readonly before: Policies
  readonly after: Policies
}

/** One thing a tightening hits, counted in a sentence; null where it hits none. */
export type Hit = (tx: Tx, actor: Actor, tightening: Tightening) => Promise<string | null>

export const counted = (many: number, one: string, more: string) =>
  many === 1 ? `One ${one}` : `${many.toLocaleString('en-GB')} ${more}`
