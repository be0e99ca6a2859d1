import { asDatabaseAdmin } from '../../test/look'

/** Lets what is in the trash have been there for so many days. */
export const ageTrash = (nodeId: string, days: number) =>
  asDatabaseAdmin(
    (admin) => admin`update nodes set trashed_at = now() - make_interval(days => ${days}) where id = ${nodeId}`,
  )

/** Lets a version of a file have been replaced so many days ago. */
export const ageVersion = (fileId: string, version: number, days: number) =>
  asDatabaseAdmin(
    (admin) => admin`update file_versions set replaced_at = now() - make_interval(days => ${days})
      where file_id = ${fileId} and version = ${version}`,
  )

/** Lets all that was chosen of policies in an organization have been chosen so many hours ago. */
export const agePolicies = (organizationId: string, hours: number) =>
  asDatabaseAdmin(async (admin) => {
    for (const table of ['organization_policies', 'workspace_policies'])
      await admin`update ${admin(table)} set changed_at = now() - make_interval(hours => ${hours})
        where organization_id = ${organizationId}`
  })

/** Has the purge of a night done now, by the next worker that is there. */
export const queuePurge = () =>
  asDatabaseAdmin((admin) => admin`select graphile_worker.add_job('trash.purge', '{}'::json, max_attempts => 25)`)
