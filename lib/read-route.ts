import 'server-only'
import type { z } from 'zod'
import { notFound } from './change/failures'
import { describeError, log } from './log'
import { requestId } from './request'
import type { UserActor } from './rules/actor'
import { readSearch } from './search-params'
import { findActor } from './session'

/**
 * A route handler that answers a read as JSON: 401 when nobody is signed in, 404 when `run` gives null. Parameters that
 * the schema cannot read count as left out, as on the page.
 */
export const readRoute =
  <Schema extends z.ZodObject>(schema: Schema, run: (actor: UserActor, input: z.output<Schema>) => Promise<unknown>) =>
  async (request: Request): Promise<Response> => {
    try {
      const actor = await findActor()
      if (!actor) return Response.json({ ok: false, code: 'signed-out', reason: 'Sign in again.' }, { status: 401 })
      const value = await run(actor, readSearch(schema, Object.fromEntries(new URL(request.url).searchParams)))
      return value === null ? Response.json(notFound().failure, { status: 404 }) : Response.json(value)
    } catch (error) {
      const id = await requestId()
      log.error({ requestId: id, ...describeError(error) }, 'a read failed')
      const reason = 'Atrium could not answer. Try again.'
      return Response.json({ ok: false, code: 'failed', reason, requestId: id }, { status: 500 })
    }
  }
