import { and, eq, inArray, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { rosterLines, rosters } from '../../db/schema/rosters'
import { canonicalName } from '../canonical'
import type { Change } from '../change'
import type { Tx } from '../database/client'
import { firstOfEach } from '../first-of-each'
import { insertGroups, joinMany } from '../groups/writes'
import { byWhom, roleNotice } from '../notices/words'
import { tell } from '../notices/writes'
import { workspaceHref } from '../portals/portals'
import { insertUsers } from '../users/writes'
import { lockNames } from '../workspaces/names'
import { insertWorkspaces } from '../workspaces/writes'
import type { ReadLine } from './line'
import { type Planned, readPlaces } from './plan'
import { mostLines } from './read'

/** What a line is kept as. */
export type NewLine = Omit<typeof rosterLines.$inferInsert, 'organizationId' | 'rosterId'>

const clipped = (text: string | undefined) => (text ?? '').replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, 300)

/** A line that cannot be read, as far as it can be shown. */
export const unreadLine = ({ line, reason, cells }: Extract<ReadLine, { ok: false }>): NewLine => ({
  line,
  workspaceName: clipped(cells[0]),
  workspaceKey: '',
  email: clipped(cells[1]),
  name: clipped(cells[2]),
  role: 'member',
  groups: [],
  outcome: 'refused',
  reason,
  doneAt: new Date(),
})

/** A line with what is to come of it. */
export const plannedLine = ({ line, value, outcome, reason }: Planned): NewLine => ({
  line,
  workspaceName: value.workspace,
  workspaceKey: value.workspaceKey,
  email: value.email,
  name: value.name,
  role: value.role,
  groups: value.groups,
  outcome,
  reason,
  // What is to stay as it is has been done.
  doneAt: outcome === 'same' || outcome === 'refused' ? new Date() : null,
})

type NewRoster = { readonly accountId: string | null; readonly broughtBy: string; readonly fileName: string }

const batch = 1_000

/** Keeps a roster and its lines; gives its id. */
export async function insertRoster(tx: Tx, organizationId: string, roster: NewRoster, lines: readonly NewLine[]) {
  const id = crypto.randomUUID()
  await tx.insert(rosters).values({ organizationId, id, ...roster })
  for (let start = 0; start < lines.length; start += batch)
    await tx
      .insert(rosterLines)
      .values(lines.slice(start, start + batch).map((line) => ({ ...line, organizationId, rosterId: id })))
  return id
}

type Places = Awaited<ReturnType<typeof readPlaces>>

/** The workspaces of these lines; those that are missing are made. */
async function placesOf({ actor, tx, audit }: Change, planned: readonly Planned[]): Promise<Places> {
  const organizationId = actor.organization.id
  const keys = planned.map(({ value }) => value.workspaceKey)
  const known = await readPlaces(tx, organizationId, keys)
  if (keys.every((key) => known.has(key))) return known
  await lockNames(tx, organizationId)
  const standing = await readPlaces(tx, organizationId, keys)
  const missing = firstOfEach(planned, ({ value }) => value.workspaceKey)
    .filter(({ value }) => !standing.has(value.workspaceKey))
    .map(({ value }) => ({ name: value.workspace, description: '' }))
  for (const { id, code, name } of await insertWorkspaces(tx, organizationId, missing)) {
    standing.set(canonicalName(name), { id, code, name, key: canonicalName(name) })
    audit('workspace.created', {
      target: { kind: 'workspace', id, label: name },
      workspace: { id, code, name },
      after: { name, description: '' },
    })
  }
  return standing
}

async function makeUsers({ actor, tx }: Change, planned: readonly Planned[], places: Places, broughtAt: Date) {
  const fresh = planned.filter((line) => line.outcome === 'create')
  if (fresh.length === 0) return new Map<number, string>()
  const made = await insertUsers(
    tx,
    actor.organization.id,
    fresh.map(({ line, value, becomesAdmin }) => ({
      email: value.email,
      name: value.name,
      workspaceId: places.get(value.workspaceKey)?.id ?? '',
      isOrganizationAdmin: false,
      isWorkspaceAdmin: becomesAdmin,
      passwordHash: null,
      // SWI-3: in a roster, the line.
      invitedAt: new Date(broughtAt.getTime() - mostLines + line),
    })),
  )
  return new Map(made.map((user, index) => [fresh[index]?.line ?? 0, user.id]))
}

