import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { give } from '../files/testing/tree'
import type { Result } from '../result'
import { makeHugeFile, makePartner, makeUser, replaceFile, type TestUser } from '../test/factories'
import { begin, GiB, limit } from '../uploads/testing/uploading'
import { restoreVersion } from '../versions/changes'
import { makePlace, type Place } from './testing/place'

afterAll(closeDatabase)

let place: Place
let pia: TestUser
beforeAll(async () => {
  place = await makePlace()
  const { manager, workspaceId, organizationId, inside } = place
  pia = await makeUser(place.organization, { workspaceId })
  await makePartner(manager, place.company, [pia], { level: 'full' })
  await give(manager, inside, place.user, 'full')
  await replaceFile(manager, inside, 'wing.step', 'another wing')
  await makeHugeFile({ organizationId, folderId: place.beside, name: 'large.bin', size: GiB })
  await limit(manager, { workspaceId, key: 'workspace-storage', value: 1 })
})

const acts: Readonly<Record<string, (by: TestUser) => Promise<Result<unknown>>>> = {
  'who begins an upload': (by) => begin(by, place.inside, { name: 'spar.step', size: 5 }),
  'who restores a version': (by) =>
    actingAs(by.claim, () => restoreVersion({ fileId: place.fileId, version: 1, revision: 2 })),
}

describe('[FIL-10] [PAR-1] how much the workspace holds a refusal tells its own users, and no partner’s', () => {
  test.each(Object.keys(acts))('%s', async (who) => {
    const said = async (by: TestUser) => {
      const answer = await acts[who]?.(by)
      return answer?.ok ? 'ok' : answer?.reason
    }
    expect(await said(place.user)).toMatch(/^There is no room in this workspace: 0\sB of 1\sGiB are left, and/)
    expect(await said(pia)).toMatch(/^There is no room for \d+\sB here\. Delete/)
  })
})
