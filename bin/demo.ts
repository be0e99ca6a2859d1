import { createHash } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { accounts, users } from '../db/schema/accounts'
import { nodes } from '../db/schema/files'
import { workspaces } from '../db/schema/workspaces'
import { type Claim, during } from '../lib/call'
import { database, reading } from '../lib/database/client'
import { deactivateUser } from '../lib/deactivation/changes'
import { chooseEndDate } from '../lib/end-dates/changes'
import { storeFile } from '../lib/files/store-file'
import { givePermission } from '../lib/folder-permissions/changes'
import { addToGroup, createGroup } from '../lib/groups/changes'
import { inviteUsers } from '../lib/invitations/changes'
import { foundOrganization } from '../lib/organizations/changes'
import { createPartner, linkUser } from '../lib/partners/changes'
import type { Result } from '../lib/result'
import { makeFolders } from '../lib/uploads/folders'
import { addUsers } from '../lib/users/changes'
import { createWorkspace, editWorkspace } from '../lib/workspaces/changes'
import { type DemoTree, demoTrees } from './demo-files'
import { demoPeople, type Place } from './demo-people'
import { type DemoPlan, keepPlan, planPath, readPlan } from './demo-plan'
import { demoEnd, demoGroups, demoInvitations, demoLeaver, demoPartner } from './demo-teams'

const name = 'Corvane Engineering'
const slug = 'corvane'
const day = 86_400_000

function done<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value
  throw new Error(`The demonstration could not be made: ${result.reason}`)
}

const as = <T>(claim: Claim, run: () => T, idempotencyKey?: string): T =>
  during({ claim, requestId: crypto.randomUUID(), address: '', client: 'demonstration', idempotencyKey }, run)

/** Whether the demonstration's organization stands. Refuses to be put beside somebody's own. */
async function isFounded({ organizationId }: DemoPlan): Promise<boolean> {
  const [row] = await database().execute<{ id: string | null; any: boolean }>(
    sql`select find_organization(${slug}) ->> 'id' as id, has_organization() as any`,
  )
  if (row?.id === organizationId) return true
  if (!row?.any) return false
  throw new Error(
    `This database has an organization already, and the demonstration of ${planPath()} is not in it. ` +
      'Set ATRIUM_DATA to a new folder, or DATABASE_URL to an empty database.',
  )
}

/** The Default Workspace, and the Organization Admin if they are made already. */
const findFirst = (organizationId: string, email: string) =>
  reading(organizationId, async (tx) => {
    const [first] = await tx
      .select({ workspaceId: workspaces.id, userId: users.id })
      .from(workspaces)
      .leftJoin(accounts, and(eq(accounts.organizationId, organizationId), eq(accounts.email, email)))
      .leftJoin(users, and(eq(users.organizationId, organizationId), eq(users.accountId, accounts.id)))
      .where(and(eq(workspaces.organizationId, organizationId), eq(workspaces.isDefault, true)))
    if (!first) throw new Error('The demonstration has no Default Workspace.')
    return first
  })

type Places = Readonly<Record<Place, string>>

/** Everybody's users in the order of their invitations; `Default` of the first person stands already. */
const invited = ({ begunAt, signIns }: DemoPlan, places: Places) =>
  demoPeople.flatMap((person, index) =>
    person.places.slice(index === 0 ? 1 : 0).map((place, later) => ({
      email: person.email,
      name: person.name,
      workspaceId: places[place],
      isWorkspaceAdmin: person.administers.includes(place),
      password: signIns.find(({ email }) => email === person.email && index > 0)?.password,
      invitedAt: new Date(Date.parse(begunAt) - (400 - 5 * index) * day + later * 20 * day),
    })),
  )

async function foundWithAdmin(plan: DemoPlan) {
  const { organizationId, begunAt, signIns } = plan
  const claim = { kind: 'system', organizationId } as const
  if (!(await isFounded(plan))) done(await as(claim, () => foundOrganization({ organizationName: name, slug })))
  const [person] = demoPeople
  if (!person) throw new Error('The demonstration has nobody in it.')
  const { workspaceId, userId } = await findFirst(organizationId, person.email)
  if (userId) return { workspaceId, userId }
  const roles = { isOrganizationAdmin: true, isWorkspaceAdmin: true }
  const password = signIns.find(({ email }) => email === person.email)?.password
  const invitedAt = new Date(Date.parse(begunAt) - 430 * day)
  const first = { email: person.email, name: person.name, workspaceId, password, invitedAt, ...roles }
  const [user] = done(await as(claim, () => addUsers({ users: [first] })))
  return { workspaceId, userId: user?.id ?? '' }
}

