import { once } from 'node:events'
import { z } from 'zod'
import { endChild, startNode } from '../bin/processes'

/** What to ask for, and as whom. */
export type Target = { readonly url: string; readonly cookie: string }

const Told = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    perSecond: z.number(),
    p50: z.number(),
    p95: z.number(),
    bytes: z.number(),
    busy: z.number(),
  }),
  z.object({ ok: z.literal(false), reason: z.string() }),
])

/** Requests a second, milliseconds, bytes on the wire of one answer, and the share of a core the client itself used. */
export type Load = Omit<Extract<z.output<typeof Told>, { ok: true }>, 'ok'>

/** Starts the process that asks. `put` keeps `connections` busy for `seconds`; anything but a 200 rejects. */
export function startClient() {
  const args = ['--import', 'tsx', 'bench/client.ts']
  const child = startNode({ name: 'The client', args, env: process.env })
  const gone = once(child, 'exit').then(() => {
    throw new Error('The client has ended.')
  })
  gone.catch(() => {})
  return {
    async put(target: Target, connections: number, seconds: number): Promise<Load> {
      const answer = once(child, 'message')
      child.send({ ...target, connections, seconds })
      const [message] = await Promise.race([answer, gone])
      const told = Told.parse(message)
      if (!told.ok) throw new Error(told.reason)
      // Above this the figure would be the client's and not the server's.
      if (told.busy > 0.9) throw new Error(`The client was busy itself (${told.busy.toFixed(2)} of a core).`)
      return told
    },
    stop: () => endChild(child),
  }
}

/** The client of a run. */
export type Client = ReturnType<typeof startClient>
