import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { s3Blobs } from './s3-blobs'
import { type S3Objects, s3Objects } from './s3-objects'
import { all, arriving, codeOf, hashOf, keep, readAll, someBytes } from './testing/bytes'
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
  if (!('s3' in ground.how)) throw new Error('This is S3.')
  const { bucket: Bucket, prefix, ...client } = ground.how.s3
  const raw = new S3Client({ ...client, forcePathStyle: true })
  const joins = async () => (await raw.send(new ListMultipartUploadsCommand({ Bucket, Prefix: prefix }))).Uploads ?? []
  const { name, key } = await old()
  await ground.store.put(name, arriving(bytes))
  await raw.send(new CreateMultipartUploadCommand({ Bucket, Key: prefix + key }))
  expect(await joins()).toHaveLength(1)
  expect(ground.files().filter((path) => path.startsWith('marks/'))).not.toEqual([])
  await all(ground.store.sweepUploads(new Date(Date.now() - 3_600_000)))
  expect(await joins()).toHaveLength(1)
  await all(ground.store.sweepUploads(new Date(Date.now() + 1_000)))
  expect(await joins()).toEqual([])
  expect(ground.files().filter((path) => !path.startsWith('blobs/'))).toEqual([])
  expect((await readAll(ground.store.read(name))).equals(bytes)).toBe(true)
})

it('a join that fails is ended at once', async () => {
  if (!('s3' in ground.how)) throw new Error('This is S3.')
  const { key } = await old()
  expect(await codeOf(objects.join(['uploads/none'], key))).toBe('unavailable')
  const { bucket: Bucket, prefix: Prefix, ...client } = ground.how.s3
  const left = await new S3Client({ ...client, forcePathStyle: true }).send(
    new ListMultipartUploadsCommand({ Bucket, Prefix }),
  )
  expect(left.Uploads ?? []).toEqual([])
})
