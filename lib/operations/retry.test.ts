import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { operationLines } from '../../db/schema/operations'
import { actingAs } from '../call'
import { hasRow } from '../change/testing/probe'
import { closeDatabase } from '../database/client'
import { makeOrganization, makeUser, type TestOrganization, type TestUser, unwrap } from '../test/factories'
import { asDatabaseAdmin, auditOf, fingerprint, inOrganization } from '../test/look'
import { inRounds, race } from '../test/race'
import { failOperation, takeStep, takeUpOperation } from '../worker/changes'
import { Superseded } from '../worker/superseded'
import type { Task } from '../worker/task'
import { idleTask, patience, startProbing, writing } from '../worker/testing/probing'
import { retryOperation } from './changes'

/** What the task of these tests does; each test says it anew. */
const task = vi.hoisted((): { current?: Task } => ({}))
vi.mock('../worker/tasks', () => ({
  tasks: {
    get 'workspace.purge'() {
      return task.current
    },
  },
}))

beforeEach(() => {
  task.current = idleTask
})
afterAll(closeDatabase)

/** An operation given up after its first row, with its job gone from the queue; `fence` is that of who gave it up. */
async function makeFailed(organization: TestOrganization) {
  const operation = await startProbing(organization, false)
  const { operationId, asAtrium } = operation
  task.current = writing()
  const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
  for (const _ of ['count', 'first']) unwrap(await asAtrium(() => takeStep({ operationId, fence, patience })))
  unwrap(await asAtrium(() => failOperation({ operationId, fence, reason: 'The disk is full.' })))
  await asDatabaseAdmin((admin) => admin`delete from graphile_worker._private_jobs where key = ${jobKey(operationId)}`)
  return { ...operation, fence }
}

const jobKey = (operationId: string) => `operation:${operationId}`

/** What the queue has of it; `revision` counts how often a job was put in the place of another. */
const jobsOf = (operationId: string) =>
  asDatabaseAdmin(
    (admin) => admin`select j.revision, j.attempts, j.payload, t.identifier as task
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.payload ->> 'operationId' = ${operationId}`,
  )

const linesOf = ({ organizationId }: TestOrganization, operationId: string) =>
  inOrganization(organizationId, async (tx) => {
    const lines = await tx
      .select()
      .from(operationLines)
      .where(eq(operationLines.operationId, operationId))
      .orderBy(operationLines.line)
    return lines.map((line) => line.message)
  })

const retry = (as: TestUser, operationId: string) => actingAs(as.claim, () => retryOperation({ operationId }))

