import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization } from '../test/factories'
import { until } from '../test/until'
import { holding, isWaitedFor } from './testing/holding'

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
