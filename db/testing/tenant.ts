import { sql } from 'drizzle-orm'
import { actingAs, during } from '../../lib/call'
import { issueReset } from '../../lib/password-resets/changes'
import { makeOrganization, makeSession, makeUser, makeWorkspace, systemOf, unwrap } from '../../lib/test/factories'
import { inOrganization } from '../../lib/test/look'
import { takeUpOperation } from '../../lib/worker/changes'
import { createWorkspace, deleteWorkspace } from '../../lib/workspaces/changes'

/** A legal hold, which no change makes yet. */
export const keepHold = (organizationId: string, workspaceId: string) =>
  inOrganization(organizationId, async (tx) => {
    const id = crypto.randomUUID()
    await tx.execute(sql`insert into legal_holds (organization_id, id, workspace_id, reason)
      values (${organizationId}, ${id}, ${workspaceId}, 'A case')`)
    return id
  })

/** An organization that has rows in every table, and the ids of them. Two of them have the same shape. */
export async function makeTenant() {
  const organization = await makeOrganization()
  const { organizationId, admin } = organization
  const { workspaceId, code, name } = await makeWorkspace(organization, 'Lab')
  const deleted = await makeWorkspace(organization, 'Deleted')
  const user = await makeUser(organization, { workspaceId, email: 'ada@example.org', isWorkspaceAdmin: true })
  const plain = await makeUser(organization, { workspaceId, email: 'grace@example.org' })
  const { sessionId } = await makeSession(user)
  const { token } = unwrap(await actingAs(systemOf(organization), () => issueReset({ accountId: user.accountId })))
  const legalHoldId = await keepHold(organizationId, workspaceId)
  const remove = { workspaceId: deleted.workspaceId, typedName: deleted.name }
  const { operationId } = unwrap(await actingAs(admin.claim, () => deleteWorkspace(remove)))
  // Taken up, so that it has lines; no worker runs here, so that it stays open.
  unwrap(await actingAs(systemOf(organization), () => takeUpOperation({ operationId, patience: 10_000 })))
  const refused = { name: 'Refused', description: '' }
  await actingAs(plain.claim, () => createWorkspace(refused))
  const call = { claim: admin.claim, requestId: '', address: '', client: '', idempotencyKey: crypto.randomUUID() }
  await during(call, () => createWorkspace({ name: 'Keyed', description: '' }))
  await inOrganization(organizationId, async (tx) => {
    await tx.execute(
      sql`insert into throttles (organization_id, key, window_ends_at) values (${organizationId}, 'k', now())`,
    )
    await tx.execute(sql`update accounts set sign_in_user_id = ${user.userId} where id = ${user.accountId}`)
  })
  return {
    organization,
    organizationId,
    admin,
    user,
    plain,
    workspaceId,
    code,
    name,
    deleted,
    sessionId,
    token,
    legalHoldId,
    operationId,
  }
}
export type Tenant = Awaited<ReturnType<typeof makeTenant>>
