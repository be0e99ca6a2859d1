import { once } from 'node:events'
import { createServer, type RequestListener, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lengthHeader, noteConnections, peerHeader } from './peer'

let answer: RequestListener = (_, response) => response.end()
const server = createServer((asked, response) => answer(asked, response))

beforeAll(async () => {
  noteConnections()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server.close())

async function ask(headers = {}, method = 'GET') {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const asked = request({ port, host: '127.0.0.1', headers, method }).end()
  const [got] = await once(asked, 'response')
  got.resume()
  await once(got, 'end')
  return got.headers
}

test('[SEC-7] a request carries the address of its connection, whatever it says itself', async () => {
  let seen: unknown
  answer = (asked, response) => {
    seen = asked.headers[peerHeader]
    response.end()
  }
  await ask({ [peerHeader]: '203.0.113.9' })
  expect(seen).toBe('127.0.0.1')
})

test('[FIL-7] an answer has the length it says, and keeps to itself how it said so', async () => {
  answer = (asked, response) => {
    response.setHeader(lengthHeader, '3')
    response.end(asked.method === 'HEAD' ? undefined : 'abc')
  }
  for (const method of ['GET', 'HEAD']) {
    const headers = await ask({}, method)
    expect([headers['content-length'], headers[lengthHeader], headers['transfer-encoding']]).toEqual([
      '3',
      undefined,
      undefined,
    ])
  }
})

test('[FIL-7] one that is compressed on its way has none', async () => {
  answer = (_, response) => {
    response.setHeader(lengthHeader, '300')
    response.setHeader('content-encoding', 'gzip')
    response.write('x')
    response.end()
  }
  const headers = await ask()
  expect([headers['content-length'], headers['transfer-encoding'], headers[lengthHeader]]).toEqual([
    undefined,
    'chunked',
    undefined,
  ])
})
