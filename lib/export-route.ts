import 'server-only'
import type { z } from 'zod'
import { during } from './call'
import { notFound } from './change/failures'
import { describeError, log } from './log'
import { origin, requestId } from './request'
import type { Failure, Result } from './result'
import type { UserActor } from './rules/actor'
import { findActor } from './session'

/** Something to take away as a file. */
type Export = {
  readonly format: 'csv' | 'json'
  /** What the file is called, between the organization and the day. */
  readonly name: string
  /** Keeps in the log that it is taken away, and by whom (SEC-7). Asked before the first byte. */
  readonly record: () => Promise<Result<unknown>>
  readonly text: AsyncGenerator<string>
}

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const

const refuse = (failure: Failure, status: number) => Response.json(failure, { status })
const missing = () => refuse(notFound().failure, 404)

/** A body that reads on only as fast as it is taken, and stops when nobody takes it any more. */
function streamOf(text: AsyncGenerator<string>, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let isWanted = true
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await text.next()
          if (!isWanted) return
          if (done) controller.close()
          else controller.enqueue(encoder.encode(value))
        } catch (error) {
          log.error({ requestId: id, ...describeError(error) }, 'an export broke off')
          controller.error(new Error('The export broke off.'))
        }
      },
      async cancel() {
        isWanted = false
        await text.return(undefined)
      },
    },
    { highWaterMark: 1 },
  )
}

/**
 * A route handler that answers with a file: 401 when nobody is signed in, 400 for a filter that cannot be read (left
 * out, it would give away more than was asked for), 404 when `run` gives null or the record is refused.
 */
export const exportRoute =
  <Schema extends z.ZodObject>(
    schema: Schema,
    run: (actor: UserActor, input: z.output<Schema>) => Export | null | Promise<Export | null>,
  ) =>
  async (request: Request): Promise<Response> => {
    const actor = await findActor()
    if (!actor) return refuse({ ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' }, 401)
    const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!parsed.success)
      return refuse({ ok: false, code: 'invalid', reason: 'This filter or format cannot be read.' }, 400)
    const wanted = await run(actor, parsed.data)
    if (!wanted || !actor.sessionId) return missing()
    const id = await requestId()
    const call = { claim: { kind: 'session', sessionId: actor.sessionId }, requestId: id, ...(await origin()) } as const
    const kept = await during(call, wanted.record)
    if (!kept.ok) return kept.code === 'signed-out' ? refuse(kept, 401) : missing()
    const day = new Date().toISOString().slice(0, 10)
    const file = `atrium-${actor.organization.slug}-${wanted.name}-${day}.${wanted.format}`
    return new Response(streamOf(wanted.text, id), {
      headers: {
        'content-type': types[wanted.format],
        'content-disposition': `attachment; filename="${file}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    })
  }
