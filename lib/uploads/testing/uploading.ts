import { sql } from 'drizzle-orm'
import { actingAs } from '../../call'
import { makePath, makeTree } from '../../files/testing/tree'
import { setPolicy } from '../../policies/changes'
import { type TestUser, unwrap } from '../../test/factories'
import { inOrganization } from '../../test/look'
import { startUpload } from '../changes'
import type { StartUploadInput } from '../input'

/** A workspace with its administrator, a user without anything, and a folder. */
export async function makePlans() {
  const tree = await makeTree()
  const [folderId = ''] = await makePath(tree.manager, tree.rootId, 'Plans')
  return { ...tree, folderId }
}

export const GiB = 1024 ** 3

/** Begins an upload of three bytes, into a place of the store where nothing is. */
export const begin = (by: TestUser, folderId: string, over: Partial<StartUploadInput> = {}) =>
  actingAs(by.claim, () =>
    startUpload({
      folderId,
      name: 'wing.step',
      size: 3,
      hash: null,
      ifTaken: 'refuse',
      storeId: crypto.randomUUID(),
      ...over,
    }),
  )

/** So many open uploads of a user, of no bytes, past every rule. */
export const openMany = (by: TestUser, folderId: string, many: number) =>
  inOrganization(by.organizationId, (tx) =>
    tx.execute(sql`
      insert into uploads (organization_id, id, workspace_id, folder_id, user_id, name, size, if_taken, store_id)
      select n.organization_id, gen_random_uuid(), n.workspace_id, n.id, ${by.userId}, 'old ' || each, 0, 'refuse', gen_random_uuid()
      from nodes n, generate_series(1, ${many}::int) each
      where n.organization_id = ${by.organizationId} and n.id = ${folderId}`),
  )

type Quota = {
  readonly key: 'workspace-storage' | 'user-storage'
  readonly value: number
  readonly workspaceId: string
}

/** Sets a limit in GiB for the first time. */
export const limit = async (by: TestUser, quota: Quota) =>
  unwrap(await actingAs(by.claim, () => setPolicy({ ...quota, revision: 0 })))

/** What the counters keep beside what is really there: who, bytes and bytes reserved, in order. */
export const countedStorage = (organizationId: string) =>
  inOrganization(organizationId, async (tx) => {
    const [row] = await tx.execute<{ kept: string; really: string }>(sql`
      with each as (
        select workspace_id, owner_user_id as user_id, size as bytes, 0 as reserved from nodes
        union all select workspace_id, owner_user_id, size, 0 from file_versions
        union all select workspace_id, user_id, 0, size from uploads where state = 'open'
        union all select workspace_id, user_id, 0, reserved from copies
      ), sums as (
        select workspace_id, null::uuid as user_id, sum(bytes) as bytes, sum(reserved) as reserved from each group by 1
        union all
        select workspace_id, user_id, sum(bytes), sum(reserved) from each where user_id is not null group by 1, 2
      ), counters as (
        select workspace_id, null::uuid as user_id, bytes, reserved from workspace_storage
        union all select workspace_id, user_id, bytes, reserved from user_storage
      ), lines as (
        select true as is_kept, concat_ws(' ', workspace_id, user_id, bytes, reserved) as line from counters
          where bytes > 0 or reserved > 0
        union all
        select false, concat_ws(' ', workspace_id, user_id, bytes, reserved) from sums where bytes > 0 or reserved > 0
      )
      select string_agg(line, ', ' order by line) filter (where is_kept) as kept,
        string_agg(line, ', ' order by line) filter (where not is_kept) as really
      from lines`)
    return { kept: row?.kept ?? '', really: row?.really ?? '' }
  })
