import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { bodyOf } from './bytes'
import { all, arriving, breakingOff, codeOf, hashOf, keep, readAll, someBytes } from './testing/bytes'
import { onEachStore } from './testing/on-each-store'
import { aPlace, type Ground } from './testing/stores'

const MiB = 1024 * 1024
const quiet = () => {}

onEachStore((open) => {
  let ground: Ground
  beforeAll(() => {
    ground = open()
  })

  it.each([0, 1, MiB - 1, MiB, MiB + 1, 8 * MiB, 8 * MiB + 1, 20 * MiB + 3])(
    'bytes come back as they were put: %i of them',
    async (size) => {
      const place = aPlace()
      const bytes = someBytes(size, size)
      const blob = await keep(ground.store, place, bytes)
      expect(blob).toEqual({ hash: hashOf(bytes), size })
      const name = { ...place, hash: blob.hash }
      const reading = await ground.store.read(name)
      expect(reading.size).toBe(size)
      expect((await readAll(reading)).equals(bytes)).toBe(true)
      expect(await ground.store.stat(name)).toMatchObject({ ...blob, storedAt: expect.any(Date) })
      expect(ground.files().filter((path) => path.startsWith('uploads/'))).toEqual([])
    },
  )

  it('a blob is put twice and stands once', async () => {
    const place = aPlace()
    const bytes = someBytes(9 * MiB)
    expect(await keep(ground.store, place, bytes)).toEqual(await keep(ground.store, place, bytes))
    expect(await all(ground.store.list(place))).toHaveLength(1)
  })

  it('[SEC-1] the same bytes of two organizations, or in two regions, are two blobs', async () => {
    const here = aPlace()
    const [there, elsewhere] = [aPlace(), { ...here, region: 'us-west' }]
    const { hash } = await keep(ground.store, here, someBytes(100))
    for (const place of [there, elsewhere]) {
      expect(await ground.store.stat({ ...place, hash })).toBeNull()
      expect(await codeOf(ground.store.read({ ...place, hash }))).toBe('missing')
      await keep(ground.store, place, someBytes(100))
    }
    ground.age(48)
    expect(await ground.store.removeOlder({ ...here, hash }, new Date(Date.now() - 2 * 3_600_000))).toBe(true)
    for (const place of [there, elsewhere]) expect(await ground.store.stat({ ...place, hash })).not.toBeNull()
    expect(await all(ground.store.places())).toEqual(expect.arrayContaining([there, elsewhere]))
  })

  it.each([1, 50, 99])('[FIL-6] an upload broken off at %i % leaves nothing', async (percent) => {
    const before = ground.files()
    for (const size of [100_000, 24 * MiB]) {
      const place = aPlace()
      const bytes = someBytes(size)
      const part = bytes.subarray(0, (size * percent) / 100)
      expect(await codeOf(ground.store.put(place, breakingOff(part)))).toBe('broken-off')
      expect(await codeOf(ground.store.put(place, arriving(part), { size }))).toBe('length-differs')
      expect(await all(ground.store.list(place))).toEqual([])
    }
    expect(ground.files()).toEqual(before)
  })

  it('[FIL-6] what is declared is compared, and a false one leaves nothing', async () => {
    const before = ground.files()
    for (const size of [0, 1_000, 9 * MiB]) {
      const place = aPlace()
      const bytes = someBytes(size)
      expect(await codeOf(ground.store.put(place, arriving(bytes), { size: size + 1 }))).toBe('length-differs')
      if (size > 0)
        expect(await codeOf(ground.store.put(place, arriving(bytes), { size: size - 1 }))).toBe('length-differs')
      expect(await codeOf(ground.store.put(place, arriving(bytes), { size, hash: hashOf(someBytes(5)) }))).toBe(
        'hash-differs',
      )
      expect(await all(ground.store.list(place))).toEqual([])
    }
    expect(ground.files()).toEqual(before)
    const right = { size: 9 * MiB, hash: hashOf(someBytes(9 * MiB)) }
    expect(await ground.store.put(aPlace(), arriving(someBytes(9 * MiB)), right)).toEqual(right)
  })

  it('no more is taken from a sender than was declared, and the sender is told to stop', async () => {
    let taken = 0
    let isStopped = false
    const endless = async function* () {
      try {
        for (;;) {
          taken += 1_000
          yield new Uint8Array(1_000)
        }
      } finally {
        isStopped = true
      }
    }
    expect(await codeOf(ground.store.put(aPlace(), endless(), { size: 5_000 }))).toBe('length-differs')
    expect(taken).toBe(6_000)
    expect(isStopped).toBe(true)
  })

  it('[FIL-7] any part of a blob can be read', async () => {
    const place = aPlace()
    const bytes = someBytes(3 * MiB + 5)
    const { hash } = await keep(ground.store, place, bytes)
    const name = { ...place, hash }
    const edges = fc.constantFrom(0, 1, MiB - 1, MiB, MiB + 1, bytes.length - 1, bytes.length)
    const place2 = fc.oneof(edges, fc.integer({ min: 0, max: bytes.length }))
    await fc.assert(
      fc.asyncProperty(place2, place2, async (a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)]
        if (start === end)
          return void expect(await codeOf(ground.store.read(name, { start, end }))).toBe('no-such-range')
        const reading = await ground.store.read(name, { start, end })
        expect(reading.size).toBe(bytes.length)
        expect((await readAll(reading)).equals(bytes.subarray(start, end))).toBe(true)
      }),
      { numRuns: 40, examples: [[0, 1]] },
    )
    const { length } = bytes
    for (const range of [
      { start: -1, end: 1 },
      { start: 0, end: length + 1 },
      { start: length, end: length + 1 },
    ])
      expect(await codeOf(ground.store.read(name, range))).toBe('no-such-range')
  })

  it.each([
    ['first', 0],
    ['last', 2 * MiB + 6],
  ] as const)('a blob damaged at its %s byte is never given to its end', async (_, at) => {
    const place = aPlace()
    const { hash, size } = await keep(ground.store, place, someBytes(2 * MiB + 7, at))
    ground.flip({ ...place, hash }, at)
    const reading = await ground.store.read({ ...place, hash })
    let given = 0
    const reads = async () => {
      for await (const chunk of reading.bytes) given += chunk.length
    }
    expect(await codeOf(reads())).toBe('damaged')
    expect(given).toBeLessThan(size)
  })

  it('a blob that lost its last byte is damaged, not shorter', async () => {
    const place = aPlace()
    const { hash } = await keep(ground.store, place, someBytes(1_000))
    ground.cut({ ...place, hash })
    expect(await codeOf(readAll(ground.store.read({ ...place, hash })))).toBe('damaged')
  })

  it('a body tells what breaks it, before the first bytes as an answer, later as a broken connection', async () => {
    const place = aPlace()
    const { hash: short } = await keep(ground.store, place, someBytes(1_000))
    const { hash: long } = await keep(ground.store, place, someBytes(3 * MiB))
    for (const hash of [short, long]) ground.flip({ ...place, hash }, 7)
    const told: unknown[] = []
    const open = async (hash: string) =>
      bodyOf(await ground.store.read({ ...place, hash }), (error) => void told.push(error))
    expect(await codeOf(open(short))).toBe('damaged')
    expect(told).toEqual([])
    await expect(new Response(await open(long)).arrayBuffer()).rejects.toThrow('broke off')
    expect(told).toMatchObject([{ code: 'damaged' }])
  })

  it('a body gives the bytes, and reads no further than it is taken', async () => {
    const place = aPlace()
    const bytes = someBytes(5 * MiB)
    const { hash } = await keep(ground.store, place, bytes)
    const whole = new Response(await bodyOf(await ground.store.read({ ...place, hash }), quiet))
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    const left = (await bodyOf(await ground.store.read({ ...place, hash }), quiet)).getReader()
    await left.read()
    await left.cancel()
    const unread = await ground.store.read({ ...place, hash })
    await unread.close()
  })

  it('blobs are listed by hash, from any of them on', async () => {
    const place = aPlace()
    const hashes: string[] = []
    for (let seed = 0; seed < 12; seed++) hashes.push((await keep(ground.store, place, someBytes(10, seed))).hash)
    hashes.sort()
    expect((await all(ground.store.list(place))).map(({ hash }) => hash)).toEqual(hashes)
    expect((await all(ground.store.list(place, hashes[4]))).map(({ hash }) => hash)).toEqual(hashes.slice(5))
    expect(await all(ground.store.list(aPlace()))).toEqual([])
  })

  it('[SEC-1] a name that is none is refused before anything is touched', async () => {
    const place = aPlace()
    const { hash } = await keep(ground.store, place, someBytes(10))
    const wrong = ['', '.', '..', '../x', 'a/b', 'a\0', '%2e%2e', `${'A'.repeat(64)}`, `${hash}\n`, `${hash}/`, 'é']
    for (const text of wrong) {
      await expect(ground.store.read({ ...place, hash: text })).rejects.toThrow(TypeError)
      await expect(ground.store.read({ ...place, region: text, hash })).rejects.toThrow(TypeError)
      await expect(ground.store.stat({ ...place, organizationId: text, hash })).rejects.toThrow(TypeError)
      await expect(ground.store.put({ ...place, organizationId: text }, arriving(someBytes(3)))).rejects.toThrow(
        TypeError,
      )
      await expect(ground.store.append({ ...place, id: text }, 0, arriving(someBytes(3)))).rejects.toThrow(TypeError)
      await expect(all(ground.store.list({ ...place, region: text }))).rejects.toThrow(TypeError)
      await expect(ground.store.removeOlder({ ...place, hash: text }, new Date())).rejects.toThrow(TypeError)
    }
  })
})
