import { beforeEach, expect, it } from 'vitest'
import { type BlobName, isPart } from './names'
import { scrub } from './scrub'
import { sweepOrphans } from './sweep'
import { all, arriving, hashOf, keep, readAll, someBytes } from './testing/bytes'
import { onEachStore } from './testing/on-each-store'
import { aPlace, type Ground } from './testing/stores'

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const nobody = async () => new Set<string>()

async function* these<Value>(values: readonly Value[]) {
  yield* values
}

onEachStore((open) => {
  let ground: Ground
  let place: ReturnType<typeof aPlace>
  beforeEach(() => {
    ground = open()
    place = aPlace()
  })

  const keepSome = async (count: number) => {
    const hashes: string[] = []
    for (let seed = 0; seed < count; seed++)
      hashes.push((await keep(ground.store, place, someBytes(20 + seed, seed))).hash)
    return hashes.sort()
  }

  it('blobs that nobody names are swept, a batch at a time, and named ones stay', async () => {
    const hashes = await keepSome(10)
    ground.age(48)
    const asked: (readonly string[])[] = []
    const named = async (batch: readonly string[]) => {
      asked.push(batch)
      return new Set(batch.filter((_, index) => index === 0))
    }
    const swept = await all(sweepOrphans(ground.store, { place, before: hoursAgo(24), named, batch: 4 }))
    expect(asked).toEqual([hashes.slice(0, 4), hashes.slice(4, 8), hashes.slice(8)])
    expect(swept.map(({ after }) => after)).toEqual([hashes[3], hashes[7], hashes[9]])
    expect(swept.flatMap(({ removed }) => removed)).toEqual(hashes.filter((_, index) => index % 4 !== 0))
    expect(swept[0]?.bytes).toBeGreaterThan(60)
    const left = (await all(ground.store.list(place))).map(({ hash }) => hash)
    expect(left).toEqual([hashes[0], hashes[4], hashes[8]])
    expect(ground.files().filter((path) => !path.includes('blobs/'))).toEqual([])
  })

  it('a sweep that was stopped goes on where it stood', async () => {
    const hashes = await keepSome(6)
    ground.age(48)
    const sweep = { place, before: hoursAgo(24), named: nobody, batch: 2 }
    for await (const { after } of sweepOrphans(ground.store, sweep)) {
      expect(after).toBe(hashes[1])
      break
    }
    const rest = await all(sweepOrphans(ground.store, { ...sweep, after: hashes[3] }))
    expect(rest.flatMap(({ removed }) => removed)).toEqual(hashes.slice(4))
    expect((await all(ground.store.list(place))).map(({ hash }) => hash)).toEqual(hashes.slice(2, 4))
  })

  it('young blobs are neither asked about nor swept, nor is one that was put again', async () => {
    const [hash = ''] = await keepSome(1)
    const refuses = async () => {
      throw new Error('Nobody is asked about a young one.')
    }
    await all(sweepOrphans(ground.store, { place, before: hoursAgo(24), named: refuses }))
    ground.age(48)
    const putAgain = async () => {
      await keep(ground.store, place, someBytes(20, 0))
      return new Set<string>()
    }
    const swept = await all(sweepOrphans(ground.store, { place, before: hoursAgo(24), named: putAgain }))
    expect(swept.flatMap(({ removed }) => removed)).toEqual([])
    expect(hashOf(await readAll(ground.store.read({ ...place, hash })))).toBe(hash)
  })

  it('a scrub finds what is damaged and what is missing, and calls the rest sound', async () => {
    const names = (await keepSome(6)).map((hash) => ({ ...place, hash }))
    const [first, second, third] = names
    if (!first || !second || !third) throw new Error('There are six.')
    ground.flip(first, 3)
    ground.cut(second)
    ground.age(48)
    await ground.store.removeOlder(third, hoursAgo(24))
    const states = (await all(scrub(ground.store, these<BlobName>(names)))).map(({ state }) => state)
    expect(states).toEqual(['damaged', 'damaged', 'missing', 'sound', 'sound', 'sound'])
  })

  it('a scrub takes the next name only when the one before is read', async () => {
    const names = (await keepSome(3)).map((hash) => ({ ...place, hash }))
    let taken = 0
    async function* counted() {
      for (const name of names) {
        taken++
        yield name
      }
    }
    for await (const { name } of scrub(ground.store, counted())) {
      expect(isPart('hash', name.hash)).toBe(true)
      break
    }
    expect(taken).toBe(1)
  })

  it('a blob that lost bytes is whole again when it is put again', async () => {
    const bytes = someBytes(1_000)
    const { hash } = await keep(ground.store, place, bytes)
    ground.cut({ ...place, hash })
    await ground.store.put(place, arriving(bytes))
    expect(hashOf(await readAll(ground.store.read({ ...place, hash })))).toBe(hash)
  })
})
