import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { closeDatabase, inTransaction } from '../database/client'
import { makeGroup, makeOrganization, makeUser } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { findNode } from './queries'
import { give, makePath, makeTree, seenBy, type Tree } from './testing/tree'

afterAll(closeDatabase)

const digits = () => String(Math.floor(Math.random() * 10 ** 7)).padStart(7, '0')

/** A workspace, a user and a group of the same ids in another organization, where the user is in it and may do everything. */
async function makeTwin({ workspaceId, user }: Tree, groupId: string) {
  const { organizationId } = await makeOrganization()
  await inOrganization(organizationId, async (tx) => {
    const code = `97-${digits()}`
    await tx.execute(sql`insert into workspace_codes (organization_id, code) values (${organizationId}, ${code})`)
    await tx.execute(sql`insert into workspaces (organization_id, id, code, name, name_key)
      values (${organizationId}, ${workspaceId}, ${code}, 'Twin', 'twin')`)
    await tx.execute(sql`insert into accounts (organization_id, id, email, name)
      values (${organizationId}, ${user.accountId}, ${user.email}, 'Twin')`)
    await tx.execute(sql`insert into users (organization_id, id, account_id, workspace_id, email, name, name_key,
      is_organization_admin) values (${organizationId}, ${user.userId}, ${user.accountId}, ${workspaceId}, ${user.email},
      'Twin', 'twin', true)`)
    await tx.execute(sql`insert into groups (organization_id, id, workspace_id, name, name_key)
      values (${organizationId}, ${groupId}, ${workspaceId}, 'Twins', 'twins')`)
    await tx.execute(sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
      values (${organizationId}, ${groupId}, ${user.userId}, ${workspaceId})`)
  })
  return organizationId
}

/** Folders of these ids in the twin, one in the other, the first one its root; `to` has been given Admin in each. */
const plant = (twin: string, workspaceId: string, ids: readonly string[], to: { userId: string; groupId: string }) =>
  inOrganization(twin, async (tx) => {
    for (const [at, id] of ids.entries()) {
      const name = at === 0 ? '' : `Secret ${at}`
      await tx.execute(sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key)
        values (${twin}, ${id}, ${workspaceId}, ${ids[at - 1] ?? null}, 'folder', ${name}, ${name.toLowerCase()})`)
      for (const grantee of ['user_id', 'group_id'] as const)
        await tx.execute(sql`insert into folder_permissions (organization_id, id, workspace_id, folder_id,
            grantee_workspace_id, ${sql.raw(grantee)}, level, mask, is_recursive)
          values (${twin}, gen_random_uuid(), ${workspaceId}, ${id}, ${workspaceId},
            ${grantee === 'user_id' ? to.userId : to.groupId}, 'admin', 127, true)`)
    }
  })

describe('[SEC-1] the same ids in another organization count for nothing in this one', () => {
  test('neither roles, rows, groups, nor ways', async () => {
    const tree = await makeTree()
    const { organization, manager, user, rootId, workspaceId } = tree
    const [plans = '', deep = ''] = await makePath(manager, rootId, 'Plans', 'Deep')
    const other = await makeUser(organization, { workspaceId })
    const { groupId: group } = await makeGroup(manager, 'Readers', [other])
    await give(manager, deep, group, 'read')
    // A row that carries, so that what is below is asked for at all.
    await give(manager, plans, other, 'read')
    const twin = await makeTwin(tree, group)
    await plant(twin, workspaceId, [rootId, plans, deep], { userId: user.userId, groupId: group })
    expect(await seenBy(user, rootId)).toEqual(['Home folders'])
    for (const id of [plans, deep]) expect(await findNode(await actorOf(user), id)).toBeNull()
    expect(await seenBy(other, plans)).toEqual(['Deep'])
    expect(await seenBy(manager, rootId)).toEqual(['Home folders', 'Plans'])
  })

  test('nor are their names found', async () => {
    const tree = await makeTree()
    const twin = await makeTwin(tree, crypto.randomUUID())
    const [root, secret] = [crypto.randomUUID(), crypto.randomUUID()]
    await plant(twin, tree.workspaceId, [root, secret], { userId: tree.user.userId, groupId: await groupIn(twin) })
    const found = (organizationId: string) =>
      inOrganization(organizationId, (tx) =>
        tx.execute(sql`select find_nodes(${tree.workspaceId}::uuid, null, 'secret', null, null, 10)`),
      )
    expect(await found(twin)).toHaveLength(1)
    expect(await found(tree.organizationId)).toHaveLength(0)
  })
})

const groupIn = async (organizationId: string) => {
  const [group] = await inOrganization(organizationId, (tx) => tx.execute<{ id: string }>(sql`select id from groups`))
  return group?.id ?? ''
}

test.each([
  ['reach_of', sql`select reach_of(gen_random_uuid(), '{}')`],
  ['find_nodes', sql`select find_nodes(gen_random_uuid(), null, 'a', null, null, 10)`],
  ['list_folder', sql`select list_folder(gen_random_uuid(), gen_random_uuid(), 'name', false, null, null, null, 1)`],
])('[SEC-1] outside an organization %s answers nothing', async (_, question) => {
  await expect(inTransaction((tx) => tx.execute(question))).rejects.toThrow('P0001')
})
