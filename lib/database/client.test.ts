import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { workspaces } from '../../db/schema/workspaces'
import { databaseUrls } from '../settings'
import { makeOrganization } from '../test/factories'
import { asDatabaseAdmin, inOrganization } from '../test/look'
import { until } from '../test/until'
import { database, inTransaction, openPool, reading } from './client'

describe('[SEC-1] reading', () => {
  test('sees one organization and no other', async () => {
    const [one, other] = [await makeOrganization(), await makeOrganization()]
    const seen = await reading(one.organizationId, (tx) => tx.select().from(workspaces))
    expect(seen.map((row) => row.organizationId)).toEqual([one.organizationId])
    expect(seen.some((row) => row.organizationId === other.organizationId)).toBe(false)
  })

  test('writes nothing', async () => {
    const { organizationId } = await makeOrganization()
    const write = reading(organizationId, (tx) => tx.execute(sql`update workspaces set name = 'Other'`))
    await expect(write).rejects.toThrow('25006')
  })

  test('leaves no context behind on its connection', async () => {
    const { organizationId } = await makeOrganization()
    await Promise.all(Array.from({ length: 20 }, () => reading(organizationId, (tx) => tx.select().from(workspaces))))
    const all = await Promise.all(Array.from({ length: 20 }, () => database().select().from(workspaces)))
    expect(all.flat()).toEqual([])
  })

  test('nor does a transaction that failed', async () => {
    const { organizationId } = await makeOrganization()
    const failed = Array.from({ length: 20 }, () =>
      inOrganization(organizationId, (tx) => tx.execute(sql`select 1 / 0`)).catch(() => {}),
    )
    await Promise.all(failed)
    const all = await Promise.all(Array.from({ length: 20 }, () => database().select().from(workspaces)))
    expect(all.flat()).toEqual([])
  })
})

describe('a forgotten transaction', () => {
  test('is ended by the database, which gives its locks back, and the next query works', async () => {
    const pool = openPool(databaseUrls().app, 1, 100)
    try {
      let backend = 0
      const forgotten = pool.begin(async (tx) => {
        const [me] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid, pg_advisory_xact_lock(4711)`
        backend = me?.pid ?? 0
        await new Promise(() => {})
      })
      await expect(forgotten).rejects.toMatchObject({ code: expect.stringMatching(/^(25P03|CONNECTION_CLOSED)$/) })
      const holds = () => asDatabaseAdmin((admin) => admin`select from pg_locks where pid = ${backend}`)
      await until('its locks are given back', async () => (await holds()).length === 0)
      expect(await pool`select 1 as one`).toEqual([{ one: 1 }])
    } finally {
      await pool.end({ timeout: 1 })
    }
  })

  test('is so on every connection, also after one that a worker limited more', async () => {
    const limit = sql`select current_setting('idle_in_transaction_session_timeout') as is, pg_sleep(0.05)`
    await inTransaction((tx) => tx.execute(sql`select set_config('idle_in_transaction_session_timeout', '1234', true)`))
    const all = await Promise.all(Array.from({ length: 20 }, () => inTransaction((tx) => tx.execute(limit))))
    expect(new Set(all.flat().map((row) => row.is))).toEqual(new Set(['1min']))
  })
})
