import 'server-only'
import { z } from 'zod'
import { isFromOwnPage } from './action'
import { during } from './call'
import { describeError, log } from './log'
import { origin, requestId } from './request'
import type { Failure, Result } from './result'
import { shownSessionId } from './session'

const Upload = z.object({ userId: z.guid(), workspaceId: z.guid(), name: z.string().max(1_000) })

const refuse = (failure: Failure, status: number) => Response.json(failure, { status })

/** The body, at most `most` bytes of it; null when there are more. What was declared is not believed. */
async function readBody(request: Request, most: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > most) return null
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

/**
 * A route handler that takes one file as its body, for a change: own pages only, signed-in people only, refused when the
 * page was drawn for somebody else (SWI-8). Its address says for whom it was drawn, and what the file is called.
 */
export const uploadRoute =
  (most: number, run: (file: { name: string; bytes: Uint8Array }) => Promise<Result<unknown>>) =>
  async (request: Request): Promise<Response> => {
    const id = await requestId()
    if (!(await isFromOwnPage()))
      return refuse(
        { ok: false, code: 'foreign-origin', reason: 'This request did not come from one of our pages.' },
        403,
      )
    const sessionId = await shownSessionId()
    if (!sessionId) return refuse({ ok: false, code: 'signed-out', reason: 'You are signed out. Sign in again.' }, 401)
    const said = Upload.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!said.success)
      return refuse({ ok: false, code: 'malformed', reason: 'This page is out of date. Reload it.' }, 400)
    const { name, ...drawnFor } = said.data
    const claim = { kind: 'session', sessionId } as const
    const call = { claim, requestId: id, ...(await origin()), drawnFor }
    try {
      const bytes = await readBody(request, most)
      const reason = `This file is larger than ${Math.floor(most / 1024 / 1024)} MiB.`
      if (!bytes) return refuse({ ok: false, code: 'too-large', reason }, 413)
      return Response.json(await during(call, () => run({ name, bytes })))
    } catch (error) {
      log.error({ requestId: id, ...describeError(error) }, 'an upload failed')
      return Response.json(
        { ok: false, code: 'failed', reason: 'Atrium could not take it. Try again.', requestId: id },
        { status: 500 },
      )
    }
  }
