import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase, type Tx } from '../database/client'
import { partnerLevels } from '../rules/folder-permissions'
import { maskOf } from '../rules/levels'
import { makeOrganization, makeUser, makeWorkspace, unwrap } from '../test/factories'
import { inOrganization } from '../test/look'
import { deleteWorkspace } from '../workspaces/changes'
import { Model, type ModelUser } from './testing/model'
import { type World, world } from './testing/world'

// Questions put to the database and to the model. ATRIUM_TEST_CHECKS=100000 asks as many as the nightly run.
const wantedChecks = Number(process.env.ATRIUM_TEST_CHECKS ?? 5_000)
const checksPerWorld = 40
vi.setConfig({ testTimeout: 60_000 + wantedChecks * 20 })

let organizationId: string
let workspaceId: string
let homesId: string
let userIds: readonly string[]
const groupIds = Array.from({ length: 3 }, () => crypto.randomUUID())
const partnerIds = Array.from({ length: 2 }, () => crypto.randomUUID())

beforeAll(async () => {
  const organization = await makeOrganization()
  organizationId = organization.organizationId
  workspaceId = (await makeWorkspace(organization)).workspaceId
  const made = [await makeUser(organization, { workspaceId }), await makeUser(organization, { workspaceId })]
  userIds = [...made, await makeUser(organization, { workspaceId })].map((user) => user.userId)
  await inOrganization(organizationId, async (tx) => {
    const [homes] = await tx.execute<{ id: string }>(
      sql`select id from nodes where workspace_id = ${workspaceId} and is_homes`,
    )
    homesId = homes?.id ?? ''
    for (const id of groupIds)
      await tx.execute(sql`insert into groups (organization_id, id, workspace_id, name, name_key)
        values (${organizationId}, ${id}, ${workspaceId}, ${id}, ${id})`)
  })
})
afterAll(closeDatabase)

const pick = <Item>(list: readonly Item[], at: number): Item => {
  const item = list[at % list.length]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}

/** What stands in the workspace before anything is added: its root and the home folders. */
async function readModel(tx: Tx): Promise<Model> {
  const model = new Model()
  const nodes = await tx.execute<{ id: string; parent_id: string | null }>(
    sql`select id, parent_id from nodes where workspace_id = ${workspaceId}`,
  )
  for (const { id, parent_id } of nodes)
    model.nodes.set(id, { id, parentId: parent_id, kind: 'folder', isTrashed: false })
  const rows = await tx.execute<{ id: string; folder_id: string; user_id: string }>(
    sql`select id, folder_id, user_id from folder_permissions where workspace_id = ${workspaceId}`,
  )
  for (const { id, folder_id, user_id } of rows)
    model.rows.set(id, {
      id,
      folderId: folder_id,
      granteeId: user_id,
      mask: maskOf.full,
      isRecursive: true,
      isOver: false,
    })
  return model
}

const foldersOf = (model: Model) => [...model.nodes.values()].filter((node) => node.kind === 'folder')

async function addNode(tx: Tx, model: Model, kind: 'folder' | 'file', parent: number) {
  const id = crypto.randomUUID()
  const parentId = pick(foldersOf(model), parent).id
  model.nodes.set(id, { id, parentId, kind, isTrashed: false })
  await tx.execute(sql`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, hash)
    values (${organizationId}, ${id}, ${workspaceId}, ${parentId}, ${kind}, ${`thing ${id}`}, ${`thing ${id}`},
      ${kind === 'file' ? '0'.repeat(64) : null})`)
}

/** Partners, each with a folder of its own for a root; one whose root would contain another's, or lie in it, is not made. */
async function addPartners(tx: Tx, model: Model, roots: World['roots']) {
  const made: { id: string; rootId: string }[] = []
  for (const [at, root] of roots.entries()) {
    const rootId = pick(foldersOf(model), root).id
    const isApart = model.rootsIn(rootId) === 0 && model.chainOf(rootId).every((node) => !model.roots.has(node.id))
    const id = pick(partnerIds, at)
    if (!isApart) continue
    model.roots.add(rootId)
    made.push({ id, rootId })
    await tx.execute(sql`insert into partners (organization_id, id, workspace_id, name, name_key, root_folder_id)
      values (${organizationId}, ${id}, ${workspaceId}, ${id}, ${id}, ${rootId})`)
  }
  return made
}

