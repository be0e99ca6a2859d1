import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { workspaces } from '../../db/schema/workspaces'
import { makeOrganization } from '../test/factories'
import { inOrganization } from '../test/look'
import { database, reading } from './client'

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
