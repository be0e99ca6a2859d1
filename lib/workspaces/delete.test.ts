import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { operations } from '../../db/schema/operations'
import { legalHolds } from '../../db/schema/workspaces'
import { findSessionActor } from '../actor'
import { actingAs } from '../call'
import { reading } from '../database/client'
import { findOperation } from '../operations/queries'
import { findOrganizationOverview } from '../overview/queries'
import { makeOrganization, makeSession, makeUser, makeWorkspace, type TestUser, unwrap } from '../test/factories'
import { activityOf, actorOf, asDatabaseAdmin, auditOf, auditSeq, inOrganization } from '../test/look'
import { createWorkspace, deleteWorkspace } from './changes'
import { ListWorkspaces } from './input'
import { findWorkspace, listWorkspaces } from './queries'

const remove = (as: TestUser, { workspaceId, name }: { workspaceId: string; name: string }) =>
  actingAs(as.claim, () => deleteWorkspace({ workspaceId, typedName: name }))

/** The deletion was refused, the workspace stands and nothing was recorded in the chain. */
async function expectRefusal(as: TestUser, workspace: Parameters<typeof remove>[1], code: string, reason: string) {
  const seq = await auditSeq(as.organizationId)
  expect(await remove(as, workspace)).toEqual({ ok: false, code, reason })
  expect(await auditSeq(as.organizationId)).toBe(seq)
  const [row] = await inOrganization(as.organizationId, (tx) =>
    tx.execute(sql`select deleted_at from workspaces where id = ${workspace.workspaceId}`),
  )
  expect(row).toEqual({ deleted_at: null })
}

const keepHold = (organizationId: string, workspaceId: string, id = crypto.randomUUID()) =>
  inOrganization(organizationId, async (tx) => {
    await tx.insert(legalHolds).values({ organizationId, id, workspaceId, reason: 'A case' })
    return id
  })

describe('[WSP-2] who deletes a workspace', () => {
  test('an Organization Admin, and nobody else', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const { workspaceId } = workspace
    const own = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    await expectRefusal(own, workspace, 'not-organization-admin', 'Only an Organization Admin can delete workspaces.')
    expect(await activityOf(organization.organizationId)).toMatchObject([{ detail: expect.stringContaining('delete') }])
    expect(await remove(organization.admin, workspace)).toMatchObject({ ok: true })
  })
})

describe('[WSP-5] deleting asks for the name', () => {
  test.each([[''], ['Simulatio'], ['Simulation 2'], ['Default']])('%j is not it', async (typedName) => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization, 'Simulation')
    const seq = await auditSeq(organization.organizationId)
    const reason = 'Type “Simulation” to delete it.'
    expect(await remove(organization.admin, { workspaceId, name: typedName })).toEqual({
      ok: false,
      code: 'name-differs',
      reason,
      fields: { typedName: reason },
    })
    expect(await auditSeq(organization.organizationId)).toBe(seq)
  })
  test('written as names are compared, it is', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization, 'Simulation Lab')
    expect(await remove(organization.admin, { workspaceId, name: ' simulation  lab ' })).toMatchObject({ ok: true })
  })
})

