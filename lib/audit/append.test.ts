import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { closeDatabase, inTransaction } from '../database/client'
import { databaseCode } from '../database/errors'
import { makeOrganization } from '../test/factories'
import { actorOf, asDatabaseAdmin } from '../test/look'
import { noted } from './testing/noted'
import { verifyOwnChain } from './verify-own'

// As many connections as a busy server has.
vi.hoisted(() => {
  process.env.ATRIUM_POOL = '40'
})

afterAll(closeDatabase)

describe('[SEC-2] every change leaves a record', () => {
  it('also when 200 come at once: none is lost, none shares a number, the chain is unbroken', async () => {
    const { admin, organizationId } = await makeOrganization()
    await Promise.all(Array.from({ length: 200 }, (_, index) => noted(admin.claim, `Note ${index}`)))
    const [kept] = await asDatabaseAdmin(
      (root) => root<{ records: number; last: number; labels: number }[]>`select count(*)::int as records,
        max(seq)::int as last, count(distinct body::jsonb #>> '{target,label}')::int as labels
        from audit_records where organization_id = ${organizationId}`,
    )
    expect(kept).toEqual({ records: 202, last: 202, labels: 202 })
    expect(await verifyOwnChain(await actorOf(admin))).toEqual({ records: 202, firstBad: null })
  })

  it.each([
    ['changed', sql`update audit_records set event = 'note.unmade'`],
    ['removed', sql`delete from audit_records`],
    ['added', sql`insert into audit_records select * from audit_records`],
    ['emptied', sql`truncate audit_records`],
    ['changed at its end', sql`update audit_heads set seq = 0`],
    ['removed at its end', sql`delete from audit_heads`],
    ['added to at its end', sql`insert into audit_heads select * from audit_heads`],
    ['emptied at its end', sql`truncate audit_heads`],
    ['shut off from its policy', sql`alter table audit_records disable row level security`],
  ])('which the application itself cannot have %s', async (_, statement) => {
    const { organizationId } = await makeOrganization()
    const attempt = inTransaction(async (tx) => {
      await tx.execute(sql`select set_config('app.organization_id', ${organizationId}, true)`)
      await tx.execute(statement)
    })
    expect(await attempt.then(() => 'done', databaseCode)).toBe('42501')
  })
})
