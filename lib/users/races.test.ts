import { expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeUser, unwrap } from '../test/factories'
import { auditOf } from '../test/look'
import { inRounds, race } from '../test/race'
import { editUser } from './changes'

vi.setConfig({ testTimeout: 180_000 })

test('[USR-1] [SEC-9] of two who name a user at once one does, and the other is shown what it is called now', async () => {
  const organization = await makeOrganization()
  const tally = await inRounds(40, async () => {
    const user = await makeUser(organization)
    const { claim } = organization.admin
    const edit = (name: string, revision: number) => () =>
      actingAs(claim, () => editUser({ userId: user.userId, name, revision }))
    unwrap(await edit('First', 1)())
    return (await race(edit('Ada', 2), edit('Lin', 2))).toSorted().join(', ')
  })
  expect(tally).toEqual({ 'changed-meanwhile, ok': 40 })
  const records = (await auditOf(organization.organizationId)).filter(({ body }) => body.includes('user.renamed'))
  expect(records).toHaveLength(80)
})
