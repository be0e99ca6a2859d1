import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { change } from '../change'
import { allowed } from '../rules/verdict'
import { makeOrganization } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { until } from '../test/until'
import { Probe, probed, writeRow } from './testing/probe'

/** Something to wait for, opened by hand. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), passed }
}

/** A change that says when it is inside and stays there until it is let go. */
function holding(lock: 'shared' | 'exclusive', events: string[]) {
  const inside = gate()
  const letGo = gate()
  const run = change(
    Probe,
    async ({ tx, permit, audit }, { key }) => {
      permit(allowed)
      events.push(`${key} in`)
      inside.open()
      await letGo.passed
      await writeRow(tx, key)
      audit('probe.written', probed)
      events.push(`${key} out`)
    },
    { lock },
  )
  return { run, inside: inside.passed, letGo: letGo.open }
}

/** Whether somebody waits for the organization's lock. */
const isWaitedFor = (organizationId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`
      select from pg_locks, hashtextextended(${organizationId}, 0) as key
      where locktype = 'advisory' and not granted and objsubid = 1
        and ((classid::bigint << 32) | objid::bigint) = key`
    return rows.length > 0
  })

const pairs = [
  ['shared', 'exclusive'],
  ['exclusive', 'shared'],
  ['exclusive', 'exclusive'],
] as const

describe('authority at the time of the write: the organization’s lock', () => {
  test.each(pairs)('while one holds it %s, another that wants it %s waits', async (first, second) => {
    const { organizationId, admin } = await makeOrganization()
    const events: string[] = []
    const [one, other] = [holding(first, events), holding(second, events)]
    const ends = [actingAs(admin.claim, () => one.run({ key: 'one' }))]
    await one.inside
    ends.push(actingAs(admin.claim, () => other.run({ key: 'other' })))
    other.letGo()
    await until('the other waits', () => isWaitedFor(organizationId))
    expect(events).toEqual(['one in'])
    one.letGo()
    expect(await Promise.all(ends)).toMatchObject([{ ok: true }, { ok: true }])
    expect(events).toEqual(['one in', 'one out', 'other in', 'other out'])
  })

  test('two that share it run side by side', async () => {
    const { admin } = await makeOrganization()
    const events: string[] = []
    const [one, other] = [holding('shared', events), holding('shared', events)]
    const ends = [one, other].map(({ run }, index) => actingAs(admin.claim, () => run({ key: `${index}` })))
    await Promise.all([one.inside, other.inside])
    one.letGo()
    other.letGo()
    expect(await Promise.all(ends)).toMatchObject([{ ok: true }, { ok: true }])
  })

  test('an organization waits for no other', async () => {
    const [one, other] = [await makeOrganization(), await makeOrganization()]
    const events: string[] = []
    const [held, free] = [holding('exclusive', events), holding('exclusive', events)]
    const end = actingAs(one.admin.claim, () => held.run({ key: 'held' }))
    await held.inside
    free.letGo()
    expect(await actingAs(other.admin.claim, () => free.run({ key: 'free' }))).toMatchObject({ ok: true })
    held.letGo()
    await end
  })
})
