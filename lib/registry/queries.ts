import 'server-only'
import { and, eq } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { workspacesInScope } from '../scope'
import { type KindName, kinds } from './kinds'

/** How many of a kind are lost with a workspace; `label` fits `count`, like “12 users” and “1 user”. */
export type Loss = { readonly kind: KindName; readonly label: string; readonly count: number }

/** WSP-5: what deleting a workspace loses, kind by kind; nothing for a workspace outside the actor's scope. */
export const listLosses = (actor: Actor, workspaceId: string): Promise<readonly Loss[]> =>
  reading(actor.organization.id, async (tx) => {
    const seen = await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(and(workspacesInScope(actor), eq(workspaces.id, workspaceId)))
    const losses: Loss[] = []
    for (const { kind, label, count, isLoss } of seen.length > 0 ? kinds : []) {
      if (!isLoss) continue
      const held = await count(tx, { organizationId: actor.organization.id, workspaceId })
      losses.push({ kind, label: label[held === 1 ? 0 : 1], count: held })
    }
    return losses
  })
