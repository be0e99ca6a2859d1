import { randomInt } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { workspaceCodes, workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import { insertTrees } from '../files/writes'
import type { Place } from '../registry/kind'

/** A workspace to be made. Its name is free: asked under `lockNames`. */
export type NewWorkspace = { readonly name: string; readonly description: string; readonly isDefault?: boolean }

const digits = (count: number) => String(randomInt(10 ** count)).padStart(count, '0')
const newCode = () => `${digits(2)}-${digits(7)}`

/** Workspace IDs like 04-8473942: never given before in this deployment, and never again (WSP-4, WSP-5). */
async function giveCodes(tx: Tx, organizationId: string, count: number): Promise<readonly string[]> {
  const given: string[] = []
  while (given.length < count) {
    const tried = new Set(Array.from({ length: count - given.length }, newCode))
    const rows = await tx
      .insert(workspaceCodes)
      .values([...tried].map((code) => ({ organizationId, code })))
      .onConflictDoNothing()
      .returning({ code: workspaceCodes.code })
    given.push(...rows.map((row) => row.code))
  }
  return given
}

/** Makes workspaces, in the order given, each with its workspace ID and its tree of files; none for none. */
export async function insertWorkspaces(tx: Tx, organizationId: string, wanted: readonly NewWorkspace[]) {
  if (wanted.length === 0) return []
  const codes = await giveCodes(tx, organizationId, wanted.length)
  const made = wanted.map((workspace, index) => ({
    ...workspace,
    id: crypto.randomUUID(),
    code: codes[index] ?? '',
  }))
  await tx
    .insert(workspaces)
    .values(made.map((workspace) => ({ organizationId, nameKey: canonicalName(workspace.name), ...workspace })))
  await insertTrees(
    tx,
    organizationId,
    made.map(({ id }) => id),
  )
  return made
}

/** Removes the row of an emptied workspace; its totals go with it, its workspace ID stays given (WSP-5). */
export const removeWorkspace = (tx: Tx, { organizationId, workspaceId }: Place) =>
  tx.delete(workspaces).where(and(eq(workspaces.organizationId, organizationId), eq(workspaces.id, workspaceId)))
