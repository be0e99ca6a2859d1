import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import { type Call, during } from './call'
import type { Changing } from './change'
import { notFound } from './change/failures'
import { describeError, log } from './log'
import { origin, requestId } from './request'
import type { Result } from './result'
import { shownSessionId } from './session'
import { settings } from './settings'

const Envelope = z.strictObject({
  input: z.unknown(),
  drawnFor: z.strictObject({ userId: z.guid(), workspaceId: z.guid() }),
  key: z.guid(),
})

/** What a page sends: the input, whom the page was drawn for (SWI-8), and the form's own key. */
export type Envelope<Input> = {
  readonly input: Input
  readonly drawnFor: { readonly userId: string; readonly workspaceId: string }
  readonly key: string
}

/** A server action as a page sees it. */
export type Action<Input, Value> = (envelope: Envelope<Input>) => Promise<Result<Value>>

/** Whether the request comes from one of our own pages. Next itself lets a missing or forwarded origin pass. */
export const isFromOwnPage = async (): Promise<boolean> => (await headers()).get('origin') === settings().url

const foreign = {
  ok: false,
  code: 'foreign-origin',
  reason: 'This request did not come from one of our pages.',
} as const
const malformed = { ok: false, code: 'malformed', reason: 'This page is out of date. Reload it.' } as const

const isStranger = async (id: string): Promise<boolean> => {
  if (await isFromOwnPage()) return false
  log.warn({ requestId: id }, 'refused a server action from a foreign origin')
  return true
}

/** Runs a change as `call`; what nobody expects is logged, and thrown with the id that the error page shows. */
async function answer<Value>(call: Call, run: () => Promise<Result<Value>>, then: (value: Value) => unknown) {
  try {
    const result = await during(call, run)
    if (result.ok) await then(result.value)
    return result
  } catch (error) {
    log.error({ requestId: call.requestId, ...describeError(error) }, 'a server action failed')
    throw Object.assign(new Error('A server action failed.'), { digest: call.requestId })
  }
}

/**
 * A change as a server action: own pages only, signed-in people only, once for each key, refused when drawn for
 * somebody else. On success `then` runs; without it the page is drawn again.
 */
export const action =
  <Input, Value>(
    run: Changing<Input, Value>,
    then: (value: Value) => unknown = () => refresh(),
  ): Action<Input, Value> =>
  async (envelope) => {
    const id = await requestId()
    if (await isStranger(id)) return foreign
    const parsed = Envelope.safeParse(envelope)
    if (!parsed.success) return malformed
    const sessionId = await shownSessionId()
    if (!sessionId) return { ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' }
    const { drawnFor, key } = parsed.data
    const claim = { kind: 'session', sessionId } as const
    const call = { claim, requestId: id, ...(await origin()), drawnFor, idempotencyKey: key }
    // The change parses the input by its own schema; until then it is whatever was sent.
    return answer(call, () => run(envelope.input), then)
  }

const OpenEnvelope = z.strictObject({ organization: z.string().max(100), input: z.unknown() })

/** What a page of somebody not signed in sends; `organization` is what names it there, such as its sign-in address. */
export type OpenEnvelope<Input> = { readonly organization: string; readonly input: Input }

/** A server action for people not signed in, as a page sees it. */
export type OpenAction<Input, Value> = (envelope: OpenEnvelope<Input>) => Promise<Result<Value>>

/**
 * A change as a server action for people not signed in: own pages only, claiming nothing but the organization whose
 * id `organizationOf` finds by what the page sent. On success `then` runs.
 */
export const openAction =
  <Input, Value>(
    run: Changing<Input, Value>,
    organizationOf: (organization: string) => string | null | Promise<string | null>,
    then: (value: Value) => unknown = () => {},
  ): OpenAction<Input, Value> =>
  async (envelope) => {
    const id = await requestId()
    if (await isStranger(id)) return foreign
    const parsed = OpenEnvelope.safeParse(envelope)
    if (!parsed.success) return malformed
    const organizationId = await organizationOf(parsed.data.organization)
    if (organizationId === null) return notFound().failure
    const call = { claim: { kind: 'anonymous', organizationId }, requestId: id, ...(await origin()) } as const
    return answer(call, () => run(envelope.input), then)
  }
