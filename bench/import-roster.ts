import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { operations } from '../db/schema/operations'
import { actingAs, type Claim } from '../lib/call'
import { reading } from '../lib/database/client'
import { applyRoster, bringRoster } from '../lib/rosters/changes'
import { startWorker, usualOptions } from '../lib/worker/worker'
import { done } from './done'

const standing = (organizationId: string, operationId: string) =>
  reading(organizationId, async (tx) => {
    const [row] = await tx
      .select({ state: operations.state, reason: operations.reason })
      .from(operations)
      .where(eq(operations.id, operationId))
    return row
  })

/** Has `run` done while a worker as every deployment has works in this process. */
export async function besideWorker<Value>(run: () => Promise<Value>): Promise<Value> {
  const worker = await startWorker(usualOptions)
  try {
    return await run()
  } finally {
    await worker.stop()
  }
}

/** Brings a roster, has it applied, and waits until the worker has come to its end. Throws when that is no good one. */
export async function importRoster(admin: Claim & { readonly kind: 'user' }, bytes: Uint8Array) {
  const { organizationId } = admin
  const { rosterId } = done(await actingAs(admin, () => bringRoster({ fileName: 'roster.csv', bytes })))
  const { operationId } = done(await actingAs(admin, () => applyRoster({ rosterId })))
  for (;;) {
    const now = await standing(organizationId, operationId)
    if (now?.state === 'done') return { rosterId }
    if (now?.state !== 'queued' && now?.state !== 'running')
      throw new Error(`The roster was not applied: ${now?.reason}`)
    await wait(10)
  }
}
