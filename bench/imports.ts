import type { z } from 'zod'
import { actingAs, type Claim } from '../lib/call'
import { canonicalName } from '../lib/canonical'
import { foundOrganization } from '../lib/organizations/changes'
import type { RosterLine } from '../lib/rosters/line'
import { readRoster } from '../lib/rosters/read'
import { addUsers } from '../lib/users/changes'
import { createWorkspaces } from '../lib/workspaces/changes'
import { asAdministrator } from './administrator'
import { importBare, rowsOf } from './bare-import'
import { done } from './done'
import { besideWorker, importRoster } from './import-roster'
import type { Imports } from './order'

type Admin = Claim & { readonly kind: 'user' }

/** A new organization with nobody in it but its Organization Admin. */
async function found(slug: string): Promise<Admin> {
  const organizationId = crypto.randomUUID()
  return actingAs({ kind: 'system', organizationId }, async () => {
    const { defaultWorkspaceId: workspaceId } = done(await foundOrganization({ organizationName: slug, slug }))
    const admin = { email: `admin@${slug}.example`, name: 'Ada Administrator', workspaceId, isOrganizationAdmin: true }
    const [user] = done(await addUsers({ users: [admin] }))
    return { kind: 'user', organizationId, userId: user?.id ?? '' }
  })
}

/** Throws unless an organization holds what the roster comes to, beside its admin and the Default Workspace. */
async function demandAll({ organizationId }: Admin, { accounts, users, groups, places }: ReturnType<typeof rowsOf>) {
  const [held] = await asAdministrator(
    undefined,
    (sql) => sql<{ says: string }[]>`select concat_ws(' ',
      (select count(*) - 1 from accounts where organization_id = ${organizationId}),
      (select count(*) - 1 from users where organization_id = ${organizationId}),
      (select count(*) from groups where organization_id = ${organizationId}),
      (select count(*) from group_members where organization_id = ${organizationId})) as says`,
  )
  const wanted = [accounts, users, groups, places].map((rows) => rows.length).join(' ')
  if (held?.says !== wanted) throw new Error(`${wanted} accounts, users, groups and places became ${held?.says}.`)
}

/** Writes the rows of a roster into a new organization in which its workspaces stand already. */
async function timeBare(slug: string, lines: readonly RosterLine[]) {
  const admin = await found(slug)
  const names = [...new Map(lines.map(({ workspaceKey, workspace }) => [workspaceKey, workspace])).values()]
  const workspaces = names.map((name) => ({ name, description: '' }))
  const made = done(await actingAs(admin, () => createWorkspaces({ workspaces })))
  const rows = rowsOf(lines, new Map(made.map(({ id }, index) => [canonicalName(names[index] ?? ''), id])))
  const taken = await importBare(admin.organizationId, rows)
  await demandAll(admin, rows)
  return taken
}

/** A roster imported as people do it, to its end, and its rows written bare: in turn, each time into a new organization. */
export async function timeImports(bytes: Uint8Array, rounds: number): Promise<Imports> {
  const read = await readRoster(bytes)
  const lines = read.flatMap((line) => (line.ok ? [line.value] : []))
  if (lines.length < read.length) throw new Error('The roster has lines that are refused.')
  const rows = rowsOf(lines, new Map())
  const time = async (round: number) => {
    const admin = await found(`imported-${round}`)
    const started = performance.now()
    await importRoster(admin, bytes)
    const imported = performance.now() - started
    await demandAll(admin, rows)
    return { imported, bare: await timeBare(`bare-${round}`, lines) }
  }
  return besideWorker(async () => {
    // The first one warms what the others find.
    await time(0)
    const times: z.output<typeof Imports>['rounds'] = []
    for (let round = 1; round <= rounds; round++) times.push(await time(round))
    return { lines: lines.length, rows: Object.values(rows).flat().length, rounds: times }
  })
}