/** Gives the role, and what to tell about it: who was added by a roster is told nothing (INV-7). */
async function giveRoles({ actor, tx }: Change, planned: readonly Planned[], places: Places) {
  const ids = planned.flatMap((line) =>
    line.outcome === 'change' && line.becomesAdmin && line.userId ? [line.userId] : [],
  )
  if (ids.length === 0) return []
  const made = await tx
    .update(users)
    .set({ isWorkspaceAdmin: true })
    .where(and(eq(users.organizationId, actor.organization.id), inArray(users.id, ids)))
    .returning({ accountId: users.accountId, workspaceId: users.workspaceId })
  const byId = new Map([...places.values()].map((workspace) => [workspace.id, workspace]))
  return made.flatMap(({ accountId, workspaceId }) => {
    const workspace = byId.get(workspaceId)
    const given = { isGranted: true, by: byWhom(actor, workspaceId), path: workspaceHref(workspace?.code ?? '') }
    return workspace ? [roleNotice({ accountId, workspace }, 'workspace-admin', given)] : []
  })
}

/** SEC-2: what a line changes, and nothing that it leaves as it was. */
const valuesOf = ({ outcome, becomesAdmin, joins }: Planned) =>
  outcome === 'create'
    ? { after: { isOrganizationAdmin: false, isWorkspaceAdmin: becomesAdmin, groups: joins } }
    : {
        before: becomesAdmin ? { isWorkspaceAdmin: false } : {},
        after: { ...(becomesAdmin && { isWorkspaceAdmin: true }), ...(joins.length > 0 && { groupsJoined: joins }) },
      }

/** INV-7: makes what these lines name and is not there yet, and records it. They have just been planned, under the operation's lock. */
export async function carryOut(context: Change, planned: readonly Planned[], broughtAt: Date): Promise<void> {
  const { actor, tx, audit } = context
  const organizationId = actor.organization.id
  const work = planned.filter((line) => line.outcome === 'create' || line.outcome === 'change')
  if (work.length === 0) return
  const places = await placesOf(context, work)
  const made = await makeUsers(context, work, places, broughtAt)
  const told = await giveRoles(context, work, places)
  const wanted = work.flatMap((line) => {
    const workspaceId = places.get(line.value.workspaceKey)?.id ?? ''
    return line.joins.map((name) => ({ workspaceId, name, userId: line.userId ?? made.get(line.line) ?? '' }))
  })
  const groupOf = await insertGroups(tx, organizationId, wanted)
  await joinMany(
    tx,
    organizationId,
    wanted.map(({ workspaceId, name, userId }) => ({
      workspaceId,
      userId,
      groupId: groupOf(workspaceId, name),
    })),
  )
  for (const line of work) {
    const { value, userId } = line
    audit(line.outcome === 'create' ? 'user.added' : 'user.changed-by-roster', {
      target: { kind: 'user', id: userId ?? made.get(line.line) ?? '', label: value.email },
      workspace: places.get(value.workspaceKey) ?? null,
      ...valuesOf(line),
    })
  }
  await tell(tx, actor, told)
}

/** Marks these lines as done, with what came of them. */
export async function endLines(tx: Tx, organizationId: string, rosterId: string, planned: readonly Planned[]) {
  const rows = sql.join(
    planned.map(({ line, outcome, reason }) => sql`(${line}::int, ${outcome}::text, ${reason}::text)`),
    sql`, `,
  )
  await tx.execute(sql`update roster_lines l set done_at = now(), outcome = d.outcome, reason = d.reason
    from (values ${rows}) d(line, outcome, reason)
    where l.organization_id = ${organizationId} and l.roster_id = ${rosterId} and l.line = d.line`)
}
