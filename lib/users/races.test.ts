import { expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser } from '../test/factories'
import { auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { editUser } from './changes'

vi.setConfig({ testTimeout: 180_000 })

test('[USR-1] [SEC-9] of two who name a user at once one does, and the other is shown what it is called now', async () => {
  const organization = await makeOrganization()
  const { userId } = await makeUser(organization)
  const edit = (name: string, revision: number) => () =>
    actingAs(organization.admin.claim, () => editUser({ userId, name, revision }))
  const round = async (index: number) =>
    (await race(edit(`Ada ${index}`, index + 1), edit(`Lin ${index}`, index + 1))).toSorted().join(', ')
  expect(await inRounds(40, round, 1)).toEqual({ 'changed-meanwhile, ok': 40 })
  const records = (await auditOf(organization.organizationId)).filter(({ body }) => body.includes('user.renamed'))
  expect(records).toHaveLength(40)
})
