import { afterAll, expect, test } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { storage } from '../storage/storage'
import { arriving, hashOf, readAll } from '../storage/testing/bytes'
import { makeFile, replaceFile } from '../test/factories'
import { actorOf, fingerprint } from '../test/look'
import { placeOfBytes } from './bytes'
import { findNode } from './queries'
import { storeFile } from './store-file'
import { makePath, makeTree } from './testing/tree'

afterAll(closeDatabase)

const bytesOf = (organizationId: string, text: string) =>
  storage().then((store) => store.read({ ...placeOfBytes(organizationId), hash: hashOf(Buffer.from(text)) }))

test('[FIL-6] a file names bytes that stand, and what was there before stands still', async () => {
  const { organizationId, manager, rootId } = await makeTree()
  const id = await makeFile(manager, rootId, 'wing.step', 'one')
  expect(await replaceFile(manager, rootId, 'wing.step', 'two and more')).toBe(id)
  expect(await findNode(await actorOf(manager), id)).toMatchObject({ size: 12, version: 2 })
  for (const text of ['one', 'two and more'])
    expect((await readAll(bytesOf(organizationId, text))).toString()).toBe(text)
})

test('[FIL-6] bytes that break off make no file', async () => {
  const { organizationId, manager, rootId } = await makeTree()
  async function* breaking() {
    yield Buffer.from('half')
    throw new Error('gone')
  }
  const before = await fingerprint(organizationId)
  const storing = () => storeFile(organizationId, { folderId: rootId, name: 'half.txt', bytes: breaking() })
  await expect(actingAs(manager.claim, storing)).rejects.toThrow('broke off')
  expect(await fingerprint(organizationId)).toEqual(before)
})

test('[SEC-4] for whom the folder does not exist makes no file in it', async () => {
  const { organizationId, manager, user, rootId } = await makeTree()
  const [folderId = ''] = await makePath(manager, rootId, 'Plans')
  const file = () => storeFile(organizationId, { folderId, name: 'a.txt', bytes: arriving(Buffer.from('a')) })
  expect(await actingAs(user.claim, file)).toMatchObject({ ok: false, code: 'not-found' })
})
