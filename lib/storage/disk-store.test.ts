import { mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { all, hashOf, keep, readAll, someBytes } from './testing/bytes'
import { aPlace, diskKind, type Ground, type Kind } from './testing/stores'

let kind: Kind
let ground: Ground
let folder: string
beforeAll(() => {
  kind = diskKind()
  ground = kind.open()
  if ('disk' in ground.how) folder = ground.how.disk
})
afterAll(() => kind.stop())

it('a blob that a killed removal had set aside comes back', async () => {
  const place = aPlace()
  const { hash } = await keep(ground.store, place, someBytes(100))
  const [path = ''] = ground.files()
  const aside = join(folder, 'uploads', place.organizationId, place.region, crypto.randomUUID(), hash)
  mkdirSync(dirname(aside), { recursive: true })
  renameSync(join(folder, path), aside)
  expect(await ground.store.stat({ ...place, hash })).toBeNull()
  ground.age(48)
  await all(ground.store.sweepUploads(new Date(Date.now() - 3_600_000)))
  expect(hashOf(await readAll(ground.store.read({ ...place, hash })))).toBe(hash)
  expect(ground.files()).toEqual([path])
})

it('nobody else on this machine may read what is kept', async () => {
  await keep(ground.store, aPlace(), someBytes(100))
  for (const path of ground.files()) {
    expect(statSync(join(folder, path)).mode & 0o077).toBe(0)
    expect(statSync(join(folder, dirname(path))).mode & 0o077).toBe(0)
  }
})

it('what is no blob among the blobs is neither listed nor touched', async () => {
  const place = aPlace()
  const { hash } = await keep(ground.store, place, someBytes(100))
  const blobs = join(folder, 'blobs')
  for (const path of [
    'lost+found',
    `${place.organizationId}/lost+found`,
    `${place.organizationId}/${place.region}/aa/x`,
  ])
    mkdirSync(join(blobs, path), { recursive: true })
  expect((await all(ground.store.list(place))).map((blob) => blob.hash)).toEqual([hash])
  const places = await all(ground.store.places())
  expect(places.filter(({ organizationId }) => organizationId === place.organizationId)).toEqual([place])
})
