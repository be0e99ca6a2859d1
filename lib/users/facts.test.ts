import { expect, test } from 'vitest'
import { reading } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace, type TestUser } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { readUser } from './facts'

test('[WSP-10] the other Workspace Admins are the active ones, seen from one whose end date has come too', async () => {
  const organization = await makeOrganization()
  const { workspaceId } = await makeWorkspace(organization)
  const [lin, gone] = [
    await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }),
    await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }),
  ]
  const actor = await actorOf(organization.admin)
  const othersOf = async ({ userId }: TestUser) =>
    (await reading(organization.organizationId, (tx) => readUser(tx, actor, userId))).otherWorkspaceAdmins
  expect([await othersOf(lin), await othersOf(gone)]).toEqual([1, 1])
  await asDatabaseAdmin((root) => root`update users set state = 'ended', ends_at = now() where id = ${gone.userId}`)
  expect([await othersOf(lin), await othersOf(gone)]).toEqual([0, 1])
})
