import { beforeAll, expect, it } from 'vitest'
import { inRounds } from '../test/race'
import { all, arriving, codeOf, hashOf, keep, readAll, someBytes } from './testing/bytes'
import { onEachStore } from './testing/on-each-store'
import { aPlace, type Ground, openStore } from './testing/stores'

const twoHoursAgo = () => new Date(Date.now() - 2 * 3_600_000)

onEachStore((open) => {
  let ground: Ground
  beforeAll(() => {
    ground = open()
  })

  it('writers of the same blob at once all end well, and leave one', async () => {
    const tally = await inRounds(15, async (index) => {
      const place = aPlace()
      const bytes = someBytes(index % 3 === 0 ? 9_000_000 : 50_000, index)
      const puts = Array.from({ length: 4 }, () => openStore(ground.how).put(place, arriving(bytes)))
      const blobs = await Promise.all(puts)
      const read = await readAll(ground.store.read({ ...place, hash: hashOf(bytes) }))
      const isRight = blobs.every(({ hash }) => hash === hashOf(bytes)) && read.equals(bytes)
      return `${isRight} ${(await all(ground.store.list(place))).length}`
    })
    expect(tally).toEqual({ 'true 1': 15 })
    expect(ground.files().filter((path) => !path.includes('blobs/'))).toEqual([])
  }, 60_000)

  it('a put that answers is never undone by a removal that began before', async () => {
    const tally = await inRounds(
      60,
      async (index) => {
        const place = aPlace()
        const bytes = someBytes(1_000, index)
        const name = { ...place, hash: hashOf(bytes) }
        await keep(ground.store, place, bytes)
        ground.age(48)
        // All but its last step is done before, so that it meets the removal half-way.
        const putter = openStore(ground.how)
        const upload = await putter.openUpload(place)
        const appended = await putter.append(upload, 0, arriving(bytes))
        // One begins a few questions after the other, another number of them each round.
        const after = async (questions: number) => {
          for (let asked = 0; asked < questions; asked++) await ground.store.stat(name)
        }
        const remove = () => openStore(ground.how).removeOlder(name, twoHoursAgo())
        await Promise.all([
          after(index % 5).then(remove),
          index % 2 === 0 ? remove() : undefined,
          after(index % 3).then(() => putter.finish(upload, {}, appended)),
        ])
        return codeOf(readAll(ground.store.read(name)))
      },
      1,
    )
    expect(tally).toEqual({ none: 60 })
  }, 60_000)
})
