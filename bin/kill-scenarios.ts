import { setTimeout as wait } from 'node:timers/promises'
import { and, eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { sessions } from '../db/schema/sessions'
import { legalHolds } from '../db/schema/workspaces'
import { findSessionActor } from '../lib/actor'
import { verifyOrganization } from '../lib/audit/chain'
import { actingAs } from '../lib/call'
import { findPlaces } from '../lib/files/queries'
import { makeFile, makeOrganization, makeSession, makeUser, makeWorkspace, unwrap } from '../lib/test/factories'
import { actorOf, asDatabaseAdmin, auditOf, inOrganization } from '../lib/test/look'
import { until } from '../lib/test/until'
import { createWorkspace, deleteWorkspace } from '../lib/workspaces/changes'

/** A workspace with one of everything that a deletion removes or leaves, in an organization of its own. */
export type Deletable = Awaited<ReturnType<typeof makeDeletable>>

/** Makes one. `lone` has no other user, `both` has one in the Default Workspace; both are signed in, acting here. */
export async function makeDeletable() {
  const organization = await makeOrganization()
  const { organizationId } = organization
  const workspace = await makeWorkspace(organization, 'Simulation')
  const { workspaceId } = workspace
  const lone = await makeUser(organization, { workspaceId, isWorkspaceAdmin: true })
  const both = await makeUser(organization, { workspaceId })
  const stays = await makeUser(organization, { email: both.email })
  const { rootId } = await findPlaces(await actorOf(lone), workspaceId)
  await makeFile(lone, rootId ?? '', 'wing.step')
  const session = await makeSession(both)
  await makeSession(lone)
  await inOrganization(organizationId, (tx) =>
    tx.insert(legalHolds).values({
      organizationId,
      id: crypto.randomUUID(),
      workspaceId,
      reason: 'Settled',
      liftedAt: new Date(),
    }),
  )
  const target = { organizationId, userId: organization.admin.userId, workspaceId, name: workspace.name }
  return { organization, organizationId, workspace, workspaceId, lone, both, stays, session, target }
}

/** Deletes it in this process; gives the id of the purge. */
export async function startPurge({ organization, workspaceId, workspace }: Deletable): Promise<string> {
  const deleted = await actingAs(organization.admin.claim, () =>
    deleteWorkspace({ workspaceId, typedName: workspace.name }),
  )
  return unwrap(deleted).operationId
}

type Place = { readonly organizationId: string }

/** The organization's operations as `state done/total`; empty while the database is away. */
export const operationsOf = ({ organizationId }: Place): Promise<readonly string[]> =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ says: string }[]>`
      select state || ' ' || done || '/' || total as says from operations where organization_id = ${organizationId}`
    return rows.map((row) => row.says)
  }).catch(() => [])

/** Resolves when all operations there have ended and the queue has forgotten them; throws when that takes four minutes. */
export async function allOver(all: readonly Place[]): Promise<void> {
  const organizations = all.map((one) => one.organizationId)
  await asDatabaseAdmin(async (admin) => {
    const countOpen = async () => {
      const [row] = await admin<{ open: number }[]>`select
        (select count(*)::int from operations where ended_at is null and organization_id = any(${organizations}))
        + (select count(*)::int from graphile_worker._private_jobs
           where payload ->> 'organizationId' = any(${organizations})) as open`
      return row?.open
    }
    const isOver = async () => (await countOpen()) === 0 || wait(100, false)
    await until('everything goes on to its end', isOver, 240_000)
  })
}

// Records keep the ids of what is gone (WSP-8), and so does what people were told of it (USR-3).
const outliving = ['audit_records', 'activity', 'notices']

