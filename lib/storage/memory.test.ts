import { expect, it } from 'vitest'
import { onEachStore } from './testing/on-each-store'
import { startVictim } from './testing/start-victim'
import { aPlace } from './testing/stores'

const MiB = 1024 * 1024

onEachStore((open) => {
  it('memory does not grow with a blob', async () => {
    const { how } = open()
    // The server of the tests is slower than a disk.
    const size = 'disk' in how ? 2_048 * MiB : 512 * MiB
    const victim = startVictim(how, { do: 'measure', ...aPlace(), size })
    await victim.ended
    const memory = victim.messages.find((message) => 'memory' in message)
    expect(memory).toEqual({ memory: expect.any(Number) })
    expect(memory?.memory).toBeLessThan(100 * MiB)
  }, 180_000)
})
