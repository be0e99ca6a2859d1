import { expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, makeWorkspace } from '../test/factories'
import { auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { chooseSignInUser } from './changes'

vi.setConfig({ testTimeout: 180_000 })

test('[SWI-7] of several who choose at once each record begins where the one before it ends', async () => {
  const organization = await makeOrganization()
  const email = 'lin@example.org'
  const { workspaceId } = await makeWorkspace(organization)
  const [home, away] = [await makeUser(organization, { email }), await makeUser(organization, { email, workspaceId })]
  const choose =
    ({ userId }: { userId: string }) =>
    () =>
      actingAs(organization.admin.claim, () => chooseSignInUser({ userId }))
  const tally = await inRounds(40, async () => (await race(choose(away), choose(home), choose(away))).join(', '), 1)
  expect(tally).toEqual({ 'ok, ok, ok': 40 })
  const records = (await auditOf(organization.organizationId))
    .map(({ body }) => JSON.parse(body))
    .filter(({ event }) => event === 'member.sign-in-workspace-chosen')
  expect(records.map(({ before }) => before.userId)).toEqual([
    null,
    ...records.slice(0, -1).map(({ after }) => after.userId),
  ])
  expect(records).toHaveLength(120)
})
