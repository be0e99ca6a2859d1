import 'server-only'
import { sql } from 'drizzle-orm'
import { change } from '../change'
import { notFound } from '../change/failures'
import { pathOf, readWays } from '../files/way'
import { mayReportDamage } from '../rules/files'
import { ReportDamage } from './input'

type Named = {
  readonly id: string
  readonly version: number | null
  readonly workspace_id: string
  readonly code: string
  readonly workspace_name: string
}

// A template can be in ten thousand folders.
const most = 20

/** Keeps for the administrators of each workspace which of its files have bytes that are not as they should be. */
export const reportDamage = change(ReportDamage, async ({ actor, tx, permit, log }, { hash, state }) => {
  permit(mayReportDamage(actor))
  const organizationId = actor.organization.id
  const found = await tx.execute<Named>(sql`
    select f.id, f.version, w.id as workspace_id, w.code, w.name as workspace_name from (
      select n.id, null::int as version, n.workspace_id from nodes n
      where n.organization_id = ${organizationId} and n.hash = ${hash}
      union all
      select n.id, v.version, n.workspace_id from file_versions v
        join nodes n on n.organization_id = v.organization_id and n.id = v.file_id
      where v.organization_id = ${organizationId} and v.hash = ${hash}
    ) f join workspaces w on w.organization_id = ${organizationId} and w.id = f.workspace_id
    order by f.id, f.version limit ${most}`)
  if (found.length === 0) throw notFound()
  const ids = [...new Set(found.map(({ id }) => id))]
  const ways = await readWays(tx, organizationId, ids)
  for (const { id, version, workspace_id, code, workspace_name } of found) {
    const file = `“${pathOf(ways.get(id) ?? [])}”${version === null ? '' : `, version ${version}`}`
    const workspace = { id: workspace_id, code, name: workspace_name }
    log(`contents-${state}`, { workspace, detail: `The content of ${file} is ${state}` })
  }
})
