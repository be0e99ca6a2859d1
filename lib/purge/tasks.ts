import 'server-only'
import { sql } from 'drizzle-orm'
import { actingAs } from '../call'
import { database } from '../database/client'
import { scrubbed } from '../database/errors'
import { describeError, log } from '../log'
import { purgeTrash } from './changes'

const day = 86_400_000

type Place = { readonly organizationId: string; readonly workspaceId: string }

/** Workspaces with something that was deleted or replaced longer ago than the shortest trash period there can be. */
async function placesToLookAt(): Promise<readonly Place[]> {
  const before = new Date(Date.now() - day).toISOString()
  const found = await scrubbed(() =>
    database().execute<{ organization_id: string; workspace_id: string }>(
      sql`select organization_id, workspace_id from workspaces_with_trash(${before}::timestamptz)`,
    ),
  )
  return found.map((row) => ({ organizationId: row.organization_id, workspaceId: row.workspace_id }))
}

/** Purges what is due in a workspace, step by step. */
async function purgeIn({ organizationId, workspaceId }: Place, signal: AbortSignal | undefined): Promise<void> {
  for (let isOver = false; !isOver && !signal?.aborted; ) {
    const step = await actingAs({ kind: 'system', organizationId }, () => purgeTrash({ workspaceId }))
    isOver = !step.ok || step.value.isOver
  }
}

/** FIL-8, FIL-9: purges what is due everywhere. It may end anywhere: the next run goes on, and no workspace waits for another. */
export async function purge(signal?: AbortSignal): Promise<void> {
  let failed = 0
  for (const place of await placesToLookAt()) {
    if (signal?.aborted) return
    try {
      await purgeIn(place, signal)
    } catch (error) {
      failed++
      log.error({ ...place, ...describeError(error) }, 'a trash could not be purged')
    }
  }
  if (failed > 0) throw new Error(`The trash of ${failed} workspaces could not be purged.`)
}

/** The nightly purge, by the name it is queued under. */
export const purgeTasks = { 'trash.purge': (_: unknown, signal?: AbortSignal) => purge(signal) } as const
