import { afterAll, expect, test } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { findOrganizationOverview, listWorkspaceAdmins } from './queries'

afterAll(closeDatabase)

test('[WSP-10] the overview names workspaces without an active Workspace Admin, and the largest', async () => {
  const organization = await makeOrganization({ isWorkspaceAdmin: true })
  const [lab, empty] = [await makeWorkspace(organization, 'Lab'), await makeWorkspace(organization, 'Empty')]
  await makeUser(organization, { workspaceId: lab.workspaceId, isWorkspaceAdmin: true })
  await makeUser(organization, { workspaceId: lab.workspaceId })
  const { totals, largest, unadministered } = await findOrganizationOverview(await actorOf(organization.admin))
  expect(totals).toEqual({ workspaces: 3, users: 3, people: 3 })
  expect(largest.map((row) => [row.name, row.users])).toEqual([
    ['Lab', 2],
    ['Default', 1],
    ['Empty', 0],
  ])
  expect(unadministered.map((row) => row.code)).toEqual([empty.code])
})

test('[WSP-2] of other workspaces a user’s overview names none', async () => {
  const organization = await makeOrganization()
  const lab = await makeWorkspace(organization, 'Lab')
  const actor = await actorOf(await makeUser(organization, { workspaceId: lab.workspaceId }))
  const { largest, unadministered } = await findOrganizationOverview(actor)
  expect([largest, unadministered].map((rows) => rows.map((row) => row.code))).toEqual([[lab.code], [lab.code]])
})

test('who administers a workspace are its active Workspace Admins, for whom it is in scope', async () => {
  const organization = await makeOrganization()
  const [lab, other] = [await makeWorkspace(organization, 'Lab'), await makeWorkspace(organization, 'Other')]
  const make = (name: string, isWorkspaceAdmin: boolean) =>
    makeUser(organization, { workspaceId: lab.workspaceId, name, isWorkspaceAdmin })
  const [ada] = [await make('Ada', true), await make('Bo', false)]
  const [gone, over] = [await make('Cy', true), await make('Dy', true)]
  await asDatabaseAdmin((db) => db`update users set state = 'ended', ends_at = now() where id = ${over.userId}`)
  await asDatabaseAdmin(
    (db) =>
      db`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${gone.userId}`,
  )
  const admins = await listWorkspaceAdmins(await actorOf(organization.admin), lab.workspaceId)
  expect(admins).toEqual([{ userId: ada.userId, name: 'Ada', email: ada.email }])
  const elsewhere = await actorOf(await makeUser(organization, { workspaceId: other.workspaceId }))
  expect(await listWorkspaceAdmins(elsewhere, lab.workspaceId)).toEqual([])
})
