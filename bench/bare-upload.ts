import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

// A server that takes a file and nothing else: it writes what comes, hashes it meanwhile, makes it durable and names it
// by its hash. The measure of what this machine can do; started by bench/uploads.ts, told its folder.
const folder = process.argv[2] ?? ''
mkdirSync(folder, { recursive: true })

const server = createServer(async (request, response) => {
  const path = join(folder, randomUUID())
  const file = await open(path, 'wx')
  const hash = createHash('sha256')
  for await (const chunk of request) {
    const writing = file.write(chunk)
    hash.update(chunk)
    await writing
  }
  await file.sync()
  await file.close()
  const kept = join(folder, hash.digest('hex'))
  await rename(path, kept)
  response.end()
  await rm(kept)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const isOfNetwork = (one: string | AddressInfo | null): one is AddressInfo => one !== null && typeof one !== 'string'
process.send?.({ port: isOfNetwork(address) ? address.port : 0 })
