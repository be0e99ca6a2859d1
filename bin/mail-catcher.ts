import { once } from 'node:events'
import { createWriteStream, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { SMTPServer } from 'smtp-server'
import { freePort } from './free-port'

/** Takes mail for the tests and sends none: each message becomes `<number>.eml` in `folder`, whole when it appears. */
export async function startMailCatcher(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  mkdirSync(folder, { recursive: true })
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      count += 1
      const path = join(folder, `${String(count).padStart(6, '0')}.eml`)
      pipeline(stream, createWriteStream(`${path}.part`)).then(() => {
        renameSync(`${path}.part`, path)
        done()
      }, done)
    },
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}