describe('[CPM-8] trying again what failed', () => {
  test('[CPM-8] queues the same operation once more, and it goes on from where it was', async () => {
    const organization = await makeOrganization({ name: 'Ada Fennwick' })
    const { operationId, look, run } = await makeFailed(organization)
    expect(await retry(organization.admin, operationId)).toMatchObject({ ok: true })
    expect(await look()).toEqual({ state: 'queued', done: 1, total: 3, reason: '' })
    const { organizationId } = organization
    expect(await jobsOf(operationId)).toEqual([
      { revision: 0, attempts: 0, payload: { organizationId, operationId }, task: 'workspace.purge' },
    ])
    await run()
    expect(await look()).toEqual({ state: 'done', done: 3, total: 3, reason: '' })
    for (const row of [0, 1, 2]) expect(await hasRow(organizationId, `row ${row}`)).toBe(true)
    expect(await linesOf(organization, operationId)).toEqual([
      'Started.',
      'Ada Fennwick asked to try again.',
      'Started again.',
    ])
  })

  test('[SEC-2] is recorded with why it had failed', async () => {
    const organization = await makeOrganization()
    const { operationId } = await makeFailed(organization)
    unwrap(await retry(organization.admin, operationId))
    const record = (await auditOf(organization.organizationId)).at(-1)
    expect(JSON.parse(record?.body ?? '{}')).toMatchObject({
      event: 'operation.retried',
      person: { id: organization.admin.accountId },
      target: { kind: 'operation', id: operationId },
      before: { state: 'failed', reason: 'The disk is full.', done: 1, total: 3 },
    })
  })

  test('[CPM-8] whoever gave it up, and still runs, writes nothing', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium, fence } = await makeFailed(organization)
    unwrap(await retry(organization.admin, operationId))
    const before = await fingerprint(organization.organizationId)
    await expect(asAtrium(() => takeStep({ operationId, fence, patience }))).rejects.toThrow(Superseded)
    const giveUp = () => asAtrium(() => failOperation({ operationId, fence, reason: 'Late.' }))
    await expect(giveUp()).rejects.toThrow(Superseded)
    expect(await fingerprint(organization.organizationId)).toEqual(before)
  })

  test('[CPM-8] forgets that somebody had asked to cancel it', async () => {
    const organization = await makeOrganization()
    const { operationId, run, look } = await makeFailed(organization)
    await asDatabaseAdmin(
      (admin) => admin`update operations set cancel_asked_at = now(), is_cancellable = true where id = ${operationId}`,
    )
    unwrap(await retry(organization.admin, operationId))
    await run()
    expect(await look()).toMatchObject({ state: 'done', done: 3 })
  })

  test('[CPM-8] is refused while it goes on and when it ended well, and nothing is queued', async () => {
    const organization = await makeOrganization()
    const { operationId, run } = await makeFailed(organization)
    unwrap(await retry(organization.admin, operationId))
    expect(await retry(organization.admin, operationId)).toMatchObject({ ok: false, code: 'not-ended' })
    expect(await jobsOf(operationId)).toMatchObject([{ revision: 0 }])
    await run()
    const seq = (await auditOf(organization.organizationId)).length
    expect(await retry(organization.admin, operationId)).toMatchObject({ ok: false, code: 'not-failed' })
    expect(await auditOf(organization.organizationId)).toHaveLength(seq)
  })

  test('[CPM-8] is for the user who started it too, but not for what another version started', async () => {
    const organization = await makeOrganization()
    const { operationId } = await makeFailed(organization)
    const user = await makeUser(organization)
    await asDatabaseAdmin((admin) => admin`update operations set user_id = ${user.userId} where id = ${operationId}`)
    await asDatabaseAdmin((admin) => admin`update operations set kind = 'moon.land' where id = ${operationId}`)
    expect(await retry(user, operationId)).toMatchObject({ ok: false, code: 'unknown-work' })
    await asDatabaseAdmin((admin) => admin`update operations set kind = 'workspace.purge' where id = ${operationId}`)
    expect(await retry(user, operationId)).toMatchObject({ ok: true })
  })

  test('[SEC-4] one that does not exist for the actor is not found', async () => {
    const organization = await makeOrganization()
    const { operationId } = await makeFailed(organization)
    const stranger = (await makeOrganization()).admin
    for (const as of [await makeUser(organization), await makeUser(organization, { isWorkspaceAdmin: true }), stranger])
      expect(await retry(as, operationId)).toMatchObject({ code: 'not-found' })
    expect(await jobsOf(operationId)).toEqual([])
  })
})

test.each([
  { people: 20, rounds: 10, width: 1 },
  { people: 2, rounds: 40, width: 3 },
])(
  '[CPM-8] of $people who try it again at once one does, and one job is queued',
  async ({ people, rounds, width }) => {
    const tally = await inRounds(
      rounds,
      async () => {
        const organization = await makeOrganization()
        const { organizationId, admin } = organization
        const second = await makeUser(organization, { isOrganizationAdmin: true })
        const { operationId } = await makeFailed(organization)
        const clicks = Array.from(
          { length: people },
          (_, at) => () => retry(at % 2 === 0 ? admin : second, operationId),
        )
        const ends = await race(...clicks)
        const count = (end: string) => ends.filter((one) => one === end).length
        const jobs = await jobsOf(operationId)
        const records = (await auditOf(organizationId)).filter(
          ({ event, body }) => event === 'operation.retried' && body.includes(operationId),
        )
        const asked = (await linesOf(organization, operationId)).filter((line) => line.endsWith('asked to try again.'))
        const queued = `jobs ${jobs.length}, revision ${jobs[0]?.revision}`
        return `ok ${count('ok')}, not-ended ${count('not-ended')}; ${queued}; records ${records.length}, lines ${asked.length}`
      },
      width,
    )
    expect(tally).toEqual({ [`ok 1, not-ended ${people - 1}; jobs 1, revision 0; records 1, lines 1`]: rounds })
  },
  180_000,
)
