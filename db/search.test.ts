import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { makeOrganization, makeUser, makeWorkspace } from '../lib/test/factories'
import { asDatabaseAdmin, inOrganization } from '../lib/test/look'

test.each([
  ['find_in_log', `'activity', '', null, null, null, null, null, null, false, 1`],
  ['find_users', `'', null, null, null, null, true, null, null, false, 1`],
  ['find_groups', `'', gen_random_uuid(), false, null, null, false, 1`],
  ['find_nodes', `gen_random_uuid(), null, 'x', null, null, 1`],
  ['reach_of', 'gen_random_uuid(), array[gen_random_uuid()]'],
])('[SEC-1] %s answers nobody who names no organization', async (name, given) => {
  await expect(asDatabaseAdmin((root) => root.unsafe(`select ${name}(${given})`))).rejects.toThrow(
    `${name} needs an organization`,
  )
})

test('[SEC-1] users of a group are found though another organization has one of the same id', async () => {
  const [other, organization] = [await makeOrganization(), await makeOrganization()]
  const groupId = crypto.randomUUID()
  for (const one of [other, organization]) {
    const { organizationId } = one
    const { workspaceId } = await makeWorkspace(one)
    const { userId } = await makeUser(one, { workspaceId })
    await inOrganization(organizationId, async (tx) => {
      await tx.execute(sql`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${organizationId}, ${groupId}, ${workspaceId}, 'Crew', 'crew')`)
      await tx.execute(sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
        values (${organizationId}, ${groupId}, ${userId}, ${workspaceId})`)
    })
    const found = await inOrganization(organizationId, (tx) =>
      tx.execute(sql`select find_users('', ${workspaceId}, ${groupId}, null, null, true, null, null, false, 10) as id`),
    )
    expect(found.map(({ id }) => id)).toEqual([userId])
  }
})
