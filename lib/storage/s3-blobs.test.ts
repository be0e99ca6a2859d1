import { afterAll, beforeAll, expect, it } from 'vitest'
import { s3Blobs } from './s3-blobs'
import { type S3Objects, s3Objects } from './s3-objects'
import { arriving, hashOf, keep, readAll, someBytes } from './testing/bytes'
import { aPlace, type Ground, type Kind, s3Kind } from './testing/stores'

let kind: Kind
let ground: Ground
let objects: S3Objects
beforeAll(async () => {
  kind = await s3Kind()
  ground = kind.open()
  if (!('s3' in ground.how)) throw new Error('This is S3.')
  objects = s3Objects(ground.how.s3)
})
afterAll(() => kind.stop())

const bytes = someBytes(1_000)
const old = async () => {
  const name = { ...aPlace(), hash: hashOf(bytes) }
  await keep(ground.store, name, bytes)
  ground.age(48)
  const mark = `marks/${name.organizationId}/${name.region}/${name.hash}/going-1`
  return { name, mark, key: s3Blobs(objects).keyOf(name) } as const
}

it('a put that meets a removal half-way waits for its end, and keeps the bytes then', async () => {
  const { name, mark, key } = await old()
  await objects.put(mark, new Uint8Array())
  let isKept = false
  const put = ground.store.put(name, arriving(bytes)).then(() => {
    isKept = true
  })
  // Everything a put asks fits into this many answers many times over.
  for (let asked = 0; asked < 50; asked++) await ground.store.stat(name)
  expect(isKept).toBe(false)
  await objects.remove(key)
  await objects.remove(mark)
  await put
  expect((await readAll(ground.store.read(name))).equals(bytes)).toBe(true)
})

it('a removal that died half-way holds nobody up', async () => {
  const { name, mark } = await old()
  await objects.put(mark, new Uint8Array())
  ground.age(1)
  await ground.store.put(name, arriving(bytes))
  expect(await ground.store.removeOlder(name, new Date(Date.now() - 2 * 3_600_000))).toBe(false)
})

it('joins that nobody completed, and marks that nobody looks for, are swept', async () => {
  const { name } = await old()
  await ground.store.put(name, arriving(bytes))
  expect(ground.files().filter((path) => path.startsWith('marks/'))).toHaveLength(1)
  const unjoined = objects.join(['uploads/none'], `blobs/${name.organizationId}/${name.region}/${hashOf(someBytes(1))}`)
  await expect(unjoined).rejects.toMatchObject({ code: 'unavailable' })
  ground.age(48)
  for await (const _ of ground.store.sweepUploads(new Date(Date.now() - 3_600_000))) {
    // Only what is left matters.
  }
  expect(ground.files().filter((path) => !path.startsWith('blobs/'))).toEqual([])
})
