import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { change } from '../change'
import type { Tx } from '../database/client'
import { allowed } from '../rules/verdict'
import { makeOrganization } from '../test/factories'
import { auditSeq } from '../test/look'
import { race } from '../test/race'
import { calling, hasRow, Probe, probed, writeRow } from './testing/probe'

/** A change that fails with `code` until it was tried `times` times. */
function failing(code: string, times: number) {
  const tries = { count: 0 }
  const run = change(Probe, async ({ tx, permit, audit }, { key }) => {
    permit(allowed)
    await writeRow(tx, key)
    audit('probe.written', probed)
    // As drizzle hands it on: the code is at the cause.
    if (++tries.count <= times) throw new Error('Failed query', { cause: Object.assign(new Error(), { code }) })
    return tries.count
  })
  return { run, tries }
}

describe('a deadlock and a serialization failure are tried again', () => {
  test.each(['40P01', '40001'])('%s three times over, with one effect', async (code) => {
    const { organizationId, admin } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    const { run } = failing(code, 3)
    const idempotencyKey = crypto.randomUUID()
    const answer = await calling(admin.claim, () => run({ key: 'a' }), { idempotencyKey })
    expect(answer).toEqual({ ok: true, value: 4 })
    expect(await auditSeq(organizationId)).toBe(seq + 1)
    expect(await hasRow(organizationId, 'a')).toBe(true)
  })

  test('a fourth one is thrown, and nothing is written', async () => {
    const { organizationId, admin } = await makeOrganization()
    const { run, tries } = failing('40P01', 100)
    await expect(actingAs(admin.claim, () => run({ key: 'a' }))).rejects.toThrow('40P01')
    expect(tries.count).toBe(4)
    expect(await hasRow(organizationId, 'a')).toBe(false)
  })

  test('anything else is thrown at once, without the parameters of the statement', async () => {
    const { admin } = await makeOrganization()
    const { run, tries } = failing('23505', 100)
    const failure = await actingAs(admin.claim, () => run({ key: 'secret' })).catch((error: unknown) => error)
    expect(String(failure)).toContain('23505')
    expect(tries.count).toBe(1)
    const real = change(Probe, async ({ tx, permit }, { key }) => {
      permit(allowed)
      await tx.execute(sql`select ${key}::uuid`)
    })
    const leak = await actingAs(admin.claim, () => real({ key: 'a secret' })).catch((error: unknown) => error)
    expect(String(leak)).toContain('22P02')
    expect(`${String(leak)} ${JSON.stringify(leak)}`).not.toContain('a secret')
  })

  test('two changes that really deadlock both end well', async () => {
    const { organizationId, admin } = await makeOrganization()
    const met = { count: 0 }
    let open = () => {}
    const bothHere = new Promise<void>((resolve) => {
      open = resolve
    })
    const lock = (tx: Tx, key: string) =>
      tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${organizationId} ${key}`}, 0))`)
    const run = change(Probe, async ({ tx, permit, audit }, { key }) => {
      permit(allowed)
      await lock(tx, key)
      if (++met.count === 2) open()
      await bothHere
      await lock(tx, key === 'a' ? 'b' : 'a')
      await writeRow(tx, key)
      audit('probe.written', probed)
    })
    const one = (key: string) => () => actingAs(admin.claim, () => run({ key }))
    expect(await race(one('a'), one('b'))).toEqual(['ok', 'ok'])
    expect(met.count).toBe(3)
    expect(await hasRow(organizationId, 'a')).toBe(true)
    expect(await hasRow(organizationId, 'b')).toBe(true)
  })
})
