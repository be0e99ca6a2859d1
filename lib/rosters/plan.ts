import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { users } from '../../db/schema/accounts'
import { groupMembers, groups } from '../../db/schema/groups'
import { workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import type { Tx } from '../database/client'
import { readPoliciesOf } from '../policies/facts'
import { mayUseAddress } from '../rules/policies'
import { stateNow } from '../users/facts'
import type { RosterLine } from './line'

/** What is to come of a line: `userId` of a user that is there, `joins` the groups they are not in yet. */
export type Planned = {
  readonly line: number
  readonly value: RosterLine
  readonly outcome: 'create' | 'change' | 'same' | 'refused'
  readonly reason: string
  readonly userId: string | null
  readonly becomesAdmin: boolean
  readonly joins: readonly string[]
}

type Line = { readonly line: number; readonly value: RosterLine }

const batch = 1_000

/** The workspaces of these keys that stand, by key. */
export async function readPlaces(tx: Tx, organizationId: string, keys: readonly string[]) {
  const found = await tx
    .select({ id: workspaces.id, code: workspaces.code, name: workspaces.name, key: workspaces.nameKey })
    .from(workspaces)
    .where(
      and(
        eq(workspaces.organizationId, organizationId),
        inArray(workspaces.nameKey, [...new Set(keys)]),
        isNull(workspaces.deletedAt),
      ),
    )
  return new Map(found.map((workspace) => [workspace.key, workspace]))
}

async function readUsersOf(tx: Tx, organizationId: string, lines: readonly Line[], workspaceIds: readonly string[]) {
  if (workspaceIds.length === 0) return new Map<string, never>()
  const rows = await tx
    .select({
      id: users.id,
      email: users.email,
      workspaceId: users.workspaceId,
      state: stateNow,
      isWorkspaceAdmin: users.isWorkspaceAdmin,
      isPartnerUser: sql<boolean>`${users.partnerId} is not null`,
    })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        inArray(users.workspaceId, [...workspaceIds]),
        inArray(
          users.email,
          lines.map(({ value }) => value.email),
        ),
      ),
    )
  return new Map(rows.map((user) => [`${user.workspaceId} ${user.email}`, user]))
}

/** The keys of the groups that each of these users is in. */
async function readGroupsOf(tx: Tx, organizationId: string, userIds: readonly string[]) {
  const rows =
    userIds.length === 0
      ? []
      : await tx
          .select({ userId: groupMembers.userId, key: groups.nameKey })
          .from(groupMembers)
          .innerJoin(
            groups,
            and(eq(groups.organizationId, groupMembers.organizationId), eq(groups.id, groupMembers.groupId)),
          )
          .where(and(eq(groupMembers.organizationId, organizationId), inArray(groupMembers.userId, [...userIds])))
  const keys = new Map<string, Set<string>>()
  for (const { userId, key } of rows) keys.set(userId, (keys.get(userId) ?? new Set()).add(key))
  return keys
}

const changeInWords = (becomesAdmin: boolean, joins: readonly string[]) =>
  [
    ...(becomesAdmin ? ['becomes Workspace Admin'] : []),
    ...(joins.length > 0 ? [`joins ${joins.join(', ')}`] : []),
  ].join('; ')

async function planBatch(tx: Tx, organizationId: string, lines: readonly Line[]): Promise<readonly Planned[]> {
  const places = await readPlaces(
    tx,
    organizationId,
    lines.map(({ value }) => value.workspaceKey),
  )
  const ids = [...places.values()].map((workspace) => workspace.id)
  const known = await readUsersOf(tx, organizationId, lines, ids)
  const inGroups = await readGroupsOf(
    tx,
    organizationId,
    [...known.values()].map((user) => user.id),
  )
  const policies = await readPoliciesOf(tx, organizationId, ids)
  return lines.map(({ line, value }) => {
    const place = places.get(value.workspaceKey)
    const user = place && known.get(`${place.id} ${value.email}`)
    const plan = (outcome: Planned['outcome'], reason: string, rest: Partial<Planned> = {}): Planned => ({
      line,
      value,
      outcome,
      reason,
      userId: user?.id ?? null,
      becomesAdmin: false,
      joins: [],
      ...rest,
    })
    if (!user) {
      const verdict = mayUseAddress(value.email, policies.get(place?.id ?? null)?.allowedEmailDomains ?? null)
      if (!verdict.ok) return plan('refused', verdict.reason)
      return plan('create', '', { joins: value.groups, becomesAdmin: value.role === 'workspace_admin' })
    }
    if (user.state === 'deactivated')
      return plan('refused', 'They are deactivated in this workspace. Reactivate them first.')
    if (user.state === 'ended')
      return plan('refused', 'Their end date in this workspace has passed. Give them a later one first.')
    const joins = value.groups.filter((name) => !inGroups.get(user.id)?.has(canonicalName(name)))
    const becomesAdmin = value.role === 'workspace_admin' && !user.isWorkspaceAdmin
    const words = changeInWords(becomesAdmin, joins)
    // DEL-4, GRP-1
    if (words !== '' && user.isPartnerUser)
      return plan('refused', 'They are a user of a partner, who hold no role and are in no groups. Unlink them first.')
    return words === '' ? plan('same', '') : plan('change', words, { joins, becomesAdmin })
  })
}

/** INV-7, INV-4: what would come of each line now, in the order given. The same when it is checked and when it is applied. */
export async function planRoster(tx: Tx, organizationId: string, lines: readonly Line[]): Promise<readonly Planned[]> {
  const planned: Planned[] = []
  for (let start = 0; start < lines.length; start += batch)
    planned.push(...(await planBatch(tx, organizationId, lines.slice(start, start + batch))))
  return planned
}
