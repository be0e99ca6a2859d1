import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { operationLines } from '../../db/schema/operations'
import { legalHolds } from '../../db/schema/workspaces'
import { actingAs } from '../call'
import { change } from '../change'
import { Probe, probed } from '../change/testing/probe'
import { closeDatabase } from '../database/client'
import { findOperation } from '../operations/queries'
import { startOperation } from '../operations/writes'
import { allowed } from '../rules/verdict'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization, unwrap } from '../test/factories'
import { actorOf, asDatabaseAdmin, auditOf, fingerprint, inOrganization } from '../test/look'
import { until } from '../test/until'
import { addUsers } from '../users/changes'
import { insertUsers } from '../users/writes'
import { runOperation } from '../worker/run-operation'
import { firstRun } from '../worker/testing/probing'
import { deleteWorkspace } from './changes'

afterAll(closeDatabase)

const run = firstRun()

async function startPurge(
  organization: TestOrganization,
  { workspaceId, name }: { workspaceId: string; name: string },
) {
  const deleted = await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name }))
  return unwrap(deleted).operationId
}

const ended = async (organization: TestOrganization, operationId: string) => {
  const operation = await findOperation(await actorOf(organization.admin), operationId)
  return [operation?.state, operation?.done, operation?.total, operation?.reason]
}

const totals = (organizationId: string) =>
  asDatabaseAdmin(
    (admin) => admin`select workspaces, users, people, organization_admins from organization_counts
    where organization_id = ${organizationId}`,
  )

