import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts, users } from '../db/schema/accounts'
import { activity, auditRecords } from '../db/schema/audit'
import { nodes } from '../db/schema/files'
import { groups } from '../db/schema/groups'
import { invitations } from '../db/schema/invitations'
import { notices } from '../db/schema/notices'
import { operations } from '../db/schema/operations'
import { partners } from '../db/schema/partners'
import { rosters } from '../db/schema/rosters'
import { uploads } from '../db/schema/uploads'
import { workspaces } from '../db/schema/workspaces'
import { makeTenant, type Tenant } from '../db/testing/tenant'
import { reading } from './database/client'
import { findPlaces } from './files/queries'
import { makePath } from './files/testing/tree'
import type { Actor } from './rules/actor'
import { maskOf } from './rules/levels'
import {
  activityInScope,
  auditInScope,
  groupsInScope,
  invitationsInScope,
  membersInScope,
  nodesInScope,
  noticesInScope,
  operationsInScope,
  partnersInScope,
  personsUsersInScope,
  rostersInScope,
  standingWorkspaces,
  trashInScope,
  uploadsInScope,
  usersInScope,
  workspacesInScope,
} from './scope'
import { makePartner } from './test/factories'
import { actorOf, asDatabaseAdmin } from './test/look'

let tenant: Tenant
let another: Tenant
let actors: { readonly admin: Actor; readonly workspaceAdmin: Actor; readonly plain: Actor }
let strangers: readonly Actor[]
beforeAll(async () => {
  tenant = await makeTenant()
  another = await makeTenant()
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

/** What lies in workspaces, by how its scope is asked: each joined with its workspace. */
const inWorkspaces = [
  [users, usersInScope],
  [groups, groupsInScope],
  [partners, partnersInScope],
  [invitations, invitationsInScope],
] as const
const isIts = (table: (typeof inWorkspaces)[number][0]) =>
  and(eq(workspaces.organizationId, table.organizationId), eq(workspaces.id, table.workspaceId))

describe('[POR-4] [SEC-4] users, groups, partners and invitations that exist for somebody', () => {
  const placesOf = (actor: Actor, [table, scope]: (typeof inWorkspaces)[number]) =>
    reading(tenant.organizationId, async (tx) => {
      const rows = await tx
        .selectDistinct({ name: workspaces.name })
        .from(table)
        .innerJoin(workspaces, isIts(table))
        .where(scope(actor))
      return rows.map(({ name }) => name).toSorted()
    })

  test('those of every workspace for an Organization Admin, of their own for a Workspace Admin, else none', async () => {
    await asDatabaseAdmin(async (root) => {
      const [other] = await root<{ id: string }[]>`select id from workspaces
        where organization_id = ${tenant.organizationId} and name = 'Default'`
      await root`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${tenant.organizationId}, gen_random_uuid(), ${other?.id ?? ''}, 'Other', 'other')`
      await root`insert into invitations (organization_id, id, workspace_id, email, invited_by_name, expires_at)
        values (${tenant.organizationId}, gen_random_uuid(), ${other?.id ?? ''}, 'x@example.org', 'Ada', now())`
    })
    const { rootId } = await findPlaces(await actorOf(tenant.admin), tenant.admin.workspaceId)
    const [company = ''] = await makePath(tenant.admin, rootId ?? '', 'Company')
    await makePartner(tenant.admin, company)
    for (const one of inWorkspaces) {
      expect(await placesOf(actors.admin, one)).toEqual(['Default', 'Lab'])
      expect(await placesOf(actors.workspaceAdmin, one)).toEqual(['Lab'])
      for (const actor of [actors.plain, ...strangers]) expect(await placesOf(actor, one)).toEqual([])
    }
  })

  test('[WSP-5] of a deleted workspace none', async () => {
    await asDatabaseAdmin(async (root) => {
      const { organizationId, plain, deleted } = tenant
      await root`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
        values (${organizationId}, gen_random_uuid(), ${plain.accountId}, ${deleted.workspaceId}, ${plain.email}, 'G', 'g')`
      await root`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${organizationId}, gen_random_uuid(), ${deleted.workspaceId}, 'Gone', 'gone')`
      await root`insert into invitations (organization_id, id, workspace_id, email, invited_by_name, expires_at)
        values (${organizationId}, gen_random_uuid(), ${deleted.workspaceId}, 'y@example.org', 'Ada', now())`
      await root`update workspaces set deleted_at = now() where id = ${tenant.workspaceId}`
    })
    for (const one of inWorkspaces) expect(await placesOf(actors.admin, one)).toEqual(['Default'])
    await asDatabaseAdmin((root) => root`update workspaces set deleted_at = null where id = ${tenant.workspaceId}`)
  })
})

test('[INV-7] rosters exist for Organization Admins alone', async () => {
  const rostersOf = (actor: Actor) =>
    reading(tenant.organizationId, (tx) => tx.select({ id: rosters.id }).from(rosters).where(rostersInScope(actor)))
  expect(await rostersOf(actors.admin)).toEqual([{ id: tenant.rosterId }])
  for (const actor of [actors.workspaceAdmin, actors.plain, ...strangers]) expect(await rostersOf(actor)).toEqual([])
})

test('[FIL-6] uploads exist for the user whose they are, not for others of the organization', async () => {
  const uploadsOf = (actor: Actor) =>
    reading(tenant.organizationId, (tx) => tx.select({ id: uploads.id }).from(uploads).where(uploadsInScope(actor)))
  expect(await uploadsOf(actors.admin)).toEqual([{ id: tenant.uploadId }])
  for (const actor of [actors.workspaceAdmin, actors.plain, ...strangers]) expect(await uploadsOf(actor)).toEqual([])
})

test('[SWI-5] [SWI-7] members exist for Organization Admins alone, of users to act as one’s own for everybody', async () => {
  const found = (actor: Actor) =>
    reading(tenant.organizationId, async (tx) => {
      const members = await tx.select({ id: accounts.id }).from(accounts).where(membersInScope(actor))
      const own = await tx.selectDistinct({ id: users.accountId }).from(users).where(personsUsersInScope(actor))
      return [members, own].map((rows) => rows.map(({ id }) => id).toSorted())
    })
  const rows = await asDatabaseAdmin(
    (root) => root<{ id: string }[]>`select id from accounts where organization_id = ${tenant.organizationId}`,
  )
  const all = rows.map(({ id }) => id).toSorted()
  expect(await found(actors.admin)).toEqual([all, all])
  expect(await found(actors.workspaceAdmin)).toEqual([[], [tenant.user.accountId]])
  expect(await found(actors.plain)).toEqual([[], [tenant.plain.accountId]])
  for (const actor of strangers) expect(await found(actor)).toEqual([[], []])
})

describe('[FIL-5] [FIL-8] folders and files exist by what the user may in their folder', () => {
  type Reach = { readonly mask: number; readonly isWay: boolean; readonly stands: boolean }
  const found = (scope: typeof nodesInScope, { mask, isWay, stands }: Reach) =>
    asDatabaseAdmin(async (root) => {
      const reach = sql`(select ${mask}::int as mask, ${isWay}::boolean as is_way, ${stands}::boolean as stands) as reach`
      const named = drizzle(root).select({ name: nodes.name }).from(nodes).innerJoin(reach, sql`true`)
      const ids = [tenant.folderId, tenant.fileId, tenant.trashedId]
      const rows = await named.where(and(scope(actors.admin), inArray(nodes.id, ids)))
      return rows.map(({ name }) => name).toSorted()
    })
  const [list, full, none] = [1, maskOf.full, 0]

  test('what stands: a file by List, a folder by anything or as a way', async () => {
    const all = ['Old plans', 'Plans', 'wing.step']
    expect(await found(nodesInScope, { mask: list, isWay: false, stands: true })).toEqual(all)
    expect(await found(nodesInScope, { mask: 2, isWay: false, stands: true })).toEqual(['Old plans', 'Plans'])
    expect(await found(nodesInScope, { mask: none, isWay: true, stands: true })).toEqual(['Old plans', 'Plans'])
    expect(await found(nodesInScope, { mask: none, isWay: false, stands: true })).toEqual([])
    expect(await found(nodesInScope, { mask: full, isWay: true, stands: false })).toEqual([])
  })

  test('in the trash: by Full alone, and not what is being purged', async () => {
    const reach = { isWay: true, stands: true }
    expect(await found(trashInScope, { mask: full, ...reach })).toEqual(['Old plans'])
    expect(await found(trashInScope, { mask: list, ...reach })).toEqual([])
    const purge = (isPurged: boolean) =>
      asDatabaseAdmin((root) => root`update nodes set is_purged = ${isPurged} where id = ${tenant.trashedId}`)
    await purge(true)
    expect(await found(trashInScope, { mask: full, ...reach })).toEqual([])
    await purge(false)
  })
})

describe('[SEC-1] of one’s own organization alone, also where no policy of the database stops it', () => {
  test('what stands by itself, and what lies in workspaces', () =>
    asDatabaseAdmin(async (root) => {
      const db = drizzle(root)
      for (const [table, scope] of [
        [workspaces, standingWorkspaces],
        [auditRecords, auditInScope],
        [activity, activityInScope],
        [operations, operationsInScope],
        [rosters, rostersInScope],
        [accounts, membersInScope],
        [users, personsUsersInScope],
      ] as const) {
        const seen = await db.selectDistinct({ id: table.organizationId }).from(table)
        expect(seen.length).toBeGreaterThan(1)
        const inScope = await db.selectDistinct({ id: table.organizationId }).from(table).where(scope(actors.admin))
        expect(inScope).toEqual([{ id: tenant.organizationId }])
      }
      for (const [table, scope] of inWorkspaces) {
        const all = db.selectDistinct({ id: table.organizationId }).from(table).innerJoin(workspaces, isIts(table))
        expect((await all).length).toBeGreaterThan(1)
        expect(await all.where(scope(actors.admin))).toEqual([{ id: tenant.organizationId }])
      }
    }))

  test('folders and files, in the trash and not', () =>
    asDatabaseAdmin(async (root) => {
      const reach = sql`(select 127 as mask, true as is_way, true as stands) as reach`
      for (const scope of [nodesInScope, trashInScope]) {
        const all = drizzle(root).selectDistinct({ id: nodes.organizationId }).from(nodes).innerJoin(reach, sql`true`)
        expect((await all).length).toBeGreaterThan(1)
        expect(await all.where(scope(actors.admin))).toEqual([{ id: tenant.organizationId }])
      }
    }))

  // Ids are those of one organization: another may have the same.
  test('uploads and notices, though a user and a person of another have the same ids', () =>
    asDatabaseAdmin(async (root) => {
      const { accountId, userId } = tenant.admin
      const { organizationId: other, workspaceId } = another
      await root`insert into accounts (organization_id, id, email, name) values (${other}, ${accountId}, 't@example.org', 'T')`
      await root`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key)
        values (${other}, ${userId}, ${accountId}, ${workspaceId}, 't@example.org', 'T', 't')`
      await root`update uploads set user_id = ${userId} where organization_id = ${other}`
      await root`update notices set account_id = ${accountId} where organization_id in ${root([tenant.organizationId, other])}`
      for (const [table, scope] of [
        [uploads, uploadsInScope],
        [notices, noticesInScope],
      ] as const) {
        const all = drizzle(root).selectDistinct({ id: table.organizationId }).from(table)
        expect((await all).length).toBeGreaterThan(1)
        expect(await all.where(scope(actors.admin))).toEqual([{ id: tenant.organizationId }])
        for (const stranger of strangers) expect(await all.where(scope(stranger))).toEqual([])
      }
    }))
})
