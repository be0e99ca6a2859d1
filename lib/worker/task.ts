import type { Change } from '../change'
import type { Tx } from '../database/client'
import type { LockedOperation } from '../operations/facts'
import type { Actor } from '../rules/actor'

/** What one step did: how much of the total, what could not be done and why, a line for the log, whether it was the last. */
export type Stepped = {
  readonly done: number
  readonly isOver: boolean
  readonly message?: string
  readonly failures?: readonly string[]
}

/** Background work in small steps, each a change of its own that may be cut off anywhere and run again. */
export type Task = {
  /** `system` carries out what has been decided for good; `user` loads the starter's authority afresh for each step. */
  readonly authority: 'system' | 'user'
  /** How much there is to do, asked when the operation is first taken up. */
  readonly measure: (tx: Tx, operation: LockedOperation, actor: Actor) => Promise<number>
  /** Does a little of what is left. The operation is locked, and its fence has been checked. */
  readonly step: (change: Change, operation: LockedOperation) => Promise<Stepped>
}