/** `table: rows` for every table that still knows what is gone, in whatever column. */
const remains = ({ workspaceId, lone, both }: Deletable): Promise<readonly string[]> =>
  asDatabaseAdmin(async (admin) => {
    const ids = [workspaceId, lone.userId, lone.accountId, both.userId].join('|')
    const tables = await admin<{ name: string }[]>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and not table_name = any(${outliving})`
    const found: string[] = []
    for (const { name } of tables) {
      // What an operation was given is a record too; its columns are not.
      const [row] = await admin<{ rows: number }[]>`
        select count(*)::int as rows from ${admin(name)} t where (to_jsonb(t) - 'input')::text ~ ${ids}`
      if (row && row.rows > 0) found.push(`${name}: ${row.rows}`)
    }
    return found
  })

/** Totals as triggers kept them beside those of a count: `kept` and `counted` are equal when nothing was missed. */
export const totalsOf = ({ organizationId }: Place) =>
  asDatabaseAdmin(async (admin) => {
    const [kept] = await admin`select workspaces, users, people, organization_admins from organization_counts
      where organization_id = ${organizationId}`
    const [counted] = await admin`select
        (select count(*)::int from workspaces w where w.organization_id = ${organizationId}) as workspaces,
        (select count(*)::int from users u where u.organization_id = ${organizationId}) as users,
        (select count(*)::int from accounts a where a.organization_id = ${organizationId}) as people,
        (select count(*)::int from users u where u.organization_id = ${organizationId} and is_organization_admin) as organization_admins`
    return { kept, counted }
  })

const isCodeKept = ({ workspace }: Deletable) =>
  asDatabaseAdmin(async (admin) => {
    const kept = await admin`select from workspace_codes where code = ${workspace.code}`
    return kept.length === 1
  })

/** How many jobs of operations the queue keeps for it; mail is sent by others. */
export const countJobs = ({ organizationId }: Place) =>
  asDatabaseAdmin(async (admin) => {
    const jobs = await admin<{ attempts: number; locked_by: string | null }[]>`
      select attempts, locked_by from graphile_worker._private_jobs
      where payload ->> 'organizationId' = ${organizationId} and payload ->> 'operationId' is not null`
    return { all: jobs.length, fresh: jobs.filter((job) => job.attempts === 0 && job.locked_by === null).length }
  })

/** How often somebody who has another user was told in the product that the workspace is gone. */
const timesTold = ({ organizationId, both }: Deletable) =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin<{ times: number }[]>`select count(*)::int as times from notices
      where organization_id = ${organizationId} and account_id = ${both.accountId} and event = 'workspace.deleted'`
    return row?.times
  })

async function endedWith(deletable: Deletable) {
  const { organizationId, session, lone, stays } = deletable
  const events = (await auditOf(organizationId)).map((record) => record.event)
  const chain = await asDatabaseAdmin((admin) =>
    verifyOrganization((query) => drizzle(admin).execute(query), organizationId),
  )
  const sessionsOfLone = await inOrganization(organizationId, (tx) =>
    tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.organizationId, organizationId), eq(sessions.accountId, lone.accountId))),
  )
  const again = await actingAs(deletable.organization.admin.claim, () =>
    createWorkspace({ name: deletable.workspace.name, description: '' }),
  )
  return {
    events: events.filter((event) => /^(workspace\.(deleted|purged)|operation\.)/.test(event)),
    firstBad: chain.firstBad,
    sessionsOfLone: sessionsOfLone.length,
    actsAs: (await findSessionActor(session.sessionId))?.user.id === stays.userId,
    isNameFree: again.ok,
    isCodeNew: again.ok && again.value.code !== deletable.workspace.code,
  }
}

/** Everything the end of a purge must leave, as one value to compare with `purged`. */
export async function inspect(deletable: Deletable) {
  const { kept, counted } = await totalsOf(deletable)
  return {
    operations: await operationsOf(deletable),
    jobs: (await countJobs(deletable)).all,
    remains: await remains(deletable),
    miscounted: JSON.stringify(kept) === JSON.stringify(counted) ? null : { kept, counted },
    isCodeKept: await isCodeKept(deletable),
    timesTold: await timesTold(deletable),
    ...(await endedWith(deletable)),
  }
}

/** What `inspect` answers when a purge has done all it should, once. */
export const purged = {
  // Two users, each with a folder and Full in it, the two folders all are in, a file, a lifted hold and the workspace.
  operations: ['done 11/11'],
  jobs: 0,
  remains: [],
  miscounted: null,
  isCodeKept: true,
  timesTold: 1,
  events: ['workspace.deleted', 'workspace.purged', 'operation.ended'],
  firstBad: null,
  sessionsOfLone: 0,
  actsAs: true,
  isNameFree: true,
  isCodeNew: true,
}
