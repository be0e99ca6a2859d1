import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { placeOfBytes } from '../files/bytes'
import { seenBy } from '../files/testing/tree'
import { diskStore } from '../storage/disk-store'
import type { BlobStore } from '../storage/store'
import { arriving, someBytes } from '../storage/testing/bytes'
import { type TestUser, unwrap } from '../test/factories'
import { actorOf, inOrganization } from '../test/look'
import { nightly } from '../worker/tasks'
import { dropUpload, finishUpload } from './changes'
import { findUpload } from './queries'
import { openUpload, takePiece } from './receive'
import { patience, uploadTasks } from './tasks'
import { countedStorage, makePlans } from './testing/uploading'

const world = vi.hoisted((): { store: BlobStore | null } => ({ store: null }))
vi.mock('../storage/storage', () => ({ storage: async () => world.store }))
vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'atrium-sweep-'))
world.store = diskStore(folder)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await closeDatabase()
})

const upload = { size: 10, hash: null, ifTaken: 'keep-both' } as const

/** Begins an upload and sends the first five of its ten bytes. */
async function begin(by: TestUser, folderId: string, name: string) {
  const actor = await actorOf(by)
  const { id } = unwrap(await actingAs(by.claim, () => openUpload(actor, { ...upload, folderId, name })))
  const found = await findUpload(actor, id)
  if (!found) throw new Error('The upload is not found.')
  await takePiece(found, 0, arriving(someBytes(5)))
  return { id, storeId: found.store.id }
}

const filesOf = ({ storeId }: { readonly storeId: string }) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes(storeId))

/** Makes an upload look as if its last byte came so many milliseconds ago. */
function age(one: { readonly storeId: string }, milliseconds: number) {
  const then = new Date(Date.now() - milliseconds)
  for (const path of filesOf(one)) utimesSync(join(folder, path), then, then)
}

/** Makes every upload there look a day older. */
const aDayLater = (organizationId: string) =>
  inOrganization(organizationId, (tx) =>
    tx.execute(
      sql`update uploads set started_at = started_at - interval '25 hours', ended_at = ended_at - interval '25 hours'`,
    ),
  )

const namesIn = async (organizationId: string) =>
  inOrganization(organizationId, async (tx) =>
    [...(await tx.execute<{ name: string }>(sql`select name from uploads order by name`))].map(({ name }) => name),
  )

const finish = (by: TestUser, uploadId: string) =>
  actingAs(by.claim, () => finishUpload({ uploadId, hash: 'a'.repeat(64), size: 10 }))

test('[FIL-6] each night ends what nobody went on with for a week, and forgets what is done, a day later', async () => {
  const { organizationId, manager, folderId } = await makePlans()
  const [stale, slow, done] = [
    await begin(manager, folderId, 'stale'),
    await begin(manager, folderId, 'slow'),
    await begin(manager, folderId, 'done'),
  ]
  await aDayLater(organizationId)
  const fresh = await begin(manager, folderId, 'fresh')
  unwrap(await finish(manager, done.id))
  age(stale, patience + 60_000)
  age(slow, patience - 60_000)
  await uploadTasks['uploads.sweep']()
  expect(await namesIn(organizationId)).toEqual(['done', 'fresh', 'slow', 'stale'])
  expect([filesOf(stale).length, filesOf(slow).length > 0, filesOf(fresh).length > 0]).toEqual([0, true, true])
  await uploadTasks['uploads.sweep']()
  expect(await namesIn(organizationId)).toEqual(['done', 'fresh', 'slow', 'stale'])
  await aDayLater(organizationId)
  await uploadTasks['uploads.sweep']()
  expect(await namesIn(organizationId)).toEqual(['fresh', 'slow'])
  expect(await seenBy(manager, folderId)).toEqual(['done'])
  const { kept, really } = await countedStorage(organizationId)
  expect(kept).toBe(really)
  // The queue takes its times when the worker starts.
  expect(nightly.map(({ task }) => task)).toContain('uploads.sweep')
})

test('[FIL-6] a night in the moment between the last byte and the file does not end an upload begun days ago', async () => {
  const { organizationId, manager, folderId } = await makePlans()
  const one = await begin(manager, folderId, 'wing.step')
  await aDayLater(organizationId)
  // Its bytes have their own name by now, and nothing stands under the upload's any more.
  await world.store?.dropUpload({ ...placeOfBytes(organizationId), id: one.storeId })
  await uploadTasks['uploads.sweep']()
  unwrap(await finish(manager, one.id))
  expect(await seenBy(manager, folderId)).toEqual(['wing.step'])
})

test('[FIL-6] what had come of an upload that was dropped goes from where bytes are kept', async () => {
  const { organizationId, manager, folderId } = await makePlans()
  const one = await begin(manager, folderId, 'wing.step')
  unwrap(await actingAs(manager.claim, () => dropUpload({ uploadId: one.id })))
  expect(filesOf(one).length).toBeGreaterThan(0)
  await uploadTasks['upload.drop-bytes']({ organizationId, storeId: one.storeId })
  expect(filesOf(one)).toEqual([])
})
