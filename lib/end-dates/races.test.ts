import { expect, test } from 'vitest'
import { actingAs } from '../call'
import { deactivateUser } from '../deactivation/changes'
import { makeOrganization, makeUser, systemOf, type TestUser, unwrap } from '../test/factories'
import { asDatabaseAdmin } from '../test/look'
import { inRounds, race } from '../test/race'
import { chooseEndDate, endUser } from './changes'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const stateOf = (user: TestUser) =>
  asDatabaseAdmin(async (admin) => String((await admin`select state from users where id = ${user.userId}`)[0]?.state))

const pair = async () => {
  const organization = await makeOrganization()
  return { organization, admin: organization.admin, user: await makeUser(organization) }
}

test('[USR-2] a last day chosen while somebody is deactivated does not bring them back', async () => {
  const tally = await inRounds(40, async () => {
    const { admin, user } = await pair()
    await race(
      () => actingAs(admin.claim, () => deactivateUser({ userId: user.userId })),
      () => actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(5) })),
    )
    return stateOf(user)
  })
  expect(tally).toEqual({ deactivated: 40 })
})

test('[USR-2] a later day chosen as the last one is over leaves nobody ended', async () => {
  const tally = await inRounds(40, async () => {
    const { organization, admin, user } = await pair()
    unwrap(await actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(5) })))
    await asDatabaseAdmin((sql) => sql`update users set ends_at = now() where id = ${user.userId}`)
    await race(
      () => actingAs(admin.claim, () => chooseEndDate({ userId: user.userId, lastDay: inDays(9) })),
      () => actingAs(systemOf(organization), () => endUser({ userId: user.userId })),
    )
    return stateOf(user)
  })
  expect(tally).toEqual({ active: 40 })
})
