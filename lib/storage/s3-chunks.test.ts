import { describe, expect, it } from 'vitest'
import { chunkSizeAt, gathered, sendAll } from './s3-chunks'
import { all, arriving, breakingOff, codeOf, someBytes } from './testing/bytes'

const [MiB, GiB] = [1024 ** 2, 1024 ** 3]

describe('chunks', () => {
  it('of the largest blob are no more than one object can be joined of', () => {
    let count = 0
    for (let start = 0; start < 564 * GiB; start += chunkSizeAt(start)) count++
    expect(count).toBeLessThanOrEqual(10_000)
  })

  it('are all of a size but the last, and what came before a break is one', async () => {
    const bytes = someBytes(17 * MiB)
    const whole = await all(gathered(arriving(bytes), 5))
    expect(whole.map(({ start, chunk }) => [start, chunk.length])).toEqual([
      [5, 8 * MiB],
      [5 + 8 * MiB, 8 * MiB],
      [5 + 16 * MiB, MiB],
    ])
    expect(Buffer.concat(whole.map(({ chunk }) => chunk)).equals(bytes)).toBe(true)
    const sizes: number[] = []
    const broken = async () => {
      for await (const { chunk } of gathered(breakingOff(bytes.subarray(0, 9 * MiB)), 0)) sizes.push(chunk.length)
    }
    await expect(broken()).rejects.toThrow('The connection was reset.')
    expect(sizes).toEqual([8 * MiB, MiB])
  })

  it('of more than fits one object are refused', async () => {
    expect(await codeOf(all(gathered(arriving(someBytes(10)), 564 * GiB)))).toBe('too-large')
  })

  it('are sent four at a time, and no more are taken once one has failed', async () => {
    let taken = 0
    let onTheirWay = 0
    let most = 0
    async function* chunks() {
      for (; taken < 40; taken++) yield { start: taken, chunk: new Uint8Array(1) }
    }
    const send = async (fails: boolean) => {
      most = Math.max(most, ++onTheirWay)
      await new Promise((resolve) => setImmediate(resolve))
      onTheirWay--
      if (fails) throw new Error('One failed.')
    }
    await sendAll(chunks(), () => send(false))
    expect([taken, most, onTheirWay]).toEqual([40, 4, 0])
    taken = 0
    await expect(sendAll(chunks(), ({ start }) => send(start === 2))).rejects.toThrow('One failed.')
    expect(taken).toBeLessThan(10)
    expect(onTheirWay).toBe(0)
  })
})
