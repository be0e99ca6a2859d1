import { and, eq } from 'drizzle-orm'
import { idempotencyKeys } from '../../db/schema/requests'
import type { Tx } from '../database/client'
import type { UserActor } from '../rules/actor'
import { seal } from '../seal'
import { Refused } from './failures'

type Earlier = { readonly isRepeat: true; readonly value: unknown } | { readonly isRepeat: false }

const at = (actor: UserActor, key: string) =>
  and(
    eq(idempotencyKeys.organizationId, actor.organization.id),
    eq(idempotencyKeys.accountId, actor.person.id),
    eq(idempotencyKeys.key, key),
  )

/**
 * Takes the key, or waits for whoever has it and gives their outcome. `asked` is the change and its input: the same key
 * for anything else is refused.
 */
export async function takeKey(tx: Tx, actor: UserActor, key: string, asked: unknown): Promise<Earlier> {
  // Sealed with a key of the deployment: a form can hold a password, which a plain hash would let be guessed.
  const inputHash = seal('form', JSON.stringify(asked))
  const taken = await tx
    .insert(idempotencyKeys)
    .values({ organizationId: actor.organization.id, accountId: actor.person.id, key, inputHash })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return { isRepeat: false }
  const [earlier] = await tx.select().from(idempotencyKeys).where(at(actor, key))
  if (earlier?.inputHash !== inputHash)
    throw new Refused({ ok: false, code: 'key-reused', reason: 'This form was sent already. Reload the page.' })
  return { isRepeat: true, value: earlier.result }
}

/** Keeps the outcome for a repeat. */
export async function keepOutcome(tx: Tx, actor: UserActor, key: string, value: unknown): Promise<void> {
  await tx
    .update(idempotencyKeys)
    .set({ result: value ?? null })
    .where(at(actor, key))
}
