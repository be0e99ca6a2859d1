import { asc } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { beforeAll, describe, expect, test } from 'vitest'
import { activity, auditRecords } from '../db/schema/audit'
import { operations } from '../db/schema/operations'
import { workspaces } from '../db/schema/workspaces'
import { makeTenant, type Tenant } from '../db/testing/tenant'
import { reading } from './database/client'
import type { Actor } from './rules/actor'
import { activityInScope, auditInScope, operationsInScope, standingWorkspaces, workspacesInScope } from './scope'
import { actorOf, asDatabaseAdmin } from './test/look'

let tenant: Tenant
let actors: { readonly admin: Actor; readonly workspaceAdmin: Actor; readonly plain: Actor }
let strangers: readonly Actor[]
beforeAll(async () => {
  tenant = await makeTenant()
  await makeTenant()
  const admin = await actorOf(tenant.admin)
  actors = { admin, workspaceAdmin: await actorOf(tenant.user), plain: await actorOf(tenant.plain) }
  const roles = { organization: admin.organization, isOrganizationAdmin: false, isWorkspaceAdmin: false } as const
  strangers = [
    { kind: 'anonymous', ...roles },
    { kind: 'system', ...roles },
  ]
})

const workspacesOf = async (actor: Actor, scope = workspacesInScope) => {
  const rows = await reading(tenant.organizationId, (tx) =>
    tx.select({ name: workspaces.name }).from(workspaces).where(scope(actor)).orderBy(asc(workspaces.name)),
  )
  return rows.map((row) => row.name)
}
const auditOf = (actor: Actor) =>
  reading(tenant.organizationId, (tx) => tx.select().from(auditRecords).where(auditInScope(actor)))
const activityOf = (actor: Actor) =>
  reading(tenant.organizationId, (tx) => tx.select().from(activity).where(activityInScope(actor)))
const operationsOf = (actor: Actor) =>
  reading(tenant.organizationId, (tx) => tx.select().from(operations).where(operationsInScope(actor)))

describe('[POR-4] [SEC-4] workspaces that exist for somebody', () => {
  test('all that stand for an Organization Admin', async () => {
    expect(await workspacesOf(actors.admin)).toEqual(['Default', 'Keyed', 'Lab'])
  })
  test('the acting user’s own for everybody else', async () => {
    expect(await workspacesOf(actors.workspaceAdmin)).toEqual(['Lab'])
    expect(await workspacesOf(actors.plain)).toEqual(['Lab'])
  })
  test('none for who is no user', async () => {
    for (const stranger of strangers) expect(await workspacesOf(stranger)).toEqual([])
  })
  test('[WSP-5] one that was deleted for nobody', async () => {
    for (const actor of [...Object.values(actors), ...strangers])
      expect(await workspacesOf(actor, standingWorkspaces)).not.toContain('Deleted')
  })
})

describe('[SEC-2] [SEC-7] records that exist for somebody', () => {
  test('all for an Organization Admin, of deleted workspaces too', async () => {
    const events = (await auditOf(actors.admin)).map((record) => record.event)
    expect(events).toContain('workspace.deleted')
    expect(events).toContain('organization.founded')
    expect((await activityOf(actors.admin)).map((line) => line.event)).toContain('refused')
  })
  test('those of their workspace for a Workspace Admin', async () => {
    const records = [...(await auditOf(actors.workspaceAdmin)), ...(await activityOf(actors.workspaceAdmin))]
    expect(records.length).toBeGreaterThan(1)
    expect(new Set(records.map((record) => record.workspaceId))).toEqual(new Set([tenant.workspaceId]))
  })
  test('none for anybody else', async () => {
    for (const actor of [actors.plain, ...strangers])
      expect([await auditOf(actor), await activityOf(actor)]).toEqual([[], []])
  })
})

test('operations that exist for somebody: all for an Organization Admin, none of another’s for the others', async () => {
  expect((await operationsOf(actors.admin)).map((row) => row.id)).toEqual([tenant.operationId])
  for (const actor of [actors.workspaceAdmin, actors.plain, ...strangers]) expect(await operationsOf(actor)).toEqual([])
})

test('[SEC-1] of one’s own organization alone, also where no policy of the database stops it', () =>
  asDatabaseAdmin(async (root) => {
    const db = drizzle(root)
    for (const [table, scope] of [
      [workspaces, standingWorkspaces],
      [auditRecords, auditInScope],
      [activity, activityInScope],
      [operations, operationsInScope],
    ] as const) {
      const seen = await db.selectDistinct({ id: table.organizationId }).from(table)
      expect(seen.length).toBeGreaterThan(1)
      const inScope = await db.selectDistinct({ id: table.organizationId }).from(table).where(scope(actors.admin))
      expect(inScope).toEqual([{ id: tenant.organizationId }])
    }
  }))
