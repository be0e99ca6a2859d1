import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, makeWorkspace, systemOf, unwrap } from '../test/factories'
import { activityOf, actorOf, auditOf, auditSeq } from '../test/look'
import { createWorkspace, editWorkspace } from './changes'
import { findWorkspace } from './queries'

const lab = { name: 'Lab', description: 'Where it is tried.' }

/** The text of the newest record, read. */
async function newestOf(organizationId: string) {
  const record = (await auditOf(organizationId)).at(-1)
  return JSON.parse(record?.body ?? '{}')
}

describe('creating', () => {
  test('[WSP-2] an Organization Admin creates a workspace', async () => {
    const organization = await makeOrganization()
    const made = unwrap(await actingAs(organization.admin.claim, () => createWorkspace(lab)))
    expect(await findWorkspace(await actorOf(organization.admin), made.code)).toMatchObject({
      id: made.id,
      ...lab,
      isDefault: false,
      revision: 1,
      users: 0,
      workspaceAdmins: 0,
      mayEdit: { ok: true },
      mayDelete: { ok: true },
    })
  })

  test('[WSP-2] nobody else does, and each try is logged with its reason', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const seq = await auditSeq(organizationId)
    const refused = {
      ok: false,
      code: 'not-organization-admin',
      reason: 'Only an Organization Admin can create workspaces.',
    }
    const users = [await makeUser(organization), await makeUser(organization, { isWorkspaceAdmin: true })]
    for (const { claim } of users) expect(await actingAs(claim, () => createWorkspace(lab))).toEqual(refused)
    for (const claim of [systemOf(organization), { kind: 'anonymous', organizationId } as const])
      expect(await actingAs(claim, () => createWorkspace(lab))).toEqual(refused)
    expect(await auditSeq(organizationId)).toBe(seq + users.length)
    expect((await activityOf(organizationId)).map((line) => [line.accountId, line.detail])).toEqual(
      users.map(({ accountId }) => [accountId, `Refused to create a workspace: ${refused.reason}`]),
    )
  })

  test('[WSP-2] one who is Organization Admin as another user does not, until they switch', async () => {
    const organization = await makeOrganization({ email: 'ada@example.org' })
    const { workspaceId } = await makeWorkspace(organization)
    const plain = await makeUser(organization, { email: 'ada@example.org', workspaceId })
    expect(plain.accountId).toBe(organization.admin.accountId)
    expect(await actingAs(plain.claim, () => createWorkspace(lab))).toMatchObject({ code: 'not-organization-admin' })
  })

  test('[WSP-4] a created workspace gets its workspace ID at once, unlike any other', async () => {
    const organization = await makeOrganization()
    const codes = new Set<string>()
    for (let count = 0; count < 30; count++) {
      const { code } = await makeWorkspace(organization)
      expect(code).toMatch(/^\d{2}-\d{7}$/)
      codes.add(code)
    }
    expect(codes.size).toBe(30)
  })

  test('[SEC-2] the record says who made what', async () => {
    const organization = await makeOrganization()
    const made = unwrap(await actingAs(organization.admin.claim, () => createWorkspace(lab)))
    expect(await newestOf(organization.organizationId)).toMatchObject({
      event: 'workspace.created',
      person: { id: organization.admin.accountId },
      actingAs: { id: organization.admin.userId },
      workspace: { id: made.id, code: made.code, name: 'Lab' },
      target: { kind: 'workspace', id: made.id, label: 'Lab' },
      before: null,
      after: lab,
    })
  })
})

describe('renaming and describing', () => {
  test('[WSP-2] an Organization Admin renames and describes a workspace', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code, name } = await makeWorkspace(organization)
    const edit = { workspaceId, ...lab, revision: 1 }
    const answer = await actingAs(organization.admin.claim, () => editWorkspace(edit))
    expect(answer).toEqual({ ok: true, value: { id: workspaceId, revision: 2 } })
    const row = await findWorkspace(await actorOf(organization.admin), code)
    expect(row).toMatchObject({ ...lab, code, revision: 2 })
    expect(await newestOf(organization.organizationId)).toMatchObject({
      event: 'workspace.edited',
      workspace: { id: workspaceId, code, name: 'Lab' },
      target: { kind: 'workspace', id: workspaceId, label: 'Lab' },
      before: { name, description: '' },
      after: lab,
    })
  })

  test('[WSP-2] its own Workspace Admin does not', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const { claim } = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
    const seq = await auditSeq(organization.organizationId)
    expect(await actingAs(claim, () => editWorkspace({ workspaceId, ...lab, revision: 1 }))).toEqual({
      ok: false,
      code: 'not-organization-admin',
      reason: 'Only an Organization Admin can rename or describe workspaces.',
    })
    expect(await auditSeq(organization.organizationId)).toBe(seq)
  })

  test('[SEC-4] a workspace that a user may not know of is not found, like one that does not exist', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization)
    const elsewhere = await makeUser(organization, { isWorkspaceAdmin: true })
    const edit = (id: string) =>
      actingAs(elsewhere.claim, () => editWorkspace({ workspaceId: id, ...lab, revision: 1 }))
    const answer = await edit(workspaceId)
    expect(answer).toEqual({ ok: false, code: 'not-found', reason: 'There is no such thing here, or it is gone.' })
    expect(await edit(crypto.randomUUID())).toEqual(answer)
    expect(await activityOf(organization.organizationId)).toEqual([])
  })

  test('[WSP-6] the Default Workspace can be renamed and described, and stays the Default Workspace', async () => {
    const organization = await makeOrganization()
    const { admin, defaultWorkspaceId: workspaceId } = organization
    expect(await actingAs(admin.claim, () => editWorkspace({ workspaceId, ...lab, revision: 1 }))).toMatchObject({
      ok: true,
    })
    const { user } = await actorOf(admin)
    expect(user.workspace).toMatchObject({ id: workspaceId, name: 'Lab', isDefault: true })
  })

  test('[SEC-9] saving over somebody else’s change is refused, with what they changed', async () => {
    const organization = await makeOrganization()
    const { workspaceId, code } = await makeWorkspace(organization)
    const theirs = { name: 'Theirs', description: 'Saved first' }
    const save = (values: typeof theirs, revision: number) =>
      actingAs(organization.admin.claim, () => editWorkspace({ workspaceId, ...values, revision }))
    expect(await save(theirs, 1)).toMatchObject({ ok: true })
    const seq = await auditSeq(organization.organizationId)
    expect(await save({ name: 'Mine', description: '' }, 1)).toEqual({
      ok: false,
      code: 'changed-meanwhile',
      reason: 'Somebody else saved a change while you were typing. Nothing of yours was written.',
      theirs: { revision: 2, values: theirs },
    })
    expect(await save({ name: 'Mine', description: '' }, 3)).toMatchObject({ code: 'changed-meanwhile' })
    expect(await auditSeq(organization.organizationId)).toBe(seq)
    expect(await findWorkspace(await actorOf(organization.admin), code)).toMatchObject(theirs)
    expect(await save({ name: 'Mine', description: '' }, 2)).toMatchObject({ ok: true, value: { revision: 3 } })
  })
})
