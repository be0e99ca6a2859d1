import { expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { chooseSignInUser } from './changes'

vi.setConfig({ testTimeout: 180_000 })

test('[SWI-7] of several who choose at once each record begins where the one before it ends', async () => {
  const tally = await inRounds(40, async () => {
    const organization = await makeOrganization()
    const email = 'lin@example.org'
    const { workspaceId } = await makeWorkspace(organization)
    const [home, away] = [await makeUser(organization, { email }), await makeUser(organization, { email, workspaceId })]
    const choose = (userId: string) => () => actingAs(organization.admin.claim, () => chooseSignInUser({ userId }))
    await race(choose(home.userId))
    const ends = await race(choose(away.userId), choose(home.userId), choose(away.userId))
    const records = (await auditOf(organization.organizationId))
      .map(({ body }) => JSON.parse(body))
      .filter(({ event }) => event === 'member.sign-in-workspace-chosen')
    const isChain = records.every(({ before }, index) => before.userId === (records[index - 1]?.after.userId ?? null))
    return `${ends.join(', ')}: ${records.length} records${isChain ? ' in a chain' : ', one of what was no more'}`
  })
  expect(tally).toEqual({ 'ok, ok, ok: 4 records in a chain': 40 })
})