describe('[WSP-5] from the first moment a deleted workspace is gone for everybody', () => {
  test('it is neither listed, found, edited nor deleted again, and its purge waits in the queue', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const { operationId } = unwrap(await remove(organization.admin, workspace))
    const actor = await actorOf(organization.admin)
    expect(await findWorkspace(actor, workspace.code)).toBeNull()
    const list = await listWorkspaces(actor, ListWorkspaces.parse({}))
    expect(list.rows.map((row) => row.isDefault)).toEqual([true])
    expect(list.total).toBe(1)
    expect((await listWorkspaces(actor, ListWorkspaces.parse({ q: workspace.name }))).rows).toEqual([])
    expect(await remove(organization.admin, workspace)).toMatchObject({ code: 'not-found' })
    expect((await findOrganizationOverview(actor)).totals.workspaces).toBe(1)
    expect(await findOperation(actor, operationId)).toMatchObject({
      kind: 'workspace.purge',
      workspaceName: workspace.name,
      state: 'queued',
      mayCancel: { ok: false, code: 'cannot-be-taken-back' },
    })
    const jobs = await asDatabaseAdmin(
      (admin) => admin`select task_identifier from graphile_worker.jobs where key = ${`operation:${operationId}`}`,
    )
    expect(jobs).toEqual([{ task_identifier: 'workspace.purge' }])
  })

  test('its name may be used again at once, its ID never', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization, 'Simulation')
    unwrap(await remove(organization.admin, workspace))
    const { admin, organizationId } = organization
    const again = await actingAs(admin.claim, () => createWorkspace({ name: 'SIMULATION', description: '' }))
    expect(unwrap(again).code).not.toBe(workspace.code)
    const reuse = inOrganization(organizationId, (tx) =>
      tx.execute(
        sql`insert into workspace_codes (organization_id, code) values (${organizationId}, ${workspace.code})`,
      ),
    )
    await expect(reuse).rejects.toThrow('23505')
    const forget = inOrganization(organizationId, (tx) => tx.execute(sql`delete from workspace_codes`))
    await expect(forget).rejects.toThrow('42501')
  })

  test('[WSP-7] a member whose only user was in it is signed out', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const user = await makeUser(organization, { workspaceId: workspace.workspaceId })
    const { sessionId, claim } = await makeSession(user)
    expect(await findSessionActor(sessionId)).not.toBeNull()
    unwrap(await remove(organization.admin, workspace))
    expect(await findSessionActor(sessionId)).toBeNull()
    for (const who of [claim, user.claim])
      expect(await actingAs(who, () => createWorkspace({ name: 'x', description: '' }))).toMatchObject({
        code: 'signed-out',
      })
  })

  test('[WSP-7] [SWI-4] one with others falls back to the oldest that remains', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const other = await makeWorkspace(organization)
    const email = 'ada@example.org'
    const invited = (workspaceId: string, year: number) =>
      makeUser(organization, { email, workspaceId, invitedAt: new Date(Date.UTC(year, 0)) })
    const first = await invited(workspace.workspaceId, 2020)
    await invited(organization.defaultWorkspaceId, 2022)
    const second = await invited(other.workspaceId, 2021)
    const { sessionId } = await makeSession(first)
    unwrap(await remove(organization.admin, workspace))
    const actor = await findSessionActor(sessionId)
    expect(actor).toMatchObject({ user: { id: second.userId }, person: { signInUserId: second.userId } })
    expect(actor?.users.map((user) => user.workspace.id)).not.toContain(workspace.workspaceId)
  })

  test('[WSP-8] the audit log outlives it', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const before = await auditOf(organization.organizationId)
    unwrap(await remove(organization.admin, workspace))
    const after = await auditOf(organization.organizationId)
    expect(after.slice(0, -1)).toEqual(before)
    expect(JSON.parse(after.at(-1)?.body ?? '{}')).toMatchObject({
      event: 'workspace.deleted',
      workspace: { id: workspace.workspaceId, code: workspace.code, name: workspace.name },
      before: { name: workspace.name, description: '', users: 0 },
      after: null,
    })
  })
})

