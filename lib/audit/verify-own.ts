import 'server-only'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { mayReadAudit } from '../rules/audit'
import { verifyOrganization } from './chain'
import type { Verified } from './verify'

/** Checks the whole chain of the actor's organization; null when they may not read all of it. SEC-2 */
export async function verifyOwnChain(actor: Actor): Promise<Verified | null> {
  const { id } = actor.organization
  if (!mayReadAudit(actor, null).ok) return null
  return verifyOrganization((query) => reading(id, async (tx) => tx.execute(query)), id)
}
