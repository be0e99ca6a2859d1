import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What went over the wire since the last look. */
export type Traffic = {
  /** How often a client spoke and then had to wait for an answer. */
  readonly roundTrips: number
  /** SQL in the order it was run; a statement kept by the server counts each time it runs. */
  readonly statements: readonly string[]
}

type Log = { roundTrips: number; statements: string[] }

const textOf = (body: Buffer, from: number) => {
  const end = body.indexOf(0, from)
  return { text: body.toString('utf8', from, end), end: end + 1 }
}

/** Reads what a client says: the PostgreSQL protocol from the first message, which has no type byte, on. */
function listener(log: Log) {
  const kept = new Map<string, string>()
  let rest: Buffer = Buffer.alloc(0)
  let hasBegun = false

  const note = (type: string, body: Buffer) => {
    if (type === 'Q') log.statements.push(textOf(body, 0).text.trim())
    if (type === 'P') {
      const name = textOf(body, 0)
      kept.set(name.text, textOf(body, name.end).text.trim())
    }
    // Bound once for each time it runs; a Parse alone runs nothing.
    if (type === 'B') log.statements.push(kept.get(textOf(body, textOf(body, 0).end).text) ?? '')
  }

  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const head = hasBegun ? 1 : 0
      if (rest.length < head + 4) return
      const size = head + rest.readUInt32BE(head)
      if (rest.length < size) return
      if (hasBegun) note(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, size))
      hasBegun = true
      rest = rest.subarray(size)
    }
  }
}

function join(client: Socket, server: Socket, log: Log) {
  const hear = listener(log)
  let isAnswered = true
  client.on('data', (chunk) => {
    if (isAnswered) log.roundTrips++
    isAnswered = false
    hear(chunk)
    server.write(chunk)
  })
  server.on('data', (chunk) => {
    isAnswered = true
    client.write(chunk)
  })
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.setNoDelay(true)
    one.on('close', () => other.destroy()).on('error', () => other.destroy())
  }
}

/** Stands between a process and its database, and counts. `url` is the database's as seen through it. */
export async function listenToWire(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const log: Log = { roundTrips: 0, statements: [] }
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    sockets.add(client).add(upstream)
    join(client, upstream, log)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const seen = new URL(databaseUrl)
  seen.hostname = '127.0.0.1'
  seen.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return {
    url: seen.href,
    /** What was said since the last call. */
    take(): Traffic {
      const taken = { roundTrips: log.roundTrips, statements: log.statements }
      log.roundTrips = 0
      log.statements = []
      return taken
    },
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** A wire under observation. */
export type Wire = Awaited<ReturnType<typeof listenToWire>>