async function make(plan: DemoPlan): Promise<void> {
  const { workspaceId, userId } = await foundWithAdmin(plan)
  const claim = { kind: 'user', organizationId: plan.organizationId, userId } as const
  let used = 0
  const step = async <Value>(run: () => Promise<Result<Value>>) => done(await as(claim, run, plan.keys[used++]))
  const create = async (name: string, description: string) => {
    const { id } = await step(() => createWorkspace({ name, description }))
    return id
  }
  const places = {
    Default: workspaceId,
    'External Aerodynamics': await create('Aerodynamics', 'Wind tunnel and flow simulation.'),
    'Structural Dynamics': await create('Structural Dynamics', 'Crash, fatigue and vibration of bodies and frames.'),
    'Battery Systems': await create('Battery Systems', ''),
  }
  const users = invited(plan, places)
  const made = await step(() => addUsers({ users }))
  const edit = (place: Place, name: string, description: string, revision: number) =>
    step(() => editWorkspace({ workspaceId: places[place], name, description, revision }))
  const flow = 'Flow around vehicles and blades: wind tunnel, simulation and the correlation of both.'
  await edit('External Aerodynamics', 'External Aerodynamics', 'Wind tunnel and flow simulation.', 1)
  await edit('External Aerodynamics', 'External Aerodynamics', flow, 2)
  await edit('Battery Systems', 'Battery Systems', 'Cells, packs and their cooling. Started this quarter.', 1)
  await edit('Default', 'Default', `Everybody at ${name} who is not in a team of their own.`, 1)
  const first = { id: userId, email: demoPeople[0]?.email, workspaceId }
  const everybody = [
    first,
    ...users.map(({ email, workspaceId: at }, index) => ({ id: made[index]?.id, email, workspaceId: at })),
  ]
  const userAt = (place: Place, member: string): string => {
    const found = everybody.find((user) => user.workspaceId === places[place] && user.email?.startsWith(`${member}@`))
    if (!found?.id) throw new Error(`The demonstration has no ${member} in ${place}.`)
    return found.id
  }
  const groupIds = await makeTeams(step, places, userAt)
  for (const tree of demoTrees) {
    const by = { ...claim, userId: userAt(...tree.by) }
    const run = async <Value>(what: string, change: () => Promise<Result<Value>>) =>
      done(await as(by, change, keyFor(plan.organizationId, `${tree.place}/${what}`)))
    const folderAt = await makeFiles(run, tree, {
      organizationId: plan.organizationId,
      workspaceId: places[tree.place],
      groupIds,
    })
    if (tree.place !== demoPartner.place) continue
    const asAdmin = async <Value>(what: string, change: () => Promise<Result<Value>>) =>
      done(await as(claim, change, keyFor(plan.organizationId, `partner/${what}`)))
    await makePartner(asAdmin, plan, {
      workspaceId: places[tree.place],
      rootFolderId: folderAt(demoPartner.root),
      responsibleUserId: userAt(tree.place, demoPartner.responsible),
    })
  }
}

type PartnerPlace = {
  readonly workspaceId: string
  readonly rootFolderId: string
  readonly responsibleUserId: string
}

/** An outside company with its people, one of whom has been asked and has not answered. */
async function makePartner(run: Run, { begunAt, signIns }: DemoPlan, place: PartnerPlace): Promise<void> {
  const { name, level, notes, people, invited } = demoPartner
  const { id: partnerId } = await run(name, () => createPartner({ ...place, name, level, notes }))
  const users = people.map(([email, called], index) => ({
    email,
    name: called,
    workspaceId: place.workspaceId,
    password: signIns.find((one) => one.email === email)?.password,
    invitedAt: new Date(Date.parse(begunAt) - (90 - index) * day),
  }))
  const made = await run('users', () => addUsers({ users }))
  for (const { id: userId } of made) await run(userId, () => linkUser({ partnerId, userId }))
  const [email, called] = invited
  const lines = [{ line: 1, email, name: called }]
  await run('invited', () => inviteUsers({ workspaceId: place.workspaceId, lines, partnerId }))
}