async function give(tx: Tx, model: Model, wanted: World['rows'][number]) {
  const { folder, grantee, isRecursive, isOver } = wanted
  const folderId = pick(
    foldersOf(model).filter((node) => model.stands(node.id)),
    folder,
  ).id
  // Partners twice, or they would seldom have anything.
  const granteeId = pick([...userIds, ...groupIds, ...model.partners, ...model.partners], grantee)
  const only = (ids: Iterable<string>) => ([...ids].includes(granteeId) ? granteeId : null)
  const [userId, groupId, partnerId] = [only(userIds), only(groupIds), only(model.partners)]
  // PAR-3: the database takes no other level of them.
  const level = partnerId === null ? wanted.level : (partnerLevels.find((one) => one === wanted.level) ?? 'full')
  const id = crypto.randomUUID()
  const made = await tx.execute(sql`insert into folder_permissions (organization_id, id, workspace_id, folder_id,
      grantee_workspace_id, user_id, group_id, partner_id, level, mask, is_recursive, ends_at)
    values (${organizationId}, ${id}, ${workspaceId}, ${folderId}, ${workspaceId}, ${userId}, ${groupId}, ${partnerId}, ${level},
      ${maskOf[level]}, ${isRecursive}, ${isOver ? '2020-01-01' : null}) on conflict do nothing returning id`)
  if (made.length > 0) model.rows.set(id, { id, folderId, granteeId, mask: maskOf[level], isRecursive, isOver })
}

async function take(tx: Tx, model: Model, at: number) {
  const rows = [...model.rows.values()]
  if (rows.length === 0) return
  const { id } = pick(rows, at)
  model.rows.delete(id)
  await tx.execute(sql`delete from folder_permissions where id = ${id}`)
}

async function doStep(tx: Tx, model: Model, one: World['steps'][number]) {
  if (one.what === 'give') return give(tx, model, one.row)
  if (one.what === 'take') return take(tx, model, one.row)
  const movable = [...model.nodes.values()].filter((node) => node.parentId !== null && model.rootsIn(node.id) === 0)
  if (movable.length === 0) return
  const node = pick(movable, one.node)
  if (one.what === 'move') {
    const into = pick(foldersOf(model), one.into)
    if (!model.stands(node.id) || !model.stands(into.id) || model.chainOf(into.id).includes(node)) return
    node.parentId = into.id
    await tx.execute(sql`update nodes set parent_id = ${into.id} where id = ${node.id}`)
  } else if (one.what === 'trash') {
    if (!model.stands(node.id) || node.id === homesId) return
    node.isTrashed = true
    await tx.execute(
      sql`update nodes set trashed_at = now(), trashed_by = 'Ada' where id = ${node.id} and not is_homes`,
    )
  } else {
    if (!node.isTrashed || !model.stands(node.parentId ?? '')) return
    node.isTrashed = false
    await tx.execute(sql`update nodes set trashed_at = null, trashed_by = null where id = ${node.id}`)
  }
}

async function populate(tx: Tx, model: Model, world: World) {
  const { folders, files, rows, members, states, roles, steps } = world
  for (const parent of folders) await addNode(tx, model, 'folder', parent)
  for (const parent of files) await addNode(tx, model, 'file', parent)
  const partners = await addPartners(tx, model, world.roots)
  for (const { id } of partners) model.partners.add(id)
  for (const one of rows) await give(tx, model, one)
  const users: ModelUser[] = []
  for (const [at, id] of userIds.entries()) {
    for (const [group, groupId] of groupIds.entries()) {
      if (!members[at * groupIds.length + group]) continue
      model.members.add(`${groupId} ${id}`)
      await tx.execute(sql`insert into group_members (organization_id, group_id, user_id, workspace_id)
        values (${organizationId}, ${groupId}, ${id}, ${workspaceId})`)
    }
    const isActive = states[at] === 'active'
    const partner = partners[(world.partners[at] ?? 0) - 1] ?? null
    const role = isActive && partner === null ? roles[at] : ''
    await tx.execute(sql`update users set state = ${states[at] === 'deactivated' ? 'deactivated' : 'active'},
      ends_at = ${states[at] === 'past' ? '2020-01-01' : null}, is_organization_admin = ${role === 'organization'},
      is_workspace_admin = ${role === 'workspace'}, partner_id = ${partner?.id ?? null} where id = ${id}`)
    users.push({ id, isActive, hasAll: role !== '', partner })
  }
  for (const one of steps) await doStep(tx, model, one)
  return users
}

/** What triggers keep: which folders carry rows, and from where ways lead to them; as the model has them. */
async function compareKept(tx: Tx, model: Model) {
  const ways = await tx.execute<{ way: string }>(
    sql`select folder_id || ' ' || ancestor_id as way from folder_ways w
      where exists (select from nodes n where n.id = w.folder_id and n.workspace_id = ${workspaceId})`,
  )
  expect(ways.map(({ way }) => way).toSorted()).toEqual(model.ways().toSorted())
  const given = await tx.execute<{ id: string }>(
    sql`select id from nodes where workspace_id = ${workspaceId} and is_given`,
  )
  expect(given.map(({ id }) => id).toSorted()).toEqual(model.given().toSorted())
  const counted = await tx.execute<{ id: string; roots: number }>(
    sql`select id, partner_roots as roots from nodes where workspace_id = ${workspaceId}`,
  )
  for (const { id, roots } of counted) expect([id, roots]).toEqual([id, model.rootsIn(id)])
}

