import 'server-only'
import { and, eq } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { demand, Refused } from '../change/failures'
import { reading, type Tx } from '../database/client'
import type { Result } from '../result'
import type { Actor } from '../rules/actor'
import { mayReadPolicies } from '../rules/policies'
import { workspacesInScope } from '../scope'
import { readChosen } from './facts'
import { findHits } from './hits'
import type { SetPolicyInput } from './input'
import { planPolicy } from './plan'
import { type PolicyRow, rowsOf } from './rows'

async function isInScope(tx: Tx, actor: Actor, workspaceId: string): Promise<boolean> {
  const found = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
  return found.length > 0
}

/** POL-1: every policy as it stands in a workspace in scope (null: in the organization); none for who may not see them. */
export const listPolicies = (actor: Actor, workspaceId: string | null): Promise<readonly PolicyRow[]> =>
  reading(actor.organization.id, async (tx) => {
    if (!mayReadPolicies(actor, workspaceId).ok) return []
    if (workspaceId !== null && !(await isInScope(tx, actor, workspaceId))) return []
    return rowsOf(actor, workspaceId, await readChosen(tx, actor.organization.id, workspaceId))
  })

/** What a choice would come to: what holds now and then, in words, and what that hits. */
export type PolicyPreview = { readonly was: string; readonly becomes: string; readonly hits: readonly string[] }

/** POL-2: the dry run of `setPolicy`; refused where it would be, but for a change that somebody saved meanwhile. */
export const previewPolicy = (actor: Actor, input: SetPolicyInput): Promise<Result<PolicyPreview>> =>
  reading(actor.organization.id, async (tx) => {
    try {
      const { verdict, was, becomes, before, after } = await planPolicy(tx, actor, input)
      demand(verdict)
      const hits = await findHits(tx, actor, input.key, { workspaceId: input.workspaceId, before, after })
      return { ok: true, value: { was, becomes, hits } }
    } catch (error) {
      if (error instanceof Refused) return error.failure
      throw error
    }
  })
