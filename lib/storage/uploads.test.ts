import { beforeAll, expect, it } from 'vitest'
import { until } from '../test/until'
import { all, arriving, breakingOff, codeOf, hashOf, readAll, someBytes } from './testing/bytes'
import { onEachStore } from './testing/on-each-store'
import { aPlace, type Ground, openStore } from './testing/stores'

const MiB = 1024 * 1024
const anHourAgo = () => new Date(Date.now() - 3_600_000)

onEachStore((open) => {
  let ground: Ground
  beforeAll(() => {
    ground = open()
  })

  it.each([0, 10, 8 * MiB, 17 * MiB])('[FIL-6] an upload in one go becomes a blob: %i bytes', async (size) => {
    const { store } = ground
    const place = aPlace()
    const bytes = someBytes(size)
    const upload = await store.openUpload(place)
    expect(await store.uploadOffset(upload)).toBe(0)
    const appended = await store.append(upload, 0, arriving(bytes), size)
    expect(appended).toMatchObject({ offset: size, whole: { hash: hashOf(bytes) } })
    expect(await store.uploadOffset(upload)).toBe(size)
    expect(await all(store.list(place))).toEqual([])
    expect(await store.finish(upload, { size, hash: hashOf(bytes) }, appended)).toEqual({ size, hash: hashOf(bytes) })
    expect((await readAll(store.read({ ...place, hash: hashOf(bytes) }))).equals(bytes)).toBe(true)
    expect(await store.uploadOffset(upload)).toBeNull()
    expect(await codeOf(store.finish(upload))).toBe('upload-gone')
    expect(await codeOf(store.append(upload, size, arriving(bytes)))).toBe('upload-gone')
  })

  it('[FIL-6] an upload that broke off goes on where it stands, in another process too', async () => {
    const place = aPlace()
    const bytes = someBytes(21 * MiB + 11)
    const upload = await ground.store.openUpload(place)
    let offset = 0
    for (const end of [1, 1, 9 * MiB, 9 * MiB + 5, 20 * MiB]) {
      const store = openStore(ground.how)
      expect(await codeOf(store.append(upload, offset, breakingOff(bytes.subarray(offset, end))))).toBe('broken-off')
      offset = (await openStore(ground.how).uploadOffset(upload)) ?? -1
      expect(offset).toBe(end)
    }
    const last = await openStore(ground.how).append(upload, offset, arriving(bytes.subarray(offset)))
    expect(last).toEqual({ offset: bytes.length })
    const blob = await openStore(ground.how).finish(upload, { size: bytes.length, hash: hashOf(bytes) }, last)
    expect(blob).toEqual({ size: bytes.length, hash: hashOf(bytes) })
    expect((await readAll(ground.store.read({ ...place, hash: blob.hash }))).equals(bytes)).toBe(true)
    expect(ground.files().filter((path) => path.startsWith('uploads/'))).toEqual([])
  })

  it('a piece that begins elsewhere than the upload stands is refused, and changes nothing', async () => {
    const { store } = ground
    const upload = await store.openUpload(aPlace())
    await store.append(upload, 0, arriving(someBytes(10)))
    for (const offset of [0, 9, 11])
      expect(await codeOf(store.append(upload, offset, arriving(someBytes(5))))).toBe('offset-differs')
    expect(await store.uploadOffset(upload)).toBe(10)
    expect(await codeOf(store.append(upload, 10, arriving(someBytes(5)), 4))).toBe('length-differs')
  })

  it('an upload that is not what was declared makes no blob, and stays to be dropped', async () => {
    const { store } = ground
    const place = aPlace()
    const upload = await store.openUpload(place)
    const appended = await store.append(upload, 0, arriving(someBytes(10)))
    const wrong = hashOf(someBytes(11))
    for (const told of [appended, undefined]) {
      expect(await codeOf(store.finish(upload, { size: 11 }, told))).toBe('length-differs')
      expect(await codeOf(store.finish(upload, { hash: wrong }, told))).toBe('hash-differs')
    }
    expect(await all(store.list(place))).toEqual([])
    expect(await store.uploadOffset(upload)).toBe(10)
    await store.dropUpload(upload)
    await store.dropUpload(upload)
    expect(await store.uploadOffset(upload)).toBeNull()
  })

  it('an upload of which a piece is gone makes no blob, whoever says that it stands', async () => {
    const { store } = ground
    const place = aPlace()
    const upload = await store.openUpload(place)
    await store.append(upload, 0, arriving(someBytes(9 * MiB)))
    const appended = await store.append(upload, 9 * MiB, arriving(someBytes(9 * MiB)))
    const pieces = ground.files().filter((path) => path.includes(upload.id) && !path.includes('open'))
    ground.remove(pieces.sort().at(-1) ?? '')
    expect(await codeOf(store.finish(upload, {}, appended))).toBe('upload-gone')
    expect(await all(store.list(place))).toEqual([])
  })

  it('what a writer said of its own time does not count once another has written', async () => {
    const { store } = ground
    const place = aPlace()
    const upload = await store.openUpload(place)
    const first = await store.append(upload, 0, arriving(someBytes(10)))
    await store.append(upload, 10, arriving(someBytes(10, 2)))
    const both = Buffer.concat([someBytes(10), someBytes(10, 2)])
    expect(await store.finish(upload, {}, first)).toEqual({ size: 20, hash: hashOf(both) })
  })

  it('a writer that was given up and still writes changes nothing of what a later one wrote', async () => {
    const { store } = ground
    const upload = await store.openUpload(aPlace())
    const [early, late] = [someBytes(9 * MiB, 3), someBytes(9 * MiB, 4)]
    let wakeUp = () => {}
    const awake = new Promise<void>((resolve) => {
      wakeUp = resolve
    })
    async function* sleeping() {
      yield* arriving(early.subarray(0, 8 * MiB))
      await awake
      yield* arriving(early.subarray(8 * MiB))
    }
    const sleeper = store.append(upload, 0, sleeping())
    await until('the first 8 MiB stand', async () => (await store.uploadOffset(upload)) === 8 * MiB)
    const offset = (await store.uploadOffset(upload)) ?? -1
    const piece = await store.append(upload, offset, arriving(late.subarray(offset)))
    wakeUp()
    await sleeper
    expect(await store.uploadOffset(upload)).toBe(piece.offset)
    const expected = Buffer.concat([early.subarray(0, offset), late.subarray(offset)])
    expect(await store.finish(upload)).toEqual({ size: 9 * MiB, hash: hashOf(expected) })
  })

  it('two that append at the same offset at once leave what one of them wrote', async () => {
    const { store } = ground
    for (let round = 0; round < 10; round++) {
      const upload = await store.openUpload(aPlace())
      const texts = [someBytes(70_000, 5), someBytes(70_000, 6)]
      // The later one is refused when it finds that something stands already.
      const codes = await Promise.all(texts.map((bytes) => codeOf(store.append(upload, 0, arriving(bytes)))))
      expect(codes).toContain('none')
      expect(['none', 'offset-differs']).toEqual(expect.arrayContaining(codes))
      const { hash } = await store.finish(upload)
      expect(texts.map(hashOf)).toContain(hash)
    }
  })

  it('uploads that nobody goes on with are swept, and others stay', async () => {
    const { store } = ground
    const [stale, empty, fresh] = [await store.openUpload(aPlace()), await store.openUpload(aPlace()), aPlace()]
    await store.append(stale, 0, arriving(someBytes(9 * MiB)))
    ground.age(48)
    const open = await store.openUpload(fresh)
    await store.append(open, 0, arriving(someBytes(10)))
    const swept = (await all(store.sweepUploads(anHourAgo()))).map(({ id }) => id)
    expect(swept).toEqual(expect.arrayContaining([stale.id, empty.id]))
    expect(await store.uploadOffset(open)).toBe(10)
    expect(ground.files().filter((path) => path.includes(stale.id) || path.includes(empty.id))).toEqual([])
  })
})
