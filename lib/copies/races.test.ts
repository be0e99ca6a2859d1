import { afterAll, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { addFile } from '../files/changes'
import { makePath, makeTree, type Tree } from '../files/testing/tree'
import { retryOperation } from '../operations/changes'
import type { Result } from '../result'
import { unwrap } from '../test/factories'
import { inRounds, outcomeOf } from '../test/race'
import { limit } from '../uploads/testing/uploading'
import { restoreVersion } from '../versions/changes'
import { failOperation } from '../worker/changes'
import { beginCopy, copyTo, idIn, makeMany, takeSteps } from './testing/copying'

/** Deadlocks are tried again, so that only their number tells of them. */
const deadlocks = vi.hoisted(() => ({ seen: 0 }))
vi.mock('../database/errors', async (original) => {
  const errors = await original<typeof import('../database/errors')>()
  return {
    ...errors,
    isWorthARetry(error: unknown) {
      if (errors.databaseCode(error) === '40P01') deadlocks.seen += 1
      return errors.isWorthARetry(error)
    },
  }
})

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 180_000 })

const word = () => crypto.randomUUID()
const upload = ({ manager }: Tree, folderId: string, name: string, ifTaken: 'refuse' | 'replace' = 'refuse') =>
  actingAs(manager.claim, () => addFile({ folderId, name, hash: 'a'.repeat(64), size: 1, ifTaken }))

/** What became of these, and whether they waited for each other in a circle. */
async function ends(...runs: readonly (() => Promise<Result<unknown>>)[]) {
  deadlocks.seen = 0
  const how = await Promise.all(runs.map(outcomeOf))
  return `${how.join(' ')}, ${deadlocks.seen} deadlocks`
}

test('[CPM-8] a copy that goes on after it failed, and others who put files there, do not wait in a circle', async () => {
  const tally = await inRounds(
    12,
    async () => {
      const tree = await makeTree()
      const { manager, rootId } = tree
      const [large = ''] = await makePath(manager, rootId, 'Large')
      const [few = ''] = await makePath(manager, rootId, 'Few')
      const [archive = ''] = await makePath(manager, rootId, 'Archive')
      await makeMany(manager, large, 1_100)
      await makeMany(manager, few, 900)
      const operationId = await beginCopy(manager, archive, [large])
      const { fence } = await takeSteps(manager, operationId, 2)
      const fail = () => failOperation({ operationId, fence, reason: 'It failed.' })
      unwrap(await actingAs({ kind: 'system', organizationId: manager.organizationId }, fail))
      unwrap(await actingAs(manager.claim, () => retryOperation({ operationId })))
      const step = await takeSteps(manager, operationId, 0)
      const uploads = [1, 2, 3].map(() => async () => {
        const [folder = ''] = await makePath(manager, rootId, word())
        return upload(tree, folder, `${word()} ${'x'.repeat(Math.ceil(Math.random() * 100))}`)
      })
      return ends(() => copyTo(manager, archive, [few]), step, ...uploads)
    },
    1,
  )
  expect(tally).toEqual({ 'ok ok ok ok ok, 0 deadlocks': 12 })
})

test('[CPM-8] nor do a copy that replaces what is there, and who replaces it by an upload', async () => {
  const tally = await inRounds(
    12,
    async () => {
      const tree = await makeTree()
      const { manager, rootId } = tree
      const [few = ''] = await makePath(manager, rootId, 'Few')
      const [archive = '', there = ''] = await makePath(manager, rootId, 'Archive', 'Few')
      await makeMany(manager, few, 300)
      await makeMany(manager, there, 300)
      // One after the other, so that they go on while the copy does.
      const uploads = [9, 8, 7].map((ten) => async () => {
        for (let one = 9; one > 0; one--) unwrap(await upload(tree, there, `file ${ten}${one}`, 'replace'))
        return upload(tree, there, `file ${ten}0`, 'replace')
      })
      return ends(() => copyTo(manager, archive, [few], 'replace'), ...uploads)
    },
    1,
  )
  expect(tally).toEqual({ 'ok ok ok ok, 0 deadlocks': 12 })
})

test('[FIL-10] nor do a copy that replaces what is there under a limit, and who restores a version of it', async () => {
  const tally = await inRounds(
    12,
    async () => {
      const tree = await makeTree()
      const { organizationId, workspaceId, manager, rootId } = tree
      await limit(manager, { key: 'workspace-storage', value: 1, workspaceId })
      const [few = ''] = await makePath(manager, rootId, 'Few')
      const [archive = '', there = ''] = await makePath(manager, rootId, 'Archive', 'Few')
      for (const folder of [few, there]) await makeMany(manager, folder, 300)
      const names = ['file 50', 'file 200', 'file 299']
      for (const name of names) unwrap(await upload(tree, there, name, 'replace'))
      const fileIds = await Promise.all(names.map((name) => idIn(organizationId, there, name)))
      const restores = fileIds.map(
        (fileId) => () => actingAs(manager.claim, () => restoreVersion({ fileId, version: 1, revision: 2 })),
      )
      const how = await ends(() => copyTo(manager, archive, [few], 'replace'), ...restores)
      // Whoever comes after the copy is told that it was changed.
      return how.replaceAll('changed-meanwhile', 'ok')
    },
    1,
  )
  expect(tally).toEqual({ 'ok ok ok ok, 0 deadlocks': 12 })
})
