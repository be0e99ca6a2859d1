import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { change } from '../change'
import { hasRow, Probe, probed } from '../change/testing/probe'
import { closeDatabase } from '../database/client'
import { allowed } from '../rules/verdict'
import { makeOrganization, makeUser, type TestOrganization, unwrap } from '../test/factories'
import { auditOf, inOrganization } from '../test/look'
import { takeStep, takeUpOperation } from '../worker/changes'
import type { Task } from '../worker/task'
import { idleTask, patience, startProbing, writing } from '../worker/testing/probing'
import { cancelOperation } from './changes'
import { cancelOperationsOf } from './writes'

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

const rowsOf = async ({ organizationId }: TestOrganization) =>
  (await Promise.all([0, 1, 2].map((row) => hasRow(organizationId, `row ${row}`)))).filter(Boolean).length

test('[CPM-8] an operation that waits makes no progress', async () => {
  const operation = await startProbing(await makeOrganization())
  const advance = change(Probe, async ({ permit, audit, progress }) => {
    permit(allowed)
    audit('probe.written', probed)
    progress({ operationId: operation.operationId, done: 1 })
  })
  const advancing = operation.asAtrium(() => advance({ key: 'a' }))
  await expect(advancing).rejects.toThrow('Only an operation that runs makes progress.')
  expect(await operation.look()).toMatchObject({ state: 'queued', done: 0 })
})

describe('[CPM-8] cancelling', () => {
  test('[CPM-8] one that runs ends before its next step, and keeps what it did', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const { operationId, asAtrium } = operation
    task.current = writing()
    const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    for (const _ of ['count', 'first']) unwrap(await asAtrium(() => takeStep({ operationId, fence, patience })))
    const cancelled = await actingAs(organization.admin.claim, () => cancelOperation({ operationId }))
    expect(cancelled).toEqual({ ok: true, value: { hasEnded: false } })
    await operation.run()
    expect(await operation.look()).toEqual({ state: 'cancelled', done: 1, total: 3, reason: '' })
    expect(await rowsOf(organization)).toBe(1)
    const events = (await auditOf(organization.organizationId)).map((record) => record.event)
    expect(events.slice(-2)).toEqual(['operation.cancelled', 'operation.ended'])
  })

  test('[CPM-8] one that waits ends at once', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const { operationId } = operation
    const cancelled = await actingAs(organization.admin.claim, () => cancelOperation({ operationId }))
    expect(cancelled).toEqual({ ok: true, value: { hasEnded: true } })
    task.current = writing()
    await operation.run()
    expect(await operation.look()).toMatchObject({ state: 'cancelled', done: 0 })
    expect(await rowsOf(organization)).toBe(0)
  })

  test('[CPM-8] one that cannot be taken back runs on', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization, false)
    const { operationId } = operation
    const refused = await actingAs(organization.admin.claim, () => cancelOperation({ operationId }))
    expect(refused).toMatchObject({ ok: false, code: 'cannot-be-taken-back' })
    await inOrganization(organization.organizationId, (tx) =>
      tx.execute(`update operations set cancel_asked_at = now() where id = '${operationId}'`),
    )
    task.current = writing()
    await operation.run()
    expect(await operation.look()).toMatchObject({ state: 'done', done: 3 })
  })

  test('[CPM-8] all of a user’s at once: what is open and can be taken back, and of nobody else', async () => {
    const organization = await makeOrganization()
    const [lin, bob] = [await makeUser(organization), await makeUser(organization)]
    const over = await startProbing(organization, true, lin)
    await over.run()
    const open = await startProbing(organization, true, lin)
    const running = await startProbing(organization, true, lin)
    const { operationId } = running
    unwrap(await running.asAtrium(() => takeUpOperation({ operationId, patience })))
    const lasting = await startProbing(organization, false, lin)
    const another = await startProbing(organization, true, bob)
    const cancelAll = change(Probe, async (context) => {
      context.permit(allowed)
      context.audit('probe.written', probed)
      return cancelOperationsOf(context, lin.userId)
    })
    expect(unwrap(await actingAs(organization.admin.claim, () => cancelAll({ key: 'a' })))).toBe(2)
    const states = await Promise.all(
      [over, open, running, lasting, another].map(async ({ look }) => (await look()).state),
    )
    expect(states).toEqual(['done', 'cancelled', 'running', 'queued', 'queued'])
    expect(unwrap(await actingAs(organization.admin.claim, () => cancelAll({ key: 'b' })))).toBe(0)
  })

  test('[SEC-4] one that does not exist for the actor is not found', async () => {
    const organization = await makeOrganization()
    const { operationId } = await startProbing(organization)
    const outsider = await makeUser(organization)
    const stranger = (await makeOrganization()).admin
    for (const { claim } of [outsider, stranger])
      expect(await actingAs(claim, () => cancelOperation({ operationId }))).toMatchObject({ code: 'not-found' })
  })
})