describe('what keeps a workspace', () => {
  test('[WSP-6] the Default Workspace cannot be deleted', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const elsewhere = await makeUser(organization, { workspaceId, isOrganizationAdmin: true })
    const own = { workspaceId: organization.defaultWorkspaceId, name: 'Default' }
    for (const admin of [elsewhere, organization.admin])
      await expectRefusal(admin, own, 'default-workspace', 'The Default Workspace cannot be deleted.')
  })

  test('[WSP-6] nor by a statement that goes past every rule', async () => {
    const { organizationId } = await makeOrganization()
    const bypass = inOrganization(organizationId, (tx) => tx.execute(sql`update workspaces set deleted_at = now()`))
    await expect(bypass).rejects.toThrow('23514')
  })

  test('[WSP-9] it is refused while the person acts as a user of it', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const inside = await makeUser(organization, { workspaceId: workspace.workspaceId, isOrganizationAdmin: true })
    const reason = 'You act as a user of this workspace. Switch first to a user of another one.'
    await expectRefusal(inside, workspace, 'acting-user-in-it', reason)
  })

  test('[WSP-9] a person who has a user in it deletes it while acting as another', async () => {
    const organization = await makeOrganization({ email: 'ada@example.org' })
    const workspace = await makeWorkspace(organization)
    await makeUser(organization, { email: 'ada@example.org', workspaceId: workspace.workspaceId })
    expect(await remove(organization.admin, workspace)).toMatchObject({ ok: true })
  })

  test('[WSP-9] it is refused while a legal hold is in it, and not once all are lifted', async () => {
    const organization = await makeOrganization()
    const { organizationId, admin } = organization
    const workspace = await makeWorkspace(organization)
    const elsewhere = await makeWorkspace(organization)
    const ids = [
      await keepHold(organizationId, workspace.workspaceId),
      await keepHold(organizationId, workspace.workspaceId),
    ]
    await keepHold(organizationId, elsewhere.workspaceId)
    for (const id of ids) {
      const reason = 'A legal hold is in this workspace. Lift it first, under Governance.'
      await expectRefusal(admin, workspace, 'legal-hold', reason)
      const row = await findWorkspace(await actorOf(admin), workspace.code)
      expect(row?.mayDelete).toEqual({ ok: false, code: 'legal-hold', reason })
      await inOrganization(organizationId, (tx) =>
        tx.update(legalHolds).set({ liftedAt: new Date() }).where(eq(legalHolds.id, id)),
      )
    }
    expect(await remove(admin, workspace)).toMatchObject({ ok: true })
  })

  test('[WSP-9] it is refused while it has the last Organization Admin', async () => {
    const organization = await makeOrganization()
    const workspace = await makeWorkspace(organization)
    const last = await makeUser(organization, { workspaceId: workspace.workspaceId, isOrganizationAdmin: true })
    unwrap(await remove(organization.admin, await makeWorkspace(organization))) // two stand, any other may go
    await inOrganization(organization.organizationId, (tx) =>
      tx.execute(sql`update users set is_organization_admin = false where id = ${organization.admin.userId}`),
    )
    expect(await remove(last, workspace)).toMatchObject({ code: 'acting-user-in-it' })
    expect(await remove(organization.admin, workspace)).toMatchObject({ code: 'not-found' })
    // Whoever acts elsewhere is an Organization Admin there, so that the verdict alone can tell of the last one.
    const actor = await actorOf(last)
    const beside = {
      ...actor,
      user: { ...actor.user, workspace: { ...actor.user.workspace, id: crypto.randomUUID() } },
    }
    expect((await findWorkspace(beside, workspace.code))?.mayDelete).toMatchObject({ code: 'last-organization-admin' })
  })

  test('a deletion that is refused leaves no operation', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    await remove(organization.admin, { workspaceId, name: 'Other' })
    const kept = await reading(organization.organizationId, (tx) => tx.select().from(operations))
    expect(kept).toEqual([])
  })
})

test('[WSP-10] a workspace without an active Workspace Admin is marked on the Overview', async () => {
  const organization = await makeOrganization({ isWorkspaceAdmin: true })
  const [administered, without] = [await makeWorkspace(organization), await makeWorkspace(organization)]
  const admin = await makeUser(organization, { workspaceId: administered.workspaceId, isWorkspaceAdmin: true })
  await makeUser(organization, { workspaceId: without.workspaceId })
  const marked = async () => {
    const overview = await findOrganizationOverview(await actorOf(organization.admin))
    return overview.unadministered.map((workspace) => workspace.code).sort()
  }
  expect(await marked()).toEqual([without.code])
  await inOrganization(organization.organizationId, (tx) =>
    tx.execute(
      sql`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${admin.userId}`,
    ),
  )
  expect(await marked()).toEqual([administered.code, without.code].sort())
})
