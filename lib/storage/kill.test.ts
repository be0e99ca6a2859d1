import { beforeEach, expect, it } from 'vitest'
import { scrub } from './scrub'
import { all, arriving, hashOf, someBytes } from './testing/bytes'
import { onEachStore } from './testing/on-each-store'
import { startVictim } from './testing/start-victim'
import { aPlace, type Ground } from './testing/stores'

const MiB = 1024 * 1024

onEachStore((open) => {
  let ground: Ground
  beforeEach(() => {
    ground = open()
  })

  const leftovers = () => ground.files().filter((path) => !path.startsWith('blobs/'))
  async function everythingSwept() {
    ground.age(48)
    await all(ground.store.sweepUploads(new Date(Date.now() - 24 * 3_600_000)))
    expect(leftovers()).toEqual([])
  }

  it('[FIL-6] a process killed in the middle of a put leaves no blob, and what it leaves is swept', async () => {
    const place = aPlace()
    const victim = startVictim(ground.how, { do: 'put', ...place, size: 1_000 * MiB })
    await victim.told((message) => 'taken' in message && message.taken >= 60 * MiB)
    await victim.kill()
    expect(await all(ground.store.list(place))).toEqual([])
    expect(leftovers()).not.toEqual([])
    await everythingSwept()
  })

  it('[FIL-6] an upload whose process was killed goes on from where it stands', async () => {
    const place = aPlace()
    const upload = await ground.store.openUpload(place)
    const victim = startVictim(ground.how, { do: 'append', ...upload, size: 1_000 * MiB })
    await victim.told((message) => 'taken' in message && message.taken >= 60 * MiB)
    await victim.kill()
    const offset = (await ground.store.uploadOffset(upload)) ?? -1
    expect(offset).toBeGreaterThanOrEqual(16 * MiB)
    expect(await all(ground.store.list(place))).toEqual([])
    const whole = Buffer.concat([...Array(Math.ceil(offset / MiB)).fill(someBytes(MiB)), someBytes(100, 9)]).subarray(
      0,
      offset,
    )
    const expected = Buffer.concat([whole, someBytes(5, 2)])
    await ground.store.append(upload, offset, arriving(someBytes(5, 2)))
    const blob = await ground.store.finish(upload, { size: offset + 5, hash: hashOf(expected) })
    expect(blob.hash).toBe(hashOf(expected))
    expect(leftovers()).toEqual([])
  })

  it('[FIL-6] whenever a process is killed, what it told of stands, and nothing that stands is wrong', async () => {
    for (let round = 1; round <= 5; round++) {
      const place = aPlace()
      const victim = startVictim(ground.how, { do: 'put-many', ...place, size: round * 30_000 })
      await victim.told((message) => 'stands' in message && message.stands >= round * 2)
      await victim.kill()
      const hashes = (await all(ground.store.list(place))).map(({ hash }) => hash)
      const told = victim.messages.flatMap((message) => ('stands' in message ? [message.stands] : []))
      expect(hashes).toEqual(expect.arrayContaining(told.map((seed) => hashOf(someBytes(round * 30_000, seed)))))
      async function* names() {
        for (const hash of hashes) yield { ...place, hash }
      }
      const states = (await all(scrub(ground.store, names()))).map(({ state }) => state)
      expect(new Set(states)).toEqual(new Set(['sound']))
    }
    await everythingSwept()
  }, 60_000)
})
