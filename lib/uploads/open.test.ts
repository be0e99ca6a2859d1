import { afterAll, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { mostOpen } from '../rules/uploads'
import { makeUser, unwrap } from '../test/factories'
import { asDatabaseAdmin, fingerprint } from '../test/look'
import { inRounds, race } from '../test/race'
import { dropUpload, finishUpload } from './changes'
import { begin, makePlans, openMany } from './testing/uploading'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 60_000 })

test('[FIL-6] a user has so many uploads open and no more, until one of them ends, well or not', async () => {
  const { organization, organizationId, workspaceId, manager, folderId } = await makePlans()
  await openMany(manager, folderId, mostOpen - 2)
  const [done, dropped] = [unwrap(await begin(manager, folderId)).id, unwrap(await begin(manager, folderId)).id]
  const before = await fingerprint(organizationId)
  expect(await begin(manager, folderId)).toMatchObject({ code: 'many-uploads' })
  expect({ ...(await fingerprint(organizationId)), activity: '' }).toEqual({ ...before, activity: '' })
  unwrap(await begin(await makeUser(organization, { workspaceId, isWorkspaceAdmin: true }), folderId))

  unwrap(await actingAs(manager.claim, () => finishUpload({ uploadId: done, hash: 'a'.repeat(64), size: 3 })))
  unwrap(await begin(manager, folderId, { name: 'spar.step' }))
  expect(await begin(manager, folderId, { name: 'rib.step' })).toMatchObject({ code: 'many-uploads' })
  unwrap(await actingAs(manager.claim, () => dropUpload({ uploadId: dropped })))
  unwrap(await begin(manager, folderId, { name: 'rib.step' }))
})

test('[FIL-6] of many that begin at once none comes over the limit', async () => {
  const { organizationId, manager, folderId } = await makePlans()
  await openMany(manager, folderId, mostOpen - 2)
  const tally = await inRounds(
    25,
    async () => {
      const starts = Array.from({ length: 5 }, (_, index) => () => begin(manager, folderId, { name: `new ${index}` }))
      const ends = (await race(...starts)).toSorted().join(' ')
      await asDatabaseAdmin(
        (admin) => admin`delete from uploads where organization_id = ${organizationId} and name like 'new %'`,
      )
      return ends
    },
    1,
  )
  expect(tally).toEqual({ 'many-uploads many-uploads many-uploads ok ok': 25 })
})
