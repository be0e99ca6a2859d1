import type { TestUser } from '../../test/factories'
import { asDatabaseAdmin } from '../../test/look'

/** `count` groups and `count` active users of a workspace, named by their number, without a change for each. */
export async function fill({ organizationId, workspaceId }: TestUser, count: number) {
  await asDatabaseAdmin(async (admin) => {
    await admin`insert into groups (organization_id, id, workspace_id, name, name_key)
      select ${organizationId}, gen_random_uuid(), ${workspaceId}, n.name, lower(n.name) from (select case when n % 500 = 0
        then 'Needle ' else 'Hay ' end || lpad(n::text, 5, '0') as name from generate_series(1, ${count}) n) n`
    await admin`insert into accounts (organization_id, id, email, name) select ${organizationId}, gen_random_uuid(),
        'p' || lpad(n::text, 5, '0') || case when n % 500 = 0 then '@needle.example' else '@hay.example' end, 'P'
      from generate_series(1, ${count}) n`
    await admin`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
      select organization_id, gen_random_uuid(), id, ${workspaceId}, email, 'P', left(email, 6)
      from accounts where organization_id = ${organizationId} and name = 'P'`
  })
}

/** Puts every `step`th of those users into a group. */
export const putIn = ({ organizationId, workspaceId }: TestUser, groupId: string, step: number) =>
  asDatabaseAdmin(
    (admin) => admin`insert into group_members (organization_id, group_id, user_id, workspace_id)
      select organization_id, ${groupId}, id, workspace_id from users where organization_id = ${organizationId}
        and workspace_id = ${workspaceId} and name = 'P' and substr(email, 2, 5)::int % ${step} = 0`,
  )
