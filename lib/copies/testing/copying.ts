import { sql } from 'drizzle-orm'
import { actingAs } from '../../call'
import { reading } from '../../database/client'
import { findOperation } from '../../operations/queries'
import { type TestUser, unwrap } from '../../test/factories'
import { actorOf, inOrganization } from '../../test/look'
import { takeStep, takeUpOperation } from '../../worker/changes'
import { runOperation } from '../../worker/run-operation'
import { firstRun, patience } from '../../worker/testing/probing'
import { copyNodes } from '../changes'
import type { CopyNodesInput } from '../input'

/** Copies things into a folder, as `by`. */
export const copyTo = (
  by: TestUser,
  folderId: string,
  nodeIds: readonly string[],
  ifTaken: CopyNodesInput['ifTaken'] = 'keep-both',
) => actingAs(by.claim, () => copyNodes({ nodeIds: [...nodeIds], folderId, ifTaken }))

/** Runs a copy in the background to its end, and says how it stands. */
export async function runCopy(by: TestUser, operationId: string, run = firstRun()) {
  await runOperation({ organizationId: by.organizationId, operationId }, run)
  return findOperation(await actorOf(by), operationId)
}

/** The same of one just begun, which has to be more than is done at once. */
export const copyAll = async (by: TestUser, folderId: string, nodeIds: readonly string[]) =>
  runCopy(by, await beginCopy(by, folderId, nodeIds))

/** Begins a copy that has to be more than is done at once; gives its operation. */
export async function beginCopy(
  by: TestUser,
  folderId: string,
  nodeIds: readonly string[],
  ifTaken?: CopyNodesInput['ifTaken'],
): Promise<string> {
  const { operationId } = unwrap(await copyTo(by, folderId, nodeIds, ifTaken))
  if (operationId === null) throw new Error('It was done at once.')
  return operationId
}

/** Takes a copy up and so many steps of it, the first of which counts; gives what takes the next. */
export async function takeSteps({ organizationId, userId }: TestUser, operationId: string, count: number) {
  const taken = await actingAs({ kind: 'system', organizationId }, () => takeUpOperation({ operationId, patience }))
  const { fence } = unwrap(taken)
  const step = () =>
    actingAs({ kind: 'user', organizationId, userId }, () => takeStep({ operationId, fence, patience }))
  for (let index = 0; index < count; index++) unwrap(await step())
  return Object.assign(step, { fence })
}

/** What stands below a folder, as paths in order: a folder with a slash at its end, a file with what it holds. */
export const below = (organizationId: string, folderId: string): Promise<readonly string[]> =>
  reading(organizationId, async (tx) => {
    const rows = await tx.execute<{ path: string }>(sql`
      with recursive down as (
        select n.id, n.kind, n.name || case n.kind when 'folder' then '/' else '' end as path, n.size
        from nodes n where n.parent_id = ${folderId} and n.trashed_at is null
        union all
        select n.id, n.kind, d.path || n.name || case n.kind when 'folder' then '/' else '' end, n.size
        from down d join nodes n on n.parent_id = d.id and n.trashed_at is null
      ) select path || case kind when 'file' then ' ' || size else '' end as path from down order by path collate "C"`)
    return rows.map(({ path }) => path)
  })

/** What has a name in a folder, by its id; empty where nothing has. */
export const idIn = (organizationId: string, folderId: string, name: string): Promise<string> =>
  reading(organizationId, async (tx) => {
    const [row] = await tx.execute<{ id: string }>(
      sql`select id from nodes where parent_id = ${folderId} and name = ${name} and trashed_at is null`,
    )
    return row?.id ?? ''
  })

/** So many files of a byte each in a folder, or folders, past every rule. */
export const makeMany = (by: TestUser, folderId: string, count: number, kind: 'file' | 'folder' = 'file') =>
  inOrganization(by.organizationId, (tx) =>
    tx.execute(sql`
      insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, owner_user_id, size, hash)
      select n.organization_id, gen_random_uuid(), n.workspace_id, n.id, ${kind}, k || ' ' || i, k || ' ' || i,
        ${by.userId}, case k when 'file' then 1 else 0 end, case k when 'file' then repeat('0', 64) end
      from nodes n, generate_series(1, ${count}) i, (select ${kind}::text as k) k where n.id = ${folderId}`),
  )
