import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { hasRow } from '../change/testing/probe'
import { closeDatabase } from '../database/client'
import { refuseIf } from '../rules/verdict'
import { makeOrganization, makeUser, type TestOrganization, unwrap } from '../test/factories'
import { asDatabaseAdmin, auditOf } from '../test/look'
import { failOperation, takeStep, takeUpOperation } from './changes'
import { Interrupted, Superseded } from './superseded'
import type { Task } from './task'
import { idleTask, patience, startProbing, writing } from './testing/probing'

/** What the task of these tests does; each test says it anew. */
const task = vi.hoisted((): { current?: Task } => ({}))
vi.mock('./tasks', () => ({
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

describe('[CPM-8] a background operation', () => {
  test('[CPM-8] goes to its end in steps, with what is done of the total, and is recorded once', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    task.current = writing()
    expect(await operation.look()).toEqual({ state: 'queued', done: 0, total: 0, reason: '' })
    await operation.run()
    expect(await operation.look()).toEqual({ state: 'done', done: 3, total: 3, reason: '' })
    expect(await rowsOf(organization)).toBe(3)
    const events = (await auditOf(organization.organizationId)).map((record) => record.event)
    expect(events.filter((event) => event.startsWith('operation.'))).toEqual(['operation.ended'])
  })

  test('[CPM-8] loses nothing of its progress when a step throws, and goes on from there', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    task.current = writing(async (done) => {
      if (done === 1) throw new Error('The disk is full.')
    })
    await expect(operation.run()).rejects.toThrow('The disk is full.')
    expect(await operation.look()).toEqual({ state: 'running', done: 1, total: 3, reason: '' })
    task.current = writing()
    await operation.run({ attempt: 2 })
    expect(await operation.look()).toEqual({ state: 'done', done: 3, total: 3, reason: '' })
  })

  test('[CPM-8] is given up after many attempts, with a reason and no word of the error', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    task.current = writing(() => Promise.reject(new Error('secret')))
    for (const attempt of [1, 2, 7]) await expect(operation.run({ attempt })).rejects.toThrow('secret')
    await operation.run({ attempt: 8 })
    expect(await operation.look()).toEqual({
      state: 'failed',
      done: 0,
      total: 3,
      reason: `It failed 8 times. The operator finds the last error in the log under ${operation.operationId}.`,
    })
  })

  test('[CPM-8] is given up before it ends its worker once more, with a reason', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const { operationId, asAtrium } = operation
    const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    const step = vi.fn(idleTask.step)
    task.current = { ...idleTask, step }
    await operation.run({ attempt: 9 })
    expect(step).not.toHaveBeenCalled()
    expect(await operation.look()).toMatchObject({
      state: 'failed',
      reason: `It was begun 8 times, and each time the process that ran it ended before it got further. The operator finds when in the log under ${operationId}.`,
    })
    await expect(asAtrium(() => takeStep({ operationId, fence, patience }))).rejects.toThrow(Superseded)
  })

  test('[CPM-8] that got a step further has all its attempts again', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const gotOn = vi.fn(async () => {})
    task.current = writing(async (done) => {
      if (done === 1) throw new Error('The disk is full.')
    })
    await expect(operation.run({ attempt: 8, gotOn })).rejects.toThrow('The disk is full.')
    expect(await operation.look()).toMatchObject({ state: 'running', done: 1 })
    expect(gotOn).toHaveBeenCalledOnce()
    await operation.run({ attempt: 8, gotOn })
    expect(await operation.look()).toMatchObject({ state: 'failed', done: 1 })
    expect(gotOn).toHaveBeenCalledOnce()
  })

  test('[CPM-8] ends with the reason when a rule refuses a step', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    task.current = {
      ...idleTask,
      async step({ permit }) {
        permit(refuseIf(true, 'too-full', 'The workspace is full.'))
        return { done: 1, isOver: true }
      },
    }
    await operation.run()
    expect(await operation.look()).toMatchObject({ state: 'failed', reason: 'The workspace is full.' })
  })

  test('is handed back between two steps when the worker is asked to stop', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const stopping = new AbortController()
    task.current = writing(async (done) => done === 1 && stopping.abort())
    await expect(operation.run({ signal: stopping.signal })).rejects.toThrow(Interrupted)
    expect(await operation.look()).toMatchObject({ state: 'running', done: 2 })
  })
})

describe('[CPM-8] authority is asked again at each step', () => {
  test('[CPM-8] and losing it ends the operation with the reason', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    const { userId } = organization.admin
    const deactivate = () =>
      asDatabaseAdmin(
        (admin) =>
          admin`update users set state = 'deactivated', is_organization_admin = false, is_workspace_admin = false where id = ${userId}`,
      )
    await makeUser(organization, { isOrganizationAdmin: true })
    const actors: unknown[] = []
    task.current = {
      ...idleTask,
      authority: 'user',
      async step({ actor }) {
        actors.push(actor.kind === 'user' && actor.user.id)
        return { done: 1, isOver: false }
      },
    }
    // As far as the first step, by hand.
    const { fence } = unwrap(
      await operation.asAtrium(() => takeUpOperation({ operationId: operation.operationId, patience })),
    )
    const asUser = () =>
      actingAs(organization.admin.claim, () => takeStep({ operationId: operation.operationId, fence, patience }))
    unwrap(await asUser())
    unwrap(await asUser())
    await deactivate()
    await operation.run()
    const [row] = await asDatabaseAdmin(
      (admin) => admin`select state, done, reason from operations where id = ${operation.operationId}`,
    )
    expect(row).toEqual({ state: 'failed', done: 1, reason: 'The user who started it may no longer act.' })
    expect(actors).toEqual([userId])
  })

  test('[CPM-8] one whose user is gone ends with the reason', async () => {
    const organization = await makeOrganization()
    const operation = await startProbing(organization)
    await asDatabaseAdmin((admin) => admin`update operations set user_id = null where id = ${operation.operationId}`)
    task.current = writing(undefined, 'user')
    await operation.run()
    expect(await operation.look()).toMatchObject({ state: 'failed', reason: 'The user who started it is gone.' })
    expect(await rowsOf(organization)).toBe(0)
  })

  test('[CPM-8] no other user takes a step, and nobody but Atrium takes it up or gives it up', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium } = await startProbing(organization)
    const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    const other = await makeUser(organization, { isOrganizationAdmin: true })
    expect(await actingAs(other.claim, () => takeStep({ operationId, fence, patience }))).toMatchObject({
      ok: false,
      code: 'not-yours',
    })
    const notAtrium = { ok: false, code: 'not-atrium' }
    for (const { claim } of [other, organization.admin]) {
      expect(await actingAs(claim, () => takeUpOperation({ operationId, patience }))).toMatchObject(notAtrium)
      expect(await actingAs(claim, () => failOperation({ operationId, fence, reason: 'No.' }))).toMatchObject(notAtrium)
    }
  })

  test('[SEC-1] an operation of another organization is not found', async () => {
    const { operationId } = await startProbing(await makeOrganization())
    const other = await makeOrganization()
    const taken = await actingAs({ kind: 'system', organizationId: other.organizationId }, () =>
      takeUpOperation({ operationId, patience }),
    )
    expect(taken).toMatchObject({ ok: false, code: 'not-found' })
  })
})
