import { sql } from 'drizzle-orm'
import type { Tx } from './database/client'

/** A background job: the name its task is known by, what it is told, and the key under which there is only one of it. */
export type Job = {
  readonly task: string
  readonly key: string
  readonly payload: Readonly<Record<string, string>>
  /** When it is to run; left out, at once. */
  readonly due?: Date
}

/** Queues a job inside a change: it runs if the change holds. One that waits under the same key gives way to it. */
export const enqueue = (tx: Tx, { task, key, payload, due }: Job) =>
  tx.execute(
    sql`select enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${key}, ${due?.toISOString() ?? null}::timestamptz)`,
  )

/** Queues many likewise, in one statement. */
export const enqueueAll = (tx: Tx, jobs: readonly Omit<Job, 'due'>[]) =>
  tx.execute(sql`select enqueue(j ->> 'task', j -> 'payload', j ->> 'key', null)
    from jsonb_array_elements(${JSON.stringify(jobs)}::jsonb) j`)

/** Takes back a job that waits under a key; nothing when there is none. */
export const dequeue = (tx: Tx, key: string) => tx.execute(sql`select dequeue(${key})`)

/** Takes back many likewise, in one statement. */
export const dequeueAll = (tx: Tx, keys: readonly string[]) =>
  tx.execute(sql`select dequeue(key) from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb) key`)
