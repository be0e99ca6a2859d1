import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { auditOf, auditSeq } from '../test/look'
import { addUsers } from './changes'

const person = (workspaceId: string, email = 'ada@example.org') => ({ email, name: 'Ada', workspaceId })

describe('[INV-7] adding users without an invitation', () => {
  test('an address known already gets one more user of the same member', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const users = [person(organization.defaultWorkspaceId), person(workspaceId, ' ADA@Example.org ')]
    const made = unwrap(await actingAs(organization.admin.claim, () => addUsers({ users })))
    expect(made.map((user) => user.workspaceId)).toEqual([organization.defaultWorkspaceId, workspaceId])
    expect(new Set(made.map((user) => user.accountId)).size).toBe(1)
  })

  test('who is a user of the workspace already is refused, and nobody is added', async () => {
    const organization = await makeOrganization()
    const { defaultWorkspaceId: workspaceId, organizationId, admin } = organization
    await makeUser(organization, { email: 'ada@example.org' })
    const seq = await auditSeq(organizationId)
    const refused = { ok: false, code: 'already-a-user', fields: { users: expect.any(String) } }
    const grace = person(workspaceId, 'grace@example.org')
    for (const users of [
      [grace, person(workspaceId)],
      [grace, grace],
    ])
      expect(await actingAs(admin.claim, () => addUsers({ users }))).toMatchObject(refused)
    expect(await auditSeq(organizationId)).toBe(seq)
  })

  test('[SEC-2] each has a record in their workspace, however its id was written', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code } = await makeWorkspace(organization)
    const users = [person(workspaceId.toUpperCase()), person(workspaceId, 'grace@example.org')]
    unwrap(await actingAs(organization.admin.claim, () => addUsers({ users })))
    const records = (await auditOf(organization.organizationId)).slice(-2)
    expect(records).toMatchObject([
      { event: 'user.added', workspaceId },
      { event: 'user.added', workspaceId },
    ])
    expect(JSON.parse(records[0]?.body ?? '{}').workspace.code).toBe(code)
  })

  test('a Workspace Admin does not', async () => {
    const organization = await makeOrganization()
    const { claim } = await makeUser(organization, { isWorkspaceAdmin: true })
    const users = [person(organization.defaultWorkspaceId)]
    expect(await actingAs(claim, () => addUsers({ users }))).toMatchObject({ code: 'not-organization-admin' })
  })
})