/** The key of a change that the plan has none for: the same at each start. */
function keyFor(organizationId: string, what: string): string {
  const hex = createHash('sha256').update(`${organizationId} ${what}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

const pathOf = (path: readonly string[]) => path.join('/')

type Run = <Value>(what: string, change: () => Promise<Result<Value>>) => Promise<Value>
type Target = {
  readonly organizationId: string
  readonly workspaceId: string
  readonly groupIds: ReadonlyMap<string, string>
}

/** Folders first, then who has been given them, then what is in them. Gives the ids of the folders by their paths. */
async function makeFiles(run: Run, tree: DemoTree, { organizationId, workspaceId, groupIds }: Target) {
  const rootId = await findRoot(organizationId, workspaceId)
  const inFolders = tree.files.map(({ path }) => path.slice(0, -1))
  const paths = [
    ...new Map(
      [...inFolders, ...tree.permissions.map(({ path }) => path), ...rootsIn(tree)].map((path) => [pathOf(path), path]),
    ).values(),
  ]
  const { ids } = await run('folders', () => makeFolders({ folderId: rootId, paths: paths.map((path) => [...path]) }))
  const folderAt = (path: readonly string[]) => ids[paths.findIndex((one) => pathOf(one) === pathOf(path))] ?? rootId
  for (const { path, group, level } of tree.permissions) {
    const grantee = { kind: 'group', id: groupIds.get(group) ?? '' } as const
    const given = { folderId: folderAt(path), grantee, level, isRecursive: true, lastDay: '' }
    await run(`given ${pathOf(path)} ${group}`, () => givePermission(given))
  }
  for (const { path, bytes } of tree.files) {
    const file = { folderId: folderAt(path.slice(0, -1)), name: path.at(-1) ?? '', bytes: once(bytes()) }
    await run(pathOf(path), () => storeFile(organizationId, file))
  }
  return folderAt
}

const rootsIn = ({ place }: DemoTree) => (place === demoPartner.place ? [demoPartner.root] : [])

async function* once(bytes: Uint8Array) {
  yield bytes
}

const findRoot = (organizationId: string, workspaceId: string) =>
  reading(organizationId, async (tx) => {
    const [root] = await tx
      .select({ id: nodes.id })
      .from(nodes)
      .where(and(eq(nodes.organizationId, organizationId), eq(nodes.workspaceId, workspaceId), isNull(nodes.parentId)))
    if (!root) throw new Error('A workspace of the demonstration has no files.')
    return root.id
  })

type Step = <Value>(run: () => Promise<Result<Value>>) => Promise<Value>

/** What a workspace's administrators have done with their people so far; gives the ids of the groups by name. */
async function makeTeams(step: Step, places: Places, userAt: (place: Place, member: string) => string) {
  const groupIds = new Map<string, string>()
  for (const { place, name, members } of demoGroups) {
    const { id: groupId } = await step(() => createGroup({ workspaceId: places[place], name }))
    groupIds.set(name, groupId)
    const userIds = members.map((member) => userAt(place, member))
    if (userIds.length > 0) await step(() => addToGroup({ groupId, userIds }))
  }
  for (const { place, people } of demoInvitations) {
    const lines = people.map(([email, called], index) => ({ line: index + 1, email, name: called }))
    await step(() => inviteUsers({ workspaceId: places[place], lines }))
  }
  const lastDay = new Date(Date.now() + demoEnd.days * day).toISOString().slice(0, 10)
  await step(() => chooseEndDate({ userId: userAt(demoEnd.place, demoEnd.member), lastDay }))
  await step(() => deactivateUser({ userId: userAt(demoLeaver.place, demoLeaver.member) }))
  return groupIds
}

/**
 * Makes an invented engineering company of forty people in four workspaces, once; every start answers with the same
 * sign-ins. Throws with a sentence where another organization is.
 */
export async function seedDemo(): Promise<{ role: string; email: string; password: string }[]> {
  const plan = readPlan()
  if (!(plan.isComplete && (await isFounded(plan)))) {
    await isFounded(plan)
    keepPlan(plan)
    await make(plan)
    keepPlan({ ...plan, isComplete: true })
  }
  return plan.signIns
}