/** What is asked downwards, from what a user was given: the folders they reach, and what they find of all there is. */
async function compareDownwards(tx: Tx, model: Model, user: ModelUser) {
  for (const withTrash of [false, true]) {
    const reached = await tx.execute<{ id: string; mask: number }>(
      sql`select folder_id as id, mask from folders_reached(${organizationId}::uuid, ${user.id}::uuid, ${workspaceId}::uuid, ${withTrash})`,
    )
    expect(reached.map(({ id, mask }) => `${id} ${mask}`).toSorted()).toEqual(model.reached(user, withTrash).toSorted())
  }
  const found = await tx.execute<{ id: string }>(
    sql`select node_id as id from find_nodes(${workspaceId}::uuid, ${user.id}::uuid, 'thing', null, null, 1000)`,
  )
  const things = await tx.execute<{ id: string }>(
    sql`select id from nodes where workspace_id = ${workspaceId} and name_key like 'thing %'`,
  )
  const seen = things.filter(({ id }) => model.sees(user, id) && id !== user.partner?.rootId)
  expect(found.map(({ id }) => id).toSorted()).toEqual(seen.map(({ id }) => id).toSorted())
}

/** Everything that can be asked of a world, put to both. Gives how many questions that were. */
async function compare(tx: Tx, model: Model, users: readonly ModelUser[]): Promise<number> {
  let asked = 0
  await compareKept(tx, model)
  for (const user of users) {
    await compareDownwards(tx, model, user)
    const found = await tx.execute<Record<string, unknown>>(
      sql`select * from reach_of(${user.id}::uuid, array(select id from nodes where workspace_id = ${workspaceId}))`,
    )
    const answers = new Map(found.map(({ node_id, is_way, ...rest }) => [node_id, { ...rest, isWay: is_way }]))
    const known = [...model.nodes.keys()].filter((id) => user.isActive && model.reach(user, id) !== null)
    expect([...answers.keys()].toSorted()).toEqual(known.toSorted())
    for (const node of user.isActive ? model.nodes.values() : []) {
      expect([node, answers.get(node.id) ?? null]).toEqual([node, model.reach(user, node.id)])
      asked++
    }
    for (const folder of foldersOf(model)) {
      const rows = await tx.execute<{ id: string; mask: number; below: number }>(
        sql`select * from list_folder(${user.id}::uuid, ${folder.id}::uuid, 'name', false, null, null, null, 1000)`,
      )
      expect(rows.map(({ id }) => id).toSorted()).toEqual(model.list(user, folder.id).toSorted())
      for (const { id, mask, below } of rows) {
        const expected = model.reach(user, id)
        expect([id, mask, below]).toEqual([id, expected?.mask, expected?.below])
      }
      asked++
    }
  }
  return asked
}

test('[FIL-3] [FIL-5] [PAR-3] the database and a plain model agree on every level, every listing and every way through', async () => {
  const undo = new Error('undo')
  let checks = 0
  await fc.assert(
    fc.asyncProperty(world, async (one) => {
      await inOrganization(organizationId, async (tx) => {
        const model = await readModel(tx)
        checks += await compare(tx, model, await populate(tx, model, one))
        throw undo
      }).catch((error: unknown) => {
        if (error !== undo) throw error
      })
    }),
    { numRuns: Math.ceil(wantedChecks / checksPerWorld) },
  )
  expect(checks).toBeGreaterThanOrEqual(wantedChecks)
})

test('[WSP-5] [FIL-3] who was made in a workspace that is deleted reaches nothing anywhere, whatever their role', async () => {
  const organization = await makeOrganization()
  const { workspaceId: doomed, name } = await makeWorkspace(organization)
  const { userId } = await makeUser(organization, { workspaceId: doomed, isOrganizationAdmin: true })
  const reached = () =>
    inOrganization(organization.organizationId, (tx) =>
      tx.execute(sql`select node_id from reach_of(${userId}::uuid,
        array(select id from nodes where workspace_id = ${organization.defaultWorkspaceId}))`),
    )
  expect(await reached()).not.toHaveLength(0)
  const remove = { workspaceId: doomed, typedName: name }
  unwrap(await actingAs(organization.admin.claim, () => deleteWorkspace(remove)))
  expect(await reached()).toHaveLength(0)
})
