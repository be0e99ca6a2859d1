import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { actingAs } from '../lib/call'
import { makeOrganization, makeUser, makeWorkspace, type TestOrganization } from '../lib/test/factories'
import { inOrganization } from '../lib/test/look'
import { createWorkspace, createWorkspaces, deleteWorkspace } from '../lib/workspaces/changes'

vi.setConfig({ testTimeout: 120_000 })

/** What the triggers keep beside what is really there, both as text. */
const counted = ({ organizationId }: TestOrganization) =>
  inOrganization(organizationId, async (tx) => {
    const [row] = await tx.execute(sql`
      with standing as (
        select u.* from users u join workspaces w on w.organization_id = u.organization_id and w.id = u.workspace_id
        where u.state = 'active' and w.deleted_at is null
      ), each as (
        select w.id, count(u.id) as users, count(u.id) filter (where u.is_workspace_admin) as admins,
          count(u.id) filter (where u.is_organization_admin) as owners
        from workspaces w left join users u on u.organization_id = w.organization_id and u.workspace_id = w.id
          and u.state = 'active' group by w.id
      )
      select (select row(c.workspaces, c.users, c.people, c.organization_admins)::text from organization_counts c) as kept,
        row((select count(*) from workspaces where deleted_at is null), (select count(*) from standing),
          (select count(*) from accounts), (select count(*) from standing where is_organization_admin))::text as really,
        (select json_agg(row(c.workspace_id, c.users, c.workspace_admins, c.organization_admins)::text order by c.workspace_id)
          from workspace_counts c) as "keptEach",
        (select json_agg(row(id, users, admins, owners)::text order by id) from each) as "reallyEach"`)
    return row ?? {}
  })

const word = () => crypto.randomUUID().slice(0, 8)
const some = 'select id from users order by md5(id::text || $) limit 3'.replace('$', "current_setting('app.seed')")

// Statements of several rows at once, as roster, off-boarding and purge will make them.
const statements = [
  `update users set state = 'deactivated', is_workspace_admin = false, is_organization_admin = false where id in (${some})`,
  `update users set state = 'active' where id in (${some})`,
  `update users set is_workspace_admin = not is_workspace_admin where state = 'active' and id in (${some})`,
  `update users set is_organization_admin = not is_organization_admin where state = 'active' and id in (${some})`,
  `update users set invited_at = now() where id in (${some})`,
  `delete from users where id in (${some})`,
  `delete from accounts a where not exists (select from users u where u.account_id = a.id)`,
  // Whoever moves has no permissions where they were.
  `with given as (delete from folder_permissions where user_id in (${some.replace('limit 3', 'limit 1')}))
   update users u set workspace_id = (select w.id from workspaces w where w.deleted_at is null and not exists
     (select from users o where o.account_id = u.account_id and o.workspace_id = w.id) order by random() limit 1)
   where u.id = (${some.replace('limit 3', 'limit 1')}) and exists (select from workspaces w where w.deleted_at is null
     and not exists (select from users o where o.account_id = u.account_id and o.workspace_id = w.id))`,
  `update workspaces set description = 'x'`,
] as const

async function step(organization: TestOrganization, kind: number, seed: number) {
  const { admin, organizationId } = organization
  const standing = await inOrganization(organizationId, (tx) =>
    tx.execute<{ id: string; name: string }>(sql`select id, name from workspaces where deleted_at is null order by id`),
  )
  const chosen = standing[seed % standing.length]
  const statement = statements[kind]
  if (statement)
    await inOrganization(organizationId, async (tx) => {
      await tx.execute(sql`select set_config('app.seed', ${String(seed)}, true)`)
      // The one who carries the changes out stays.
      await tx.execute(
        sql.raw(statement.replaceAll('select id from users', `select id from users where id <> '${admin.userId}'`)),
      )
    })
  else if (kind === statements.length)
    await actingAs(admin.claim, () => createWorkspace({ name: word(), description: '' }))
  else if (kind === statements.length + 1) {
    const workspaces = Array.from({ length: 3 }, () => ({ name: word(), description: '' }))
    await actingAs(admin.claim, () => createWorkspaces({ workspaces }))
  } else if (kind === statements.length + 2 && chosen)
    await actingAs(admin.claim, () => deleteWorkspace({ workspaceId: chosen.id, typedName: chosen.name }))
  else if (chosen)
    await makeUser(organization, {
      workspaceId: chosen.id,
      isWorkspaceAdmin: seed % 2 === 0,
      isOrganizationAdmin: seed % 3 === 0,
    })
}

test('the totals that triggers keep are what is really there, after any sequence of changes', async () => {
  // Making and deleting workspaces and adding users stand more often, so that there is something to change.
  const kinds = fc.oneof(
    { weight: 1, arbitrary: fc.nat(statements.length + 2) },
    { weight: 1, arbitrary: fc.constantFrom(...[1, 3, 3, 3, 2].map((more) => statements.length + more)) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(kinds, fc.nat(1_000)), { minLength: 8, maxLength: 24 }), async (steps) => {
      const organization = await makeOrganization()
      for (const [kind, seed] of steps) {
        await step(organization, kind, seed)
        const { kept, really, keptEach, reallyEach } = await counted(organization)
        expect([kind, kept, keptEach]).toEqual([kind, really, reallyEach])
      }
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

test('[WSP-5] users of a deleted workspace count no more, whatever becomes of them', async () => {
  const organization = await makeOrganization()
  const { workspaceId, name } = await makeWorkspace(organization)
  const roles = { workspaceId, isOrganizationAdmin: true, isWorkspaceAdmin: true }
  for (const wishes of [roles, { workspaceId }]) await makeUser(organization, wishes)
  await actingAs(organization.admin.claim, () => deleteWorkspace({ workspaceId, typedName: name }))
  for (const change of [
    sql`update users set is_organization_admin = not is_organization_admin where workspace_id = ${workspaceId}`,
    sql`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where workspace_id = ${workspaceId}`,
    sql`update users set state = 'active' where workspace_id = ${workspaceId}`,
    sql`delete from users where workspace_id = ${workspaceId}`,
  ]) {
    await inOrganization(organization.organizationId, (tx) => tx.execute(change))
    const { kept, really, keptEach, reallyEach } = await counted(organization)
    expect([kept, keptEach]).toEqual([really, reallyEach])
  }
})
