import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'

// A file as Node sends it with nothing around it but its hash, as an upload is taken by the other bare server: what a
// download is measured against.

const [path = ''] = process.argv.slice(2)
const server = createServer((_, answer) => {
  answer.writeHead(200, { 'content-length': statSync(path).size, 'content-type': 'application/octet-stream' })
  const hash = createHash('sha256')
  const bytes = createReadStream(path, { highWaterMark: 1024 * 1024 })
  bytes.on('data', (chunk) => hash.update(chunk))
  bytes.once('end', () => hash.digest('hex'))
  bytes.pipe(answer)
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
