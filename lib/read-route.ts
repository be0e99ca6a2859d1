import 'server-only'
import type { z } from 'zod'
import { notFound } from './change/failures'
import { describeError, log } from './log'
import { requestId } from './request'
import type { UserActor } from './rules/actor'
import { readSearch } from './search-params'
import { findActor } from './session'

type Run<Input> = (actor: UserActor, input: Input) => Promise<unknown>

/** A read as JSON: 401 when nobody is signed in, 404 when `run` gives null. `read` gives null for what cannot be asked. */
async function answer<Input>(read: () => Input | null | Promise<Input | null>, run: Run<Input>): Promise<Response> {
  try {
    const actor = await findActor()
    if (!actor) return Response.json({ ok: false, code: 'signed-out', reason: 'Sign in again.' }, { status: 401 })
    const input = await read()
    if (input === null)
      return Response.json(
        { ok: false, code: 'malformed', reason: 'This page is out of date. Reload it.' },
        { status: 400 },
      )
    const value = await run(actor, input)
    return value === null ? Response.json(notFound().failure, { status: 404 }) : Response.json(value)
  } catch (error) {
    const id = await requestId()
    log.error({ requestId: id, ...describeError(error) }, 'a read failed')
    const reason = 'Atrium could not answer. Try again.'
    return Response.json({ ok: false, code: 'failed', reason, requestId: id }, { status: 500 })
  }
}

/**
 * A route handler that answers a read as JSON: 401 when nobody is signed in, 404 when `run` gives null. Parameters that
 * the schema cannot read count as left out, as on the page.
 */
export const readRoute =
  <Schema extends z.ZodObject>(schema: Schema, run: Run<z.output<Schema>>) =>
  (request: Request): Promise<Response> =>
    answer(() => readSearch(schema, Object.fromEntries(new URL(request.url).searchParams)), run)

/** The same for what is too long for an address, as the JSON of a POST; 400 for what the schema cannot read. */
export const askRoute =
  <Schema extends z.ZodObject>(schema: Schema, run: Run<z.output<Schema>>) =>
  (request: Request): Promise<Response> =>
    answer(async () => schema.safeParse(await request.json().catch(() => null)).data ?? null, run)
