import { and, count, eq, inArray, lte, not, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { users } from '../../db/schema/accounts'
import { invitations } from '../../db/schema/invitations'
import { workspacePolicies } from '../../db/schema/policies'
import { sessions } from '../../db/schema/sessions'
import { userStorage, workspaceStorage } from '../../db/schema/uploads'
import { workspaces } from '../../db/schema/workspaces'
import type { Tx } from '../database/client'
import * as invitationFacts from '../invitations/facts'
import type { Actor } from '../rules/actor'
import { invitationsInScope, usersInScope, workspacesInScope } from '../scope'
import { openNow } from '../sessions/facts'
import * as userFacts from '../users/facts'
import { policies, trashPolicies } from './policies'
import { counted, type Hit, type Tightening } from './tightening'
import { trashDue, versionsDue } from './trash-hits'

type InWorkspace = { readonly organizationId: PgColumn; readonly workspaceId: PgColumn; readonly email: PgColumn }

const domainOf = (email: PgColumn) => sql`split_part(${email}, '@', 2)`
const isWithin = (email: PgColumn, domains: readonly string[] | null) =>
  domains === null ? sql`true` : inArray(domainOf(email), [...domains])

/** Whether the workspace's own list, where it has one, lets an address pass that the organization's let pass. */
const passesOwnList = ({ organizationId, workspaceId, email }: InWorkspace) => sql`not exists (
  select from ${workspacePolicies} where ${workspacePolicies.organizationId} = ${organizationId}
    and ${workspacePolicies.workspaceId} = ${workspaceId} and ${workspacePolicies.key} = ${policies.allowedEmailDomains.key}
    and jsonb_typeof(${workspacePolicies.value}) = 'array' and not jsonb_exists(${workspacePolicies.value}, ${domainOf(email)}))`

/** INV-4: addresses that may be used now and may not then. */
const isShutOut = (thing: InWorkspace, { workspaceId, before, after }: Tightening): SQL | undefined =>
  and(
    isWithin(thing.email, before.allowedEmailDomains),
    not(isWithin(thing.email, after.allowedEmailDomains)),
    workspaceId === null ? passesOwnList(thing) : eq(thing.workspaceId, workspaceId),
  )

// These counts read what a scope holds once, when somebody presses Review; no page does.

async function countUsers(tx: Tx, actor: Actor, condition: SQL | undefined): Promise<number> {
  const [row] = await tx
    .select({ many: count() })
    .from(users)
    .innerJoin(workspaces, userFacts.ofWorkspace)
    .where(and(usersInScope(actor), sql`${userFacts.stateNow} = 'active'`, condition))
  return row?.many ?? 0
}

async function countPending(tx: Tx, actor: Actor, condition: SQL | undefined): Promise<number> {
  const [row] = await tx
    .select({ many: count() })
    .from(invitations)
    .innerJoin(workspaces, invitationFacts.ofWorkspace)
    .where(and(invitationsInScope(actor), sql`${invitationFacts.stateNow} = 'pending'`, condition))
  return row?.many ?? 0
}

const usersOutside: Hit = async (tx, actor, tightening) => {
  const many = await countUsers(tx, actor, isShutOut(users, tightening))
  const have = counted(
    many,
    'active user has an address outside, and stays',
    'active users have an address outside, and stay',
  )
  return many === 0 ? null : `${have}.`
}

const pendingWords = (many: number) =>
  many === 0 ? null : `${counted(many, 'pending invitation', 'pending invitations')} can no longer be accepted.`

const invitationsOutside: Hit = async (tx, actor, tightening) =>
  pendingWords(await countPending(tx, actor, isShutOut(invitations, tightening)))

/** INV-5 */
const everyInvitation: Hit = async (tx, actor, { before, after }) =>
  before.localUsers && !after.localUsers ? pendingWords(await countPending(tx, actor, undefined)) : null

const endedSessions: Hit = async (tx, actor, { after }) => {
  const own = actor.kind === 'user' ? actor.sessionId : null
  const [row] = await tx
    .select({ many: count(), hasOwn: sql<boolean>`coalesce(bool_or(${sessions.id} = ${own}::uuid), false)` })
    .from(sessions)
    .where(
      and(
        openNow(actor.organization.id),
        lte(sessions.createdAt, sql`now() - make_interval(hours => ${after.sessionLifetime}::int)`),
      ),
    )
  if (!row || row.many === 0) return null
  const who = counted(row.many, 'browser is', 'browsers are')
  return `${who} signed out at once${row.hasOwn ? ', this one among them' : ''}.`
}

const inBytes = (limit: number) => limit * 1024 ** 3

/** FIL-10: what takes more than would then hold, and did not take more than holds now. */
function isOverfull(
  table: typeof workspaceStorage | typeof userStorage,
  { workspaceId }: Tightening,
  before: number | null,
  after: number,
): SQL | undefined {
  const taken = sql`${table.bytes} + ${table.reserved}`
  return and(
    sql`${taken} > ${inBytes(after)}::bigint`,
    before === null ? undefined : sql`${taken} <= ${inBytes(before)}::bigint`,
    workspaceId === null ? undefined : eq(table.workspaceId, workspaceId),
  )
}

const theyStay = (many: number, one: string, more: string) =>
  many === 0
    ? null
    : `${counted(many, `${one} takes`, `${more} take`)} more already. All of it stays; nothing is added.`

const fullWorkspaces: Hit = async (tx, actor, tightening) => {
  const [before, after] = [tightening.before.workspaceStorage, tightening.after.workspaceStorage]
  if (after === null) return null
  const [row] = await tx
    .select({ many: count() })
    .from(workspaceStorage)
    .innerJoin(workspaces, eq(workspaces.id, workspaceStorage.workspaceId))
    .where(and(workspacesInScope(actor), isOverfull(workspaceStorage, tightening, before, after)))
  return theyStay(row?.many ?? 0, 'workspace', 'workspaces')
}

const fullUsers: Hit = async (tx, actor, tightening) => {
  const [before, after] = [tightening.before.userStorage, tightening.after.userStorage]
  if (after === null) return null
  const [row] = await tx
    .select({ many: count() })
    .from(userStorage)
    .innerJoin(workspaces, eq(workspaces.id, userStorage.workspaceId))
    .where(and(workspacesInScope(actor), isOverfull(userStorage, tightening, before, after)))
  return theyStay(row?.many ?? 0, 'user', 'users')
}

/** POL-2: what each policy hits, by its key; one without has nothing stored that it could hit. */
const hits: Readonly<Record<string, readonly Hit[]>> = {
  [policies.allowedEmailDomains.key]: [usersOutside, invitationsOutside],
  [policies.localUsers.key]: [everyInvitation],
  [policies.sessionLifetime.key]: [endedSessions],
  [policies.workspaceStorage.key]: [fullWorkspaces],
  [policies.userStorage.key]: [fullUsers],
  ...Object.fromEntries(trashPolicies.map(({ key }) => [key, [trashDue, versionsDue]])),
}

/** POL-2: what a change of the policy with this key hits, in sentences. */
export async function findHits(tx: Tx, actor: Actor, key: string, tightening: Tightening): Promise<readonly string[]> {
  const found: string[] = []
  for (const hit of hits[key] ?? []) {
    const sentence = await hit(tx, actor, tightening)
    if (sentence !== null) found.push(sentence)
  }
  return found
}
