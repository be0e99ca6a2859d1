import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, systemOf } from '../test/factories'
import { actorOf, auditOf, fingerprint } from '../test/look'
import { ListWorkspaces } from '../workspaces/input'
import { listWorkspaces } from '../workspaces/queries'
import { foundOrganization, setUpOrganization } from './changes'

describe('[WSP-1] a new organization', () => {
  test('has one workspace, the Default Workspace, and its first member is a user of it', async () => {
    const organization = await makeOrganization()
    const actor = await actorOf(organization.admin)
    const { rows } = await listWorkspaces(actor, ListWorkspaces.parse({}))
    expect(rows).toMatchObject([{ code: actor.user.workspace.code, isDefault: true, users: 1 }])
    expect(rows[0]?.code).toMatch(/^\d{2}-\d{7}$/)
    expect(actor.user.workspace.id).toBe(organization.defaultWorkspaceId)
    expect(actor.organization.workspaces).toBe(1)
  })
  test('[SEC-2] begins its chain with its founding', async () => {
    const { organizationId, name, slug } = await makeOrganization()
    const [first] = await auditOf(organizationId)
    expect(first).toMatchObject({ seq: 1, event: 'organization.founded', previousHash: '0'.repeat(64) })
    expect(JSON.parse(first?.body ?? '{}')).toMatchObject({ after: { name, slug }, person: null })
  })
})

describe('[SEC-6] founding', () => {
  const wish = () => ({ organizationName: 'New', slug: `org-${crypto.randomUUID().slice(0, 13)}` })

  test('a sign-in address is one organization’s', async () => {
    const { slug } = await makeOrganization()
    const organizationId = crypto.randomUUID()
    const answer = await actingAs(systemOf({ organizationId }), () =>
      foundOrganization({ organizationName: 'New', slug }),
    )
    expect(answer).toMatchObject({ ok: false, code: 'slug-taken', fields: { slug: expect.any(String) } })
    expect(await auditOf(organizationId)).toEqual([])
  })
  test('nobody who is signed in founds one, nor who has no code', async () => {
    const { admin, organizationId } = await makeOrganization()
    const before = await fingerprint(organizationId)
    expect(await actingAs(admin.claim, () => foundOrganization(wish()))).toMatchObject({ code: 'signed-in' })
    const anonymous = { kind: 'anonymous', organizationId: crypto.randomUUID() } as const
    expect(await actingAs(anonymous, () => foundOrganization(wish()))).toMatchObject({ code: 'wrong-set-up-code' })
    const { activity: _logged, ...after } = await fingerprint(organizationId)
    expect(before).toMatchObject(after)
  })
  test('once there is an organization no code sets another one up', async () => {
    await makeOrganization()
    const anonymous = { kind: 'anonymous', organizationId: crypto.randomUUID() } as const
    const input = {
      code: 'x',
      organizationName: 'New',
      name: 'Ada',
      email: 'ada@example.org',
      password: 'a long phrase here',
    }
    expect(await actingAs(anonymous, () => setUpOrganization(input))).toMatchObject({ code: 'wrong-set-up-code' })
    const common = { ...input, password: 'password1234' }
    expect(await actingAs(anonymous, () => setUpOrganization(common))).toMatchObject({ code: 'common-password' })
    expect(await auditOf(anonymous.organizationId)).toEqual([])
  })
  test.each([['Upper'], ['-x'], ['a b'], ['x'.repeat(41)], ['ä'], ['']])('%j is no sign-in address', async (slug) => {
    const claim = systemOf({ organizationId: crypto.randomUUID() })
    const answer = await actingAs(claim, () => foundOrganization({ organizationName: 'New', slug }))
    expect(answer).toMatchObject({ code: 'invalid', fields: { slug: expect.any(String) } })
  })
})
