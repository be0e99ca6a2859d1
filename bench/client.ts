import { Agent, type IncomingMessage, request } from 'node:http'
import { z } from 'zod'

// A process of its own, so that asking never shares a thread with counting, building or answering.

const Order = z.strictObject({
  url: z.url(),
  cookie: z.string(),
  connections: z.int().min(1),
  seconds: z.number().positive(),
})
type Order = z.output<typeof Order>

/** One answer, read to its end; its size in bytes as it came. Rejects unless it is a 200. */
const ask = ({ url, cookie }: Order, agent: Agent) =>
  new Promise<number>((resolve, reject) => {
    const hear = (answer: IncomingMessage) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.once('error', reject)
      answer.once('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url} answered ${answer.statusCode}.`)),
      )
    }
    request(url, { agent, headers: { cookie, 'accept-encoding': 'gzip' } }, hear)
      .once('error', reject)
      .end()
  })

async function fulfil(order: Order) {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  const times: number[] = []
  let bytes = 0
  const cpu = process.cpuUsage()
  const started = performance.now()
  const end = started + order.seconds * 1_000
  const lane = async () => {
    for (let now = performance.now(); now < end; ) {
      bytes = await ask(order, agent)
      const after = performance.now()
      times.push(after - now)
      now = after
    }
  }
  try {
    await Promise.all(Array.from({ length: order.connections }, lane))
  } finally {
    agent.destroy()
  }
  const elapsed = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  times.sort((one, other) => one - other)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return {
    perSecond: times.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    bytes,
    busy: (user + system) / 1e6 / elapsed,
  }
}

// Orders come through the channel, which alone does not keep one of our children alive.
process.channel?.ref()
process.on('message', async (message) => {
  try {
    process.send?.({ ok: true, ...(await fulfil(Order.parse(message))) })
  } catch (error) {
    process.send?.({ ok: false, reason: error instanceof Error ? error.message : String(error) })
  }
})
