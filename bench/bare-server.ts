import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'

// A file as Node sends it with nothing around it: what a download is measured against.

const [path = ''] = process.argv.slice(2)
const server = createServer((_, answer) => {
  answer.writeHead(200, { 'content-length': statSync(path).size, 'content-type': 'application/octet-stream' })
  createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(answer)
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
