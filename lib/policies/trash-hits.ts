import { and, eq, sql } from 'drizzle-orm'
import { workspacePolicies } from '../../db/schema/policies'
import { workspaces } from '../../db/schema/workspaces'
import type { Tx } from '../database/client'
import type { Actor } from '../rules/actor'
import { workspacesInScope } from '../scope'
import { effectivePolicies, policies, trashPolicies } from './policies'
import { counted, type Hit, type Tightening } from './tightening'

/** The organization's side of a tightening as if it had been chosen so. */
const chosenAs = (held: Tightening['before']) => ({
  [trashPolicies[0].key]: held.trashPeriod,
  [trashPolicies[1].key]: held.shortestTrashPeriod,
  [trashPolicies[2].key]: held.longestTrashPeriod,
})

/** Workspaces whose trash period would become shorter, and how many days it is and would be. */
async function shortened(tx: Tx, actor: Actor, { workspaceId, before, after }: Tightening) {
  if (workspaceId !== null) {
    const [was, days] = [before.trashPeriod, after.trashPeriod]
    return days < was ? [{ id: workspaceId, was, days }] : []
  }
  const found = await tx
    .select({ id: workspaces.id, own: workspacePolicies.value })
    .from(workspaces)
    .leftJoin(
      workspacePolicies,
      and(
        eq(workspacePolicies.organizationId, workspaces.organizationId),
        eq(workspacePolicies.workspaceId, workspaces.id),
        eq(workspacePolicies.key, policies.trashPeriod.key),
      ),
    )
    .where(workspacesInScope(actor))
  return found.flatMap(({ id, own }) => {
    const daysIn = (held: Tightening['before']) =>
      effectivePolicies(chosenAs(held), { [policies.trashPeriod.key]: own }).trashPeriod
    const [was, days] = [daysIn(before), daysIn(after)]
    return days < was ? [{ id, was, days }] : []
  })
}

const since = (days: 'days' | 'was') => sql`now() - make_interval(days => p.${sql.identifier(days)})`

/** How many things of a kind would be due by the shorter periods, and are not by those of now. */
async function countDue(tx: Tx, actor: Actor, tightening: Tightening, kind: 'trash' | 'versions'): Promise<number> {
  const places = await shortened(tx, actor, tightening)
  if (places.length === 0) return 0
  const list = (values: readonly (string | number)[]) => `{${values.join(',')}}`
  const [of, at] = kind === 'trash' ? [sql`nodes`, sql`t.trashed_at`] : [sql`file_versions`, sql`t.replaced_at`]
  const [row] = await tx.execute<{ many: number }>(sql`
    select count(*)::int as many
    from unnest(${list(places.map(({ id }) => id))}::uuid[], ${list(places.map(({ was }) => was))}::int[],
        ${list(places.map(({ days }) => days))}::int[]) p(id, was, days)
      join ${of} t on t.organization_id = ${actor.organization.id} and t.workspace_id = p.id
        and ${at} <= ${since('days')} and ${at} > ${since('was')}`)
  return row?.many ?? 0
}

const sentence = (many: number, one: string, more: string) =>
  many === 0 ? null : `${counted(many, one, more)} purged, 24 hours from then at the earliest.`

/** POL-2, POL-5: what waits in the trash and would be due. */
export const trashDue: Hit = async (tx, actor, tightening) =>
  sentence(await countDue(tx, actor, tightening, 'trash'), 'thing in the trash is', 'things in the trash are')

/** The same of what files were before. */
export const versionsDue: Hit = async (tx, actor, tightening) =>
  sentence(await countDue(tx, actor, tightening, 'versions'), 'older version is', 'older versions are')
