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

test('[SEC-1] users of a group are found, also where another organization has the same ids', async () => {
  const [other, organization] = [await makeOrganization(), await makeOrganization()]
  const { workspaceId } = await makeWorkspace(organization)
  const [lin, bob] = [await makeUser(organization, { workspaceId }), await makeUser(organization, { workspaceId })]
  const groupId = crypto.randomUUID()
  const fill = (organizationId: string, place: string, id: string, userId: string) =>
    asDatabaseAdmin(async (root) => {
      await root`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${organizationId}, ${id}, ${place}, ${id}, ${id})`
      await root`insert into group_members (organization_id, group_id, user_id, workspace_id)
        values (${organizationId}, ${id}, ${userId}, ${place})`
    })
  await asDatabaseAdmin(async (root) => {
    const { organizationId, defaultWorkspaceId } = other
    await root`insert into accounts (organization_id, id, email, name)
      values (${organizationId}, ${bob.accountId}, 'bob@example.org', 'Bob')`
    await root`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
      values (${organizationId}, ${bob.userId}, ${bob.accountId}, ${defaultWorkspaceId}, 'bob@example.org', 'Bob', 'bob')`
  })
  const { workspaceId: elsewhere } = await makeWorkspace(organization, 'Elsewhere')
  const stranger = await makeUser(organization, { workspaceId: elsewhere })
  await fill(other.organizationId, other.defaultWorkspaceId, groupId, bob.userId)
  await fill(organization.organizationId, elsewhere, crypto.randomUUID(), stranger.userId)
  await fill(organization.organizationId, workspaceId, crypto.randomUUID(), bob.userId)
  await fill(organization.organizationId, workspaceId, groupId, lin.userId)
  const found = await inOrganization(organization.organizationId, (tx) =>
    tx.execute(sql`select find_users('', ${workspaceId}, ${groupId}, null, null, true, null, null, false, 10) as id`),
  )
  expect(found.map(({ id }) => id)).toEqual([lin.userId])
})
