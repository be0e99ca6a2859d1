import { createServer } from 'node:net'

/** Resolves to the port taken: `port` itself, or one the system chooses for 0. Rejects when it is in use. */
const listenOnce = (port: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : port))
    })
  })

/** A port nobody listens on now, chosen by the system. */
export const freePort = (host = '127.0.0.1') => listenOnce(0, host)

/** Can this process listen on `port` of `host`? */
export const isPortFree = (port: number, host = '127.0.0.1') =>
  listenOnce(port, host).then(
    () => true,
    () => false,
  )

/** The first free port from `port` upwards. Throws after a hundred. */
export async function nextFreePort(port: number, host = '127.0.0.1'): Promise<number> {
  for (let candidate = port; candidate < port + 100; candidate++)
    if (await isPortFree(candidate, host)) return candidate
  throw new Error(`Every port from ${port} to ${port + 99} is in use.`)
}
