import { expect, test, vi } from 'vitest'
import { makeTenant } from '../../db/testing/tenant'
import { actingAs } from '../call'
import { changeCases, send } from '../test/change-cases'
import { idsOf } from '../test/ids'
import { until } from '../test/until'
import { holding, isWaitedFor } from './testing/holding'

vi.setConfig({ testTimeout: 60_000 })

/** By these somebody can come to be allowed less, or somebody else's last word on a user's state can be lost. */
const exclusive = [
  'deactivation/changes.deactivateUser',
  'deactivation/changes.reactivateUser',
  'delegation/changes.setRoles',
  'end-dates/changes.chooseEndDate',
  'end-dates/changes.endUser',
  'folder-permissions/changes.changePermission',
  'folder-permissions/changes.takePermission',
  'groups/changes.changeGroupsOf',
  'groups/changes.deleteGroup',
  'groups/changes.removeFromGroup',
  'partners/changes.deletePartner',
  'partners/changes.linkUser',
  'partners/changes.unlinkUser',
  'passwords/changes.changePassword',
  'policies/changes.setPolicy',
  'sessions/changes.endAllSessions',
  'sessions/changes.endOtherSessions',
  'sessions/changes.endSession',
  'sessions/changes.endSessionsOfMember',
  'sessions/changes.endSessionsOfUser',
  'workspaces/changes.deleteWorkspace',
]

test('[SWI-5] [DEL-5] what can take authority away waits for every write under way, and nothing else does', async () => {
  const tenant = await makeTenant()
  const ids = idsOf(tenant)
  const waited: string[] = []
  for (const [name, one] of Object.entries(changeCases)) {
    const write = holding('shared')
    const written = actingAs(tenant.admin.claim, () => write.run({ key: name }))
    await write.inside
    let isAnswered = false
    const answer = () => {
      isAnswered = true
    }
    const answered = send(tenant, one, one.input(ids)).then(answer, answer)
    await until(`${name} answers or waits`, async () => isAnswered || (await isWaitedFor(tenant.organizationId)))
    if (!isAnswered) waited.push(name)
    write.letGo()
    await Promise.all([written, answered])
  }
  expect(waited.toSorted()).toEqual(exclusive)
})
