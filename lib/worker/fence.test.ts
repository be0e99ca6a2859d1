import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '../database/client'
import { makeOrganization, unwrap } from '../test/factories'
import { asDatabaseAdmin, fingerprint } from '../test/look'
import { until } from '../test/until'
import { failOperation, takeStep, takeUpOperation } from './changes'
import { Superseded } from './superseded'
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

describe('[CPM-8] the fence', () => {
  test('[CPM-8] whoever had an operation before it was taken up again writes nothing, not even its end', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium } = await startProbing(organization)
    task.current = writing()
    const old = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    const now = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    expect([old.fence, now.fence]).toEqual([1, 2])
    const before = await fingerprint(organization.organizationId)
    await expect(asAtrium(() => takeStep({ operationId, fence: old.fence, patience }))).rejects.toThrow(Superseded)
    const giveUp = () => asAtrium(() => failOperation({ operationId, fence: old.fence, reason: 'Late.' }))
    await expect(giveUp()).rejects.toThrow(Superseded)
    expect(await fingerprint(organization.organizationId)).toEqual(before)
    expect(unwrap(await asAtrium(() => takeStep({ operationId, fence: now.fence, patience })))).toEqual({
      isOver: false,
    })
  })

  test('[CPM-8] an operation that has ended is neither carried on nor taken up', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium, run } = await startProbing(organization)
    task.current = writing()
    await run()
    const before = await fingerprint(organization.organizationId)
    await expect(asAtrium(() => takeStep({ operationId, fence: 1, patience }))).rejects.toThrow(Superseded)
    expect(await asAtrium(() => takeUpOperation({ operationId, patience }))).toMatchObject({ ok: false, code: 'ended' })
    expect(await fingerprint(organization.organizationId)).toEqual(before)
  })

  test('two that take the same step at once take it once', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium } = await startProbing(organization)
    const entered: string[] = []
    task.current = {
      ...idleTask,
      async step({ tx }) {
        const [me] = await tx.execute<{ pid: number }>('select pg_backend_pid() as pid')
        entered.push(String(me?.pid))
        const isWaitedFor = () =>
          asDatabaseAdmin(async (admin) => {
            const waiting = await admin`select from pg_stat_activity where ${me?.pid ?? 0} = any(pg_blocking_pids(pid))`
            return waiting.length > 0 || entered.length === 2
          })
        await until('the other one is there too', isWaitedFor)
        return { done: 1, isOver: true }
      },
    }
    const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience })))
    unwrap(await asAtrium(() => takeStep({ operationId, fence, patience })))
    const twice = [1, 2].map(() => asAtrium(() => takeStep({ operationId, fence, patience })))
    const ends = await Promise.allSettled(twice)
    expect(entered).toHaveLength(1)
    expect(ends.map((end) => end.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find((end) => end.status === 'rejected')?.reason).toBeInstanceOf(Superseded)
  })

  test('a transaction that stands still is ended by the database', async () => {
    const organization = await makeOrganization()
    const { operationId, asAtrium } = await startProbing(organization)
    task.current = {
      ...idleTask,
      async step({ tx }) {
        const [row] = await tx.execute<{ limit: string }>(
          `select current_setting('idle_in_transaction_session_timeout') as limit`,
        )
        throw new Error(`ended after ${row?.limit}`)
      },
    }
    const { fence } = unwrap(await asAtrium(() => takeUpOperation({ operationId, patience: 1_234 })))
    unwrap(await asAtrium(() => takeStep({ operationId, fence, patience: 1_234 })))
    await expect(asAtrium(() => takeStep({ operationId, fence, patience: 1_234 }))).rejects.toThrow('after 1234ms')
  })
})
