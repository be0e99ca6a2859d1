import { drizzle } from 'drizzle-orm/postgres-js'
import { verifyOrganization } from '../lib/audit/chain'
import { actingAs } from '../lib/call'
import { applyRoster, bringRoster } from '../lib/rosters/changes'
import { makeOrganization, makeUser, unwrap } from '../lib/test/factories'
import { asDatabaseAdmin, auditOf } from '../lib/test/look'
import { countJobs, operationsOf, totalsOf } from './kill-scenarios'

type Import = { readonly organizationId: string; readonly rosterId: string }

const people = 300

/** Each is a user of two workspaces and in three groups, and one of them is there already: 601 lines, three steps. */
const lines = Array.from({ length: people }, (_, at) => [
  `Lab ${at % 4},p${at}@roster.example,Person ${at},member,crew;shift ${at % 7}`,
  `Office ${at % 3},p${at}@roster.example,Person ${at},${at % 100 === 0 ? 'workspace_admin' : 'member'},readers`,
]).flat()

/** A roster that waits for a worker, in an organization of its own. */
export async function startImport(): Promise<Import> {
  const organization = await makeOrganization()
  await makeUser(organization, { email: 'known@roster.example' })
  const text = ['workspace,email,name,role,groups', ...lines, 'Default,known@roster.example,Known,member,crew', '']
  const bytes = new TextEncoder().encode(text.join('\n'))
  const { organizationId, admin } = organization
  const { rosterId } = unwrap(await actingAs(admin.claim, () => bringRoster({ fileName: 'roster.csv', bytes })))
  unwrap(await actingAs(admin.claim, () => applyRoster({ rosterId })))
  return { organizationId, rosterId }
}

const counted = ({ organizationId, rosterId }: Import) =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin`select
      (select count(*)::int from users where organization_id = ${organizationId} and email like '%@roster.example') as users,
      (select count(*)::int from accounts where organization_id = ${organizationId} and email like '%@roster.example') as people,
      (select count(*)::int from users where organization_id = ${organizationId} and is_workspace_admin) as admins,
      (select count(*)::int from workspaces where organization_id = ${organizationId}) as workspaces,
      (select count(*)::int from groups where organization_id = ${organizationId}) as groups,
      (select count(*)::int from group_members where organization_id = ${organizationId}) as places,
      (select sum(members)::int from group_counts where organization_id = ${organizationId}) as "placesKept",
      (select count(*)::int from roster_lines where roster_id = ${rosterId} and done_at is null) as "linesLeft"`
    return row
  })

/** Everything the end of an import must leave, as one value to compare with `imported`. */
export async function inspectImport(one: Import) {
  const events = (await auditOf(one.organizationId)).map(({ event }) => event)
  const chain = await asDatabaseAdmin((admin) =>
    verifyOrganization((query) => drizzle(admin).execute(query), one.organizationId),
  )
  const { kept, counted: recounted } = await totalsOf(one)
  return {
    operations: await operationsOf(one),
    jobs: (await countJobs(one)).all,
    counted: await counted(one),
    miscounted: JSON.stringify(kept) === JSON.stringify(recounted) ? null : { kept, recounted },
    // The admin and who was known before were added too.
    added: events.filter((event) => event === 'user.added').length,
    changed: events.filter((event) => event === 'user.changed-by-roster').length,
    made: events.filter((event) => event === 'workspace.created').length,
    ended: events.filter((event) => event === 'operation.ended').length,
    firstBad: chain.firstBad,
  }
}

/** What `inspectImport` answers when everybody was made, once. */
export const imported = {
  operations: ['done 601/601'],
  jobs: 0,
  counted: {
    users: 601,
    people: 301,
    admins: 3,
    workspaces: 8,
    // A crew and seven shifts in each of four, readers in three, and a crew in the Default Workspace.
    groups: 4 * 8 + 3 + 1,
    places: 2 * people + people + 1,
    placesKept: 901,
    linesLeft: 0,
  },
  miscounted: null,
  added: 602,
  changed: 1,
  made: 7,
  ended: 1,
  firstBad: null,
}
