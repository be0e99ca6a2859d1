import { request } from 'node:http'
import { z } from 'zod'

// A process of its own that takes an answer to its end, and tells how long it took.

const Order = z.object({
  url: z.url(),
  method: z.enum(['GET', 'POST']),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
})

const { url, method, headers, body } = Order.parse(JSON.parse(process.argv[2] ?? ''))
const started = performance.now()
const asked = request(url, { method, headers }, (answer) => {
  let bytes = 0
  let firstByte = Number.NaN
  answer.on('data', (chunk: Buffer) => {
    if (bytes === 0) firstByte = performance.now() - started
    bytes += chunk.length
  })
  answer.once('close', () =>
    process.send?.({
      status: answer.statusCode,
      isWhole: answer.complete,
      bytes,
      firstByte,
      ms: performance.now() - started,
    }),
  )
})
asked.end(body)