describe('[WSP-5] a purge', () => {
  test('[WSP-5] removes what users have and the users in small steps, then the workspace, and leaves the totals right', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const workspace = await makeWorkspace(organization, 'Simulation')
    const before = await totals(organizationId)
    const wanted = Array.from({ length: 999 }, (_, index) => ({
      email: `person-${index}@example.org`,
      name: 'Person',
      workspaceId: workspace.workspaceId,
    }))
    unwrap(await actingAs({ kind: 'system', organizationId }, () => addUsers({ users: wanted })))
    await makeUser(organization, { workspaceId: workspace.workspaceId, email: organization.admin.email })
    const operationId = await startPurge(organization, workspace)
    await runOperation({ organizationId, operationId }, run)
    expect(await ended(organization, operationId)).toEqual(['done', 3003, 3003, ''])
    const lines = await inOrganization(organizationId, (tx) =>
      tx.select().from(operationLines).where(eq(operationLines.operationId, operationId)).orderBy(operationLines.line),
    )
    expect(lines.map((line) => line.message)).toEqual([
      'Started.',
      'Removed 500 folder permissions.',
      'Removed 500 folder permissions.',
      'Removed 500 folders.',
      'Removed 500 folders.',
      'Removed 2 folders.',
      'Removed 500 users.',
      'Removed 500 users.',
      'Removed the workspace.',
    ])
    expect(await totals(organizationId)).toEqual(before.map((row) => ({ ...row, workspaces: 1 })))
  })

  test('[WSP-8] ends in the chain, with the workspace it was', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const workspace = await makeWorkspace(organization, 'Simulation')
    await runOperation({ organizationId, operationId: await startPurge(organization, workspace) }, run)
    const records = (await auditOf(organizationId)).filter((record) => record.workspaceId === workspace.workspaceId)
    expect(records.map((record) => record.event)).toEqual([
      'workspace.created',
      'workspace.deleted',
      'workspace.purged',
      'operation.ended',
    ])
    expect(JSON.parse(records[2]?.body ?? '')).toMatchObject({
      actingAs: { kind: 'system' },
      workspace: { id: workspace.workspaceId, code: workspace.code, name: 'Simulation' },
    })
  })

  test('[WSP-5] run a second time, by a queue that did not hear of its end, changes nothing', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const operationId = await startPurge(organization, await makeWorkspace(organization))
    await runOperation({ organizationId, operationId }, run)
    const before = await fingerprint(organizationId)
    await runOperation({ organizationId, operationId }, run)
    expect(await fingerprint(organizationId)).toEqual(before)
  })

  test('[WSP-9] touches nothing while a legal hold is in the workspace, and says so', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const workspace = await makeWorkspace(organization)
    const user = await makeUser(organization, { workspaceId: workspace.workspaceId })
    const operationId = await startPurge(organization, workspace)
    // Past the rule, which keeps a workspace under hold from being deleted at all.
    const hold = { organizationId, id: crypto.randomUUID(), workspaceId: workspace.workspaceId, reason: 'Dispute' }
    await inOrganization(organizationId, (tx) => tx.insert(legalHolds).values(hold))
    await runOperation({ organizationId, operationId }, run)
    expect(await ended(organization, operationId)).toEqual(['failed', 0, 7, 'A legal hold is in this workspace.'])
    const left = await asDatabaseAdmin((admin) => admin`select id from users where id = ${user.userId}`)
    expect(left).toHaveLength(1)
  })

  test('[WSP-9] goes on where a hold was lifted, and takes that away too', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const workspace = await makeWorkspace(organization)
    const id = crypto.randomUUID()
    const hold = { organizationId, id, workspaceId: workspace.workspaceId, reason: 'Over', liftedAt: new Date() }
    await inOrganization(organizationId, (tx) => tx.insert(legalHolds).values(hold))
    const operationId = await startPurge(organization, workspace)
    await runOperation({ organizationId, operationId }, run)
    expect(await ended(organization, operationId)).toEqual(['done', 4, 4, ''])
    expect(await asDatabaseAdmin((admin) => admin`select from legal_holds where id = ${id}`)).toEqual([])
  })

  test('[WSP-5] of a workspace that nobody deleted touches nothing', async () => {
    const organization = await makeOrganization()
    const { organizationId } = organization
    const workspace = await makeWorkspace(organization)
    const user = await makeUser(organization, { workspaceId: workspace.workspaceId })
    const start = change(Probe, async ({ actor, tx, permit, audit }) => {
      permit(allowed)
      audit('probe.written', probed)
      return startOperation(tx, actor, {
        kind: 'workspace.purge',
        workspace: { id: workspace.workspaceId, name: workspace.name },
        input: {},
        isCancellable: false,
      })
    })
    const operationId = unwrap(await actingAs(organization.admin.claim, () => start({ key: 'start' })))
    await runOperation({ organizationId, operationId }, run)
    expect(await ended(organization, operationId)).toEqual(['failed', 0, 6, 'This workspace has not been deleted.'])
    const left = await asDatabaseAdmin((admin) => admin`select id from users where id = ${user.userId}`)
    expect(left).toHaveLength(1)
  })

  test('[WSP-7] keeps a person to whom somebody is adding a user meanwhile', async () => {
    const organization = await makeOrganization()
    const { organizationId, defaultWorkspaceId } = organization
    const { workspaceId, name } = await makeWorkspace(organization)
    const leaving = await makeUser(organization, { workspaceId })
    const operationId = await startPurge(organization, { workspaceId, name })
    let purge: Promise<void> | undefined
    await inOrganization(organizationId, async (tx) => {
      const user = { email: leaving.email, name: 'Person', workspaceId: defaultWorkspaceId, passwordHash: null }
      await tx.execute(sql`update accounts set name = name where id = ${leaving.accountId}`)
      const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      purge = runOperation({ organizationId, operationId }, run)
      const isWaiting = () =>
        asDatabaseAdmin(async (admin) => {
          const waiting = await admin`select from pg_stat_activity where ${me?.pid ?? 0} = any(pg_blocking_pids(pid))`
          return waiting.length > 0
        })
      await until('the purge waits for who is adding', isWaiting)
      await insertUsers(tx, organizationId, [{ ...user, isOrganizationAdmin: false, isWorkspaceAdmin: false }])
    })
    await purge
    expect((await ended(organization, operationId))[0]).toBe('done')
    const left = await asDatabaseAdmin(
      (admin) => admin`select workspace_id from users where account_id = ${leaving.accountId}`,
    )
    expect(left).toEqual([{ workspace_id: defaultWorkspaceId }])
  })
})
